"""Numbers that are not known yet: what a traced program computes with while machine code is written.

An array of the traced program is a NumPy object array. Each of its elements is a constant (a NumPy
scalar), a `Value` (already in a register) or a `Later` (in memory, loaded where it is first used).
A value is *wide* when it holds one number per world of a group, and plain when all worlds share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeGuard

import numpy as np
from llvmlite import ir
from numpy.typing import ArrayLike

Register: TypeAlias = ir.Value  # llvmlite declares no types of its own

TYPES = {
    "float64": ir.DoubleType(),
    "float32": ir.FloatType(),
    "int64": ir.IntType(64),
    "uint64": ir.IntType(64),
    "int32": ir.IntType(32),
    "uint32": ir.IntType(32),
    "bool": ir.IntType(1),
}


@dataclass(frozen=True, eq=False)
class Value:
    """A number in a register; of a product of doubles the factors, so that a sum can take them in one step."""

    register: Register
    dtype: str
    wide: bool
    factors: tuple[Register, Register] | None = None


@dataclass(frozen=True, eq=False)
class Later:
    """A number in memory."""

    load: Callable[[ir.IRBuilder], Register]
    dtype: str
    wide: bool


@dataclass(frozen=True, eq=False)
class Slot(Later):
    """A register's place in the scratch.

    Attributes:
        place: Where it is.
        carried: Whether it is handed from year to year, so that a newer number may take its place.
    """

    place: Callable[[ir.IRBuilder], Register]
    carried: bool


#: What an array of the traced program holds here.
Element: TypeAlias = Value | Later | np.generic


class Writer:
    """Writes instructions for one stretch of code; what it has loaded or widened it keeps for later use.

    Args:
        builder: Where the instructions go.
        width: Worlds in a group.
    """

    def __init__(self, builder: ir.IRBuilder, width: int) -> None:
        self.builder, self.width = builder, width
        self._loaded: dict[int, tuple[Later, Value]] = {}
        self._widened: dict[int, tuple[Value, Register]] = {}
        self._results: dict[tuple[object, ...], tuple[Sequence[Element], Element]] = {}
        self._replaced: dict[int, Slot] = {}

    def branch(self) -> Writer:
        """A writer for a stretch that may be skipped: it knows what this one does, and not the other way round."""
        inner = Writer(self.builder, self.width)
        inner._loaded, inner._widened = dict(self._loaded), dict(self._widened)
        inner._results, inner._replaced = dict(self._results), dict(self._replaced)
        return inner

    def replaced(self, slot: Slot) -> Slot:
        """The slot as it is from now on: what it held before can only be read where it was read already."""
        self._replaced[id(slot)] = slot
        return replace(slot)

    def reused(
        self, operation: tuple[str, ...], elements: Sequence[Element], work: Callable[[], Element]
    ) -> Element:
        """The result of an operation on these elements, written once."""
        key = (*operation, *((repr(one) if constant(one) else id(one)) for one in elements))
        if key not in self._results:
            self._results[key] = elements, work()  # the elements are kept, so that their ids stay theirs
        return self._results[key][1]

    def value(self, of: Element, dtype: str = "") -> Value:
        """The element as a value; a constant takes ``dtype`` or its own."""
        if isinstance(of, Value):
            return of
        if isinstance(of, Later):
            if id(of) not in self._loaded:
                if id(of) in self._replaced:
                    raise NotImplementedError(
                        "a number is read after a shortcut has put a newer one in its place"
                    )
                self._loaded[id(of)] = of, Value(of.load(self.builder), of.dtype, of.wide)
            return self._loaded[id(of)][1]
        dtype = dtype or of.dtype.name
        kind: type[int] | type[float] = int if dtype[0] in "iub" else float
        return Value(ir.Constant(TYPES[dtype], kind(of)), dtype, False)

    def together(self, *elements: Element) -> tuple[list[Register], bool, str]:
        """Registers of one width for these elements, whether they are wide, and the type of the first."""
        values = [self.value(one) for one in elements]
        wide = any(value.wide for value in values)
        return [self.widened(value) if wide else value.register for value in values], wide, values[0].dtype

    def widened(self, value: Value) -> Register:
        """The value in every world of the group."""
        if value.wide:
            return value.register
        if isinstance(value.register, ir.Constant):
            return ir.Constant(ir.VectorType(value.register.type, self.width), value.register)
        if id(value) not in self._widened:
            empty = ir.Constant(ir.VectorType(value.register.type, self.width), ir.Undefined)
            first = self.builder.insert_element(empty, value.register, ir.Constant(ir.IntType(32), 0))
            lanes = ir.Constant(ir.VectorType(ir.IntType(32), self.width), [0] * self.width)
            self._widened[id(value)] = value, self.builder.shuffle_vector(first, empty, lanes)
        return self._widened[id(value)][1]


def constant(element: Element) -> TypeGuard[np.generic]:
    """Whether the element is known already."""
    return not isinstance(element, (Value, Later))


def objects(of: ArrayLike) -> np.ndarray:
    """An array of constants as elements."""
    array = np.asarray(of)
    out = np.empty(array.shape, object)
    for place in np.ndindex(array.shape):
        out[place] = array[place]
    return out
