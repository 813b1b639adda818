# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An OpenID Connect provider on this machine, with what a test needs of it."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "faglaert", "hemmelig-noegle-af-passende-laengde"


class Provider(ThreadingHTTPServer):
    """Hands out one code for one person; remembers the challenge the code was asked for with."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.claims: dict[str, object] = {}
        self.challenge = ""
        self.audience = CLIENT
        self.code = "kode"

    @property
    def issuer(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def token(self, asked: dict[str, str]) -> dict[str, object] | None:
        """What a code is worth; nothing for a wrong code, secret or verifier."""
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        verified = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge
        if asked.get("code") != self.code or asked.get("client_secret") != SECRET or not verified:
            return None
        now = int(time.time())
        content = {"iss": self.issuer, "aud": self.audience, "sub": self.claims["sub"], "iat": now, "exp": now + 60}
        return {"access_token": "adgang", "token_type": "Bearer", "id_token": jwt.encode(content, SECRET, "HS256")}


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        """The configuration, and who the person is."""
        issuer = self.server.issuer
        if self.path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            found = {f"{name}_endpoint": f"{issuer}/{name}" for name in names}
            self._answer({**found, "issuer": issuer, "jwks_uri": f"{issuer}/jwks"})
        elif self.path.startswith("/authorization?"):
            self._send_back({name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})
        elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer adgang":
            self._answer(self.server.claims)
        else:
            self._answer({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        """A code for a token."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        token = self.server.token({name: values[0] for name, values in parse_qs(body).items()})
        self._answer(token or {"error": "invalid_grant"}, 200 if token else 400)

    def _send_back(self, asked: dict[str, str]) -> None:
        """As if the person had logged in here: back with a code."""
        self.server.challenge = asked["code_challenge"]
        self.send_response(302)
        back = urlencode({"code": self.server.code, "state": asked["state"]})
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def _answer(self, content: dict[str, object], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that runs."""
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
