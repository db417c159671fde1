"""From a traced program to machine instructions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

import jax
import numpy as np
from jax.extend.core import ClosedJaxpr, Jaxpr, JaxprEqn, Literal, Var
from llvmlite import ir
from numpy.typing import ArrayLike

from suasion.simulation.backends.native import functions
from suasion.simulation.backends.native.rules import ELEMENTWISE, KNOWN, REDUCED, Rule
from suasion.simulation.backends.native.values import Element, Slot, Value, Writer, constant, objects

Elements = np.ndarray  # of constants, Values and Laters
CALLS = {"jit": "jaxpr", "pjit": "jaxpr", "closed_call": "call_jaxpr", "custom_jvp_call": "call_jaxpr"}
TOLD_APART = ("new_dtype", "y")  # what distinguishes two operations of one name on the same numbers


def written(writer: Writer, traced: ClosedJaxpr, operands: Sequence[Elements]) -> list[Elements]:
    """Writes a traced program's instructions.

    Args:
        writer: Where they go.
        traced: The closed program (``jax.make_jaxpr``).
        operands: Its inputs, in order.

    Returns:
        Its outputs, in order.

    Raises:
        NotImplementedError: The program holds an operation without a rule here.
    """
    return _run(writer, traced.jaxpr, [objects(c) for c in traced.consts], operands)


def _run(
    writer: Writer, program: Jaxpr, consts: Sequence[Elements], operands: Sequence[Elements]
) -> list[Elements]:
    known = dict(zip(program.constvars, consts, strict=True)) | dict(
        zip(program.invars, operands, strict=True)
    )

    def read(atom: Var | Literal) -> Elements:
        return objects(np.asarray(atom.val, _sized(atom).dtype)) if hasattr(atom, "val") else known[atom]

    for eqn in program.eqns:
        name, inputs = eqn.primitive.name, [read(atom) for atom in eqn.invars]
        if name in CALLS:
            inner = eqn.params[CALLS[name]]
            results = _run(writer, inner.jaxpr, [objects(c) for c in inner.consts], inputs)
        elif name == "scan":
            results = _scanned(writer, inputs, eqn.params)
        elif name == "cond":
            results = _skipped(writer, inputs, eqn.params["branches"])
        elif name == "optimization_barrier":
            results = inputs
        elif name in STRUCTURE:
            results = [STRUCTURE[name](*inputs, **eqn.params)]
        elif name in REDUCED:
            results = [_reduced(writer, REDUCED[name], inputs[0], eqn.params["axes"])]
        elif name in ELEMENTWISE:
            results = [_each(writer, ELEMENTWISE[name], inputs, eqn)]
        else:
            raise NotImplementedError(f"no machine code is known for the operation {name}")
        known |= dict(zip(eqn.outvars, results, strict=True))
    return [read(atom) for atom in program.outvars]


def _scanned(writer: Writer, inputs: Sequence[Elements], how: Mapping[str, Any]) -> list[Elements]:
    """A loop of known length, written out."""
    fixed, carried = how["num_consts"], how["num_carry"]
    inner, state, rows = how["jaxpr"], list(inputs[fixed : fixed + carried]), inputs[fixed + carried :]
    seen = []
    for i in range(how["length"]):
        now = [row[i] for row in rows]
        now = [one if isinstance(one, np.ndarray) else _alone(one) for one in now]
        consts = [objects(c) for c in inner.consts]
        out = _run(writer, inner.jaxpr, consts, [*inputs[:fixed], *state, *now])
        state, made = out[:carried], out[carried:]
        seen.append(made)
    return [*state, *(np.stack(column) for column in zip(*seen, strict=True))]


def _skipped(writer: Writer, inputs: Sequence[Elements], branches: Sequence[ClosedJaxpr]) -> list[Elements]:
    """A ``shortcut``: all worlds of a group take the longer way if one of them needs it."""
    which, *operands = inputs
    b = writer.builder
    on = writer.value(which.item())
    needed = b.icmp_signed("!=", on.register, functions.same(0, on.register))
    if on.wide:
        needed = b.icmp_unsigned(
            "!=", b.bitcast(needed, ir.IntType(writer.width)), ir.IntType(writer.width)(0)
        )
    blocks = [b.append_basic_block(name) for name in ("shorter", "longer", "either")]
    b.cbranch(needed, blocks[1], blocks[0])
    ways = []
    for block, way in zip(blocks[:2], branches, strict=True):
        b.position_at_end(block)
        inner = writer.branch()
        results = _run(inner, way.jaxpr, [objects(c) for c in way.consts], operands)
        ways.append((inner, results, b.block))
    (_, one, _), (longer, two, end) = ways
    joined = [np.array(each, object) for each in one]
    b.position_at_end(end)
    apart = []
    for k, each in enumerate(one):
        for place in np.ndindex(each.shape):
            as_before, made = each[place], two[k][place]
            if as_before is made:
                continue
            if (
                isinstance(as_before, Slot) and as_before.carried
            ):  # in its place at once: nothing to do on the shorter way
                register = longer.widened(longer.value(made, "float64"))
                b.store(register, as_before.place(b), align=8 * writer.width)
                joined[k][place] = writer.replaced(as_before)
            else:
                apart.append((k, place))
    registers = []
    for inner, results, last in ways:
        b.position_at_end(last)
        registers.append(
            [inner.widened(inner.value(_at(results[k], place), "float64")) for k, place in apart]
        )
        b.branch(blocks[2])
    b.position_at_end(blocks[2])
    for (k, place), *choices in zip(apart, *registers, strict=True):
        phi = b.phi(choices[0].type)
        for choice, (_, _, last) in zip(choices, ways, strict=True):
            phi.add_incoming(choice, last)
        joined[k][place] = Value(phi, "float64", True)
    return joined


def _sized(atom: Var | Literal) -> jax.ShapeDtypeStruct:
    """Shape and type of what an atom stands for."""
    return cast(jax.ShapeDtypeStruct, atom.aval)


def _at(elements: Elements, place: tuple[int, ...]) -> Element:
    return cast(Element, elements[place])


def _alone(element: Element) -> Elements:
    out = np.empty((), object)
    out[()] = element
    return out


def _each(writer: Writer, rule: Rule, inputs: Sequence[Elements], eqn: JaxprEqn) -> Elements:
    """An operation on every element, known results worked out at once."""
    shape = _sized(eqn.outvars[0]).shape
    inputs = [np.broadcast_to(one, shape) for one in inputs]
    out = np.empty(shape, object)
    for place in np.ndindex(shape):
        elements = [_at(one, place) for one in inputs]
        if all(constant(one) for one in elements):
            out[place] = _known(eqn, cast(list[np.generic], elements))
        else:
            key = (eqn.primitive.name, *(str(eqn.params.get(name)) for name in TOLD_APART))
            out[place] = writer.reused(key, elements, partial(rule, writer, *elements, **eqn.params))
    return out


def _known(eqn: JaxprEqn, elements: Sequence[np.generic]) -> np.generic:
    """The result of an operation on constants: by NumPy where every machine agrees on it, else by JAX."""
    name, dtype = eqn.primitive.name, _sized(eqn.outvars[0]).dtype
    floats = np.issubdtype(dtype, np.floating)
    results: ArrayLike
    with np.errstate(all="ignore"):
        if name in KNOWN:
            results = KNOWN[name](*elements)
        elif name == "div" and floats:
            results = np.divide(elements[0], elements[1])
        elif name == "convert_element_type" and floats:
            results = np.asarray(elements[0]).astype(dtype)
        else:
            results = eqn.primitive.bind(*elements, **eqn.params)
    return cast(np.generic, np.asarray(results)[()])


def _reduced(writer: Writer, rule: Rule, x: Elements, axes: Sequence[int]) -> Elements:
    """An operation between all elements along some axes, from the first to the last."""
    for axis in sorted(axes, reverse=True):
        parts = np.moveaxis(x, axis, 0)
        total = np.array(parts[0], object)
        for part in parts[1:]:
            joined = np.empty(total.shape, object)
            for place in np.ndindex(total.shape):
                joined[place] = rule(writer, total[place], np.asarray(part, object)[place])
            total = joined
        x = total
    return x


def _broadcast(
    x: Elements, *, shape: Sequence[int], broadcast_dimensions: Sequence[int], **_: object
) -> Elements:
    at = [1] * len(shape)
    for axis, to in enumerate(broadcast_dimensions):
        at[to] = x.shape[axis]
    return np.broadcast_to(x.reshape(at), shape)


def _sliced(
    x: Elements,
    *,
    start_indices: Sequence[int],
    limit_indices: Sequence[int],
    strides: Sequence[int] | None,
    **_: object,
) -> Elements:
    steps = strides or [1] * x.ndim
    return x[tuple(slice(*one) for one in zip(start_indices, limit_indices, steps, strict=True))]


STRUCTURE: dict[str, Callable[..., Elements]] = {
    "broadcast_in_dim": _broadcast,
    "slice": _sliced,
    "reshape": lambda x, *, new_sizes, **_: x.reshape(new_sizes),
    "squeeze": lambda x, *, dimensions, **_: x.squeeze(tuple(dimensions)),
    "expand_dims": lambda x, *, dimensions, **_: np.expand_dims(x, tuple(dimensions)),
    "transpose": lambda x, *, permutation, **_: x.transpose(permutation),
    "concatenate": lambda *xs, dimension, **_: np.concatenate(xs, dimension),
    "stack": lambda *xs, axis=0, **_: np.stack(xs, axis),
    "iota": lambda *, dtype, shape, dimension, **_: objects(
        jax.lax.broadcasted_iota(dtype, shape, dimension)
    ),
}
