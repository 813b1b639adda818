# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The two ways kernels are compiled, typed so that what is compiled keeps its signature."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

compiled = cast("Callable[[Kernel], Kernel]", numba.njit(cache=True, nogil=True))
"""One thread."""

compiled_parallel = cast("Callable[[Kernel], Kernel]", numba.njit(cache=True, nogil=True, parallel=True))
"""All threads over each ``parallel_range``; results never depend on how many there are."""

parallel_range = numba.prange
"""``range`` whose turns may run side by side."""
