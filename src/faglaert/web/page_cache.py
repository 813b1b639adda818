# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages kept in the process: a page depends on the build and its address alone, so it is made once a build.

A kept page carries its compressed form, an entity tag and the build's time, so that a reader who has it gets 304.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from faglaert.published.store import Store, open_store

P = ParamSpec("P")
StoreView = Callable[Concatenate[HttpRequest, Store, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

KEPT_PAGES = 512
MAX_AGE_SECONDS = 60
QUERY_KEYS = ("omraade",)
"""The parameters a page may depend on unless it says others; every other one is ignored, here and in the links between
languages."""

LONGEST_QUERY = 400
"""Values of parameters longer than this together are nothing a form of ours sends; such a page is not kept."""

_SMALLEST_TO_COMPRESS = 500
_COMPRESSED_TYPES = ("text/", "application/json", "image/svg")


@dataclass(frozen=True)
class _Page:
    headers: dict[str, str]
    body: bytes
    compressed: bytes | None
    tag: str


class _PageCache:
    """The newest pages used, at most :data:`KEPT_PAGES`, shared by the threads of one process."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...]) -> _Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[str, ...], page: _Page) -> None:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


cache = _PageCache()


def depends_on(*names: str) -> Callable[[StoreView[P]], StoreView[P]]:
    """Say which parameters a view depends on, below :func:`from_store`."""

    def marked(view: StoreView[P]) -> StoreView[P]:
        view.query_keys = names  # type: ignore[attr-defined]  # read by query_of
        return view

    return marked


def query_of(view: Callable[..., object], request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The parameters of a request that its view depends on, in their order, without empty ones."""
    names = getattr(view, "query_keys", QUERY_KEYS)
    return tuple((name, value) for name in names for value in request.GET.getlist(name) if value)


def from_store(view: StoreView[P]) -> View[P]:
    """Give a view the published store, and keep what it answers for as long as the store is the same file.

    A view that answers anything but 200, or raises, is not kept. Raises :class:`NotPublishedError` through.
    """

    @require_safe
    @wraps(view)
    def keeping(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        store = open_store(settings.FAGLAERT.paths)
        query = query_of(view, request)
        key = (str(store.path), request.path, urlencode(query))
        page = cache.get(key)
        if page is None:
            response = view(request, store, *args, **kwargs)
            if response.status_code != 200 or len(key[-1]) > LONGEST_QUERY:
                return response
            page = _kept(response)
            cache.put(key, page)
        return _answer(request, page, modified=store.release.built_at.timestamp())

    return keeping


def _kept(response: HttpResponse) -> _Page:
    body = response.content
    is_text = response["Content-Type"].startswith(_COMPRESSED_TYPES)
    compressed = gzip.compress(body, 6, mtime=0) if is_text and len(body) > _SMALLEST_TO_COMPRESS else None
    return _Page(dict(response.items()), body, compressed, f'W/"{hashlib.sha256(body).hexdigest()[:32]}"')


def _answer(request: HttpRequest, page: _Page, *, modified: float) -> HttpResponse:
    use_compressed = page.compressed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.compressed if use_compressed else page.body, headers=page.headers)
    if use_compressed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = page.tag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, page.tag, int(modified), response) or response
