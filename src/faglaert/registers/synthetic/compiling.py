# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How kernels are compiled, typed so that what is compiled keeps its signature."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])

compiled = cast("Callable[[Kernel], Kernel]", numba.njit(cache=True, nogil=True, error_model="numpy"))
"""One thread, without Python's lock: chunks of persons run side by side in a pool of threads."""

_WITHOUT_DOOR: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
compiled_inside = cast(
    "Callable[[Kernel], Kernel]", numba.njit(cache=True, nogil=True, error_model="numpy", **_WITHOUT_DOOR)
)
"""For kernels that only other kernels call: without a door to Python they take a quarter less time to compile."""

as_unsigned = np.uint64
