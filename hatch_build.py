# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Build hook: a wheel carries the style sheet, fonts, script and compiled translations that the repository does not.

An editable install is left alone: there ``./dev`` makes them in place.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):
    """Makes the assets before a wheel is packed; they are named as artifacts in pyproject.toml."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (the signature is hatchling's)
        """Make what is missing or stale; raises when npm is needed and there is none."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from faglaert.web import assets  # standard library and Babel only

        assets.build()
