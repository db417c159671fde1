"""The rollout as one function of machine code: a group of worlds at a time, as many as a register holds.

For every group: what is worked out once a world, then the chance of all years, then each strategy through all
its years. What a year leaves stays in a scratch that the processor's nearest caches hold. The programs are
traced from :mod:`suasion.simulation.rollout`, so the equations stand once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple

import jax
import numpy as np
from jaxtyping import PyTree
from llvmlite import ir

from suasion.simulation.backends.native.emit import Elements, written
from suasion.simulation.backends.native.pieces import Pieces, Traced
from suasion.simulation.backends.native.values import TYPES, Element, Later, Register, Slot, Value, Writer

NAME = "suasion_rollout"
DOUBLE, SINGLE, WHOLE, WORD = (TYPES[name] for name in ("float64", "float32", "int64", "uint32"))
BYTES = {"float64": 8, "float32": 4, "int64": 8, "uint32": 4}
Base = Callable[[ir.IRBuilder], Register]

#: Whole numbers first, then pointers. ``rows`` is [number, world], ``own`` [strategy, ...], ``yearly`` [year,
#: strategy, ...], ``out`` [outcome, strategy, world], ``paths`` [path, year, strategy, world] or null.
WHOLES = ("worlds", "strategies")
POINTERS = ("counters", "rows", "keys", "common", "own", "yearly", "out", "paths", "scratch")


class Kernel(NamedTuple):
    """A rollout written out.

    Attributes:
        module: The code.
        scratch: How many doubles of scratch a call needs.
    """

    module: ir.Module
    scratch: int


class _Region:
    """A stretch of the scratch, a register to a slot."""

    def __init__(self, base: Base, width: int) -> None:
        self.base, self.width, self.count = base, width, 0

    def slot(self, *, carried: bool = False) -> Slot:
        """The next free slot."""
        number, width = self.count, self.width
        self.count += 1

        def place(b: ir.IRBuilder) -> Register:
            return b.gep(self.base(b), [WHOLE(number * width)], source_etype=DOUBLE)

        def load(b: ir.IRBuilder) -> Register:
            return b.load(place(b), align=8 * width, typ=ir.VectorType(DOUBLE, width))

        return Slot(load, "float64", True, place, carried)

    def slots(self, sizes: PyTree, *, carried: bool = False) -> PyTree:
        """A slot for every number of a tree of arrays."""

        def filled(one: jax.ShapeDtypeStruct) -> Elements:
            if one.dtype != np.float64:
                raise TypeError(f"only doubles are kept from year to year, not {one.dtype}")
            return _filled(one.shape, lambda _: self.slot(carried=carried))

        return jax.tree.map(filled, sizes)


def _filled(shape: tuple[int, ...], make: Callable[[tuple[int, ...]], Element]) -> Elements:
    out = np.empty(shape, object)
    for place in np.ndindex(shape):
        out[place] = make(place)
    return out


class _Function:
    """Writes the one function, from the outermost loop inwards."""

    def __init__(self, pieces: Pieces, names: tuple[str, ...], horizon: int, width: int) -> None:
        self.pieces, self.names, self.horizon, self.width = pieces, names, horizon, width
        self.module = ir.Module(NAME)
        kinds = [*(WHOLE for _ in WHOLES), *(ir.PointerType() for _ in POINTERS)]
        function = ir.Function(self.module, ir.FunctionType(ir.VoidType(), kinds), NAME)
        self.arguments = dict(zip((*WHOLES, *POINTERS), function.args, strict=True))
        self.b = ir.IRBuilder(function.append_basic_block("entry"))
        self.at: dict[str, Register] = {}  # the world, strategy and year of the loops around

    # ---- what is read

    def packed(
        self, name: str, sizes: PyTree, part: Callable[[ir.IRBuilder, int], Register] | None = None
    ) -> PyTree:
        """A tree of plain numbers that lie one after the other, from the start or from a part of it."""
        every = _sizes(sizes)
        numbers = count()

        def later(dtype: str, number: int) -> Later:
            def load(b: ir.IRBuilder) -> Register:
                base = self.arguments[name]
                if part is not None:
                    base = b.gep(base, [part(b, every)], source_etype=TYPES[dtype])
                place = b.gep(base, [WHOLE(number)], source_etype=TYPES[dtype])
                return b.load(place, align=BYTES[dtype], typ=TYPES[dtype])

            return Later(load, dtype, False)

        def array(of: jax.ShapeDtypeStruct) -> Elements:
            return _filled(of.shape, lambda _: later(of.dtype.name, next(numbers)))

        return jax.tree.map(array, sizes)

    def worlds(self, name: str, dtype: str, row: int = 0) -> Elements:
        """A number per world."""

        def load(b: ir.IRBuilder) -> Register:
            first = b.add(b.mul(WHOLE(row), self.arguments["worlds"]), self.at["world"])
            place = b.gep(self.arguments[name], [first], source_etype=TYPES[dtype])
            return b.load(place, align=BYTES[dtype], typ=ir.VectorType(TYPES[dtype], self.width))

        return _filled((1,), lambda _: Later(load, dtype, True))

    def own_part(self, b: ir.IRBuilder, count: int) -> Register:
        return b.mul(self.at["strategy"], WHOLE(count))

    def year_part(self, b: ir.IRBuilder, count: int) -> Register:
        row = b.add(b.mul(self.at["year"], self.arguments["strategies"]), self.at["strategy"])
        return b.mul(row, WHOLE(count))

    # ---- what is written

    @contextmanager
    def loop(self, name: str, count: Register, by: int = 1) -> Iterator[None]:
        """Runs the body for 0, ``by``, 2 ``by`` and so on below ``count``."""
        b = self.b
        before = b.block
        head, body, done = (b.append_basic_block(f"{name}_{part}") for part in ("head", "body", "done"))
        b.branch(head)
        b.position_at_end(head)
        at = b.phi(WHOLE, name)
        at.add_incoming(WHOLE(0), before)
        b.cbranch(b.icmp_unsigned("<", at, count), body, done)
        b.position_at_end(body)
        self.at[name] = at
        yield
        at.add_incoming(b.add(at, WHOLE(by)), b.block)
        b.branch(head)
        b.position_at_end(done)

    def run(self, writer: Writer, of: Traced, *inputs: PyTree) -> PyTree:
        """Writes a program and returns what it gives, as a tree of elements."""
        results = written(writer, of.program, jax.tree.leaves(inputs))
        return jax.tree.unflatten(jax.tree.structure(of.gives), results)

    def store(self, writer: Writer, results: PyTree, slots: PyTree) -> None:
        """Stores results in slots; everything is read before anything is written."""
        moves = [
            (element, slot)
            for result, into in zip(jax.tree.leaves(results), jax.tree.leaves(slots), strict=True)
            for element, slot in zip(result.flat, into.flat, strict=True)
            if getattr(element, "place", None) is not slot.place
        ]
        registers = [writer.widened(writer.value(element, "float64")) for element, _ in moves]
        for register, (_, slot) in zip(registers, moves, strict=True):
            self.b.store(register, slot.place(self.b), align=8 * self.width)

    def stored(self, writer: Writer, results: PyTree, region: _Region) -> PyTree:
        """The same results, those that were worked out here from slots of a region."""

        def element(of: Element) -> Element:
            if not isinstance(of, Value):
                return of
            slot = region.slot()
            self.b.store(writer.widened(of), slot.place(self.b), align=8 * self.width)
            return slot

        def array(of: Elements) -> Elements:
            return _filled(of.shape, lambda place: element(of[place]))

        return jax.tree.map(array, results)

    def put(self, writer: Writer, name: str, element: Element, place: Register, dtype: str) -> None:
        """Stores a number per world in an output at a place counted in numbers."""
        register = writer.widened(writer.value(element, dtype))
        to = self.b.gep(self.arguments[name], [place], source_etype=TYPES[dtype])
        self.b.store(register, to, align=BYTES[dtype])

    def write(self) -> Kernel:
        """The whole function."""
        b, parts, arguments = self.b, self.pieces, self.arguments
        common, keys = self.packed("common", parts.common), self.packed("keys", parts.keys)
        own = self.packed("own", parts.own, self.own_part)
        year = self.packed("yearly", parts.year, self.year_part)
        numbers = {name: self.worlds("rows", "float64", row) for row, name in enumerate(self.names)}
        counter = self.worlds("counters", "uint32")
        t = _filled((), lambda _: Later(lambda _: self.at["year"], "int64", False))
        group = _Region(lambda _: arguments["scratch"], self.width)

        with self.loop("world", arguments["worlds"], by=self.width):
            writer = Writer(b, self.width)
            stacks, m, c = self.stored(writer, self.run(writer, parts.opens, numbers, common), group)
            p = {**numbers, **stacks}
            before = group.slots(parts.idle)
            self.store(writer, self.run(writer, parts.rests), before)
            carry = group.slots(parts.begins.gives, carried=True)
            first, each = group.count, _sizes(parts.draws.gives[0])

            def of_year(b: ir.IRBuilder) -> Register:
                past = b.mul(self.at["year"], WHOLE(each * self.width))
                return b.gep(
                    arguments["scratch"], [b.add(past, WHOLE(first * self.width))], source_etype=DOUBLE
                )

            chance = _Region(of_year, self.width).slots(parts.draws.gives[0])
            with self.loop("year", WHOLE(self.horizon)):
                writer = Writer(b, self.width)
                draws = self.run(writer, parts.draws, before, t, counter, keys, p, m, common.setting)
                self.store(writer, draws, (chance, before))

            with self.loop("strategy", arguments["strategies"]):
                writer = Writer(b, self.width)
                self.store(writer, self.run(writer, parts.begins, p, c, common.setting), carry)
                with self.loop("year", WHOLE(self.horizon)):
                    writer = Writer(b, self.width)
                    after, path = self.run(writer, parts.plays, carry, chance, year, t, own, common, p, m)
                    self.store(writer, after, carry)
                    self.store_path(writer, path)
                writer = Writer(b, self.width)
                results = self.run(writer, parts.closes, carry.sums, p, common.setting)
                for k, name in enumerate(sorted(results)):
                    row = b.add(b.mul(WHOLE(k), arguments["strategies"]), self.at["strategy"])
                    place = b.add(b.mul(row, arguments["worlds"]), self.at["world"])
                    self.put(writer, "out", results[name].item(), place, "float64")
        b.ret_void()
        return Kernel(self.module, (first + self.horizon * each) * self.width)

    def store_path(self, writer: Writer, path: dict[str, Elements]) -> None:
        """Stores a year's path where paths are wanted."""
        b, arguments = self.b, self.arguments
        values = {name: writer.value(element.item(), "float32") for name, element in path.items()}
        wanted = b.icmp_unsigned("!=", b.ptrtoint(arguments["paths"], WHOLE), WHOLE(0))
        with b.if_then(wanted):
            inner = Writer(b, self.width)
            for k, name in enumerate(sorted(values)):
                row = b.add(b.mul(WHOLE(k), WHOLE(self.horizon)), self.at["year"])
                row = b.add(b.mul(row, arguments["strategies"]), self.at["strategy"])
                place = b.add(b.mul(row, arguments["worlds"]), self.at["world"])
                self.put(inner, "paths", values[name], place, "float32")


def _sizes(tree: PyTree) -> int:
    return sum(int(np.prod(leaf.shape)) for leaf in jax.tree.leaves(tree))


def kernel(pieces: Pieces, names: tuple[str, ...], horizon: int, width: int) -> Kernel:
    """Writes a rollout.

    Args:
        pieces: What is traced.
        names: The numbers' ids, in the order of their rows.
        horizon: Years played, the tail's too.
        width: Worlds in a group.
    """
    return _Function(pieces, names, horizon, width).write()
