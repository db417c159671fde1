"""Shapes that arrays of the measurement model have, by name; a stack is items that are laid out alike."""

from __future__ import annotations

from typing import TypeAlias

from jax import Array
from jaxtyping import Bool, Float, Integer, Key

Number: TypeAlias = Float[Array, ""]
Count: TypeAlias = Integer[Array, ""]
RandomKey: TypeAlias = Key[Array, ""]
Cells: TypeAlias = Float[Array, "year spell"]  # of the grid
Flags: TypeAlias = Bool[Array, "year spell"]
PerSpell: TypeAlias = Float[Array, " spell"]
PerItem: TypeAlias = Float[Array, " item"]
PerGroup: TypeAlias = Float[Array, " group"]  # what is accepted or rejected by itself
PerSet: TypeAlias = Float[Array, "item set"]  # a set of cutpoints
Cutpoints: TypeAlias = Float[Array, "item set cutpoint"]
Gaps: TypeAlias = Float[Array, "item set gap"]  # between cutpoints
Unbounded: TypeAlias = Float[Array, "item parameter"]  # a stack's parameters
OfStacks: TypeAlias = Float[Array, "_ _"]  # the same of several stacks, which differ in size
Coordinates: TypeAlias = Float[Array, "group coordinate"]
Plane: TypeAlias = Float[Array, "row column"]  # coordinates whose groups lie along either axis
Values: TypeAlias = Float[Array, " value"]
