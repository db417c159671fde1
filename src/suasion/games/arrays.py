"""What the closed forms take: numbers, lists, and arrays of NumPy or of JAX alike."""

from __future__ import annotations

from typing import Any, TypeAlias

#: A number, a list, or an array of NumPy or JAX, traced ones included; only operations that all of them know are used.
Numbers: TypeAlias = Any
