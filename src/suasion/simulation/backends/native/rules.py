"""How each operation on numbers is written: one rule per kind that the engine uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from llvmlite import ir
from numpy.typing import DTypeLike

from suasion.simulation.backends.native import functions
from suasion.simulation.backends.native.values import TYPES, Element, Register, Value, Writer, constant

Rule = Callable[..., Element]

COMPARED = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}


def _is(element: Element, number: float) -> bool:
    return constant(element) and float(element) == number


def _both(on_doubles: str, on_whole: str) -> Callable[..., Value]:
    """An arithmetical operation by the builder's names for doubles and for whole numbers."""

    def rule(writer: Writer, a: Element, b: Element, **_: object) -> Value:
        (x, y), wide, dtype = writer.together(a, b)
        name = on_doubles if dtype.startswith("float") else on_whole
        return Value(getattr(writer.builder, name)(x, y), dtype, wide)

    return rule


_add, _sub, _mul, _div = (
    _both(*names) for names in (("fadd", "add"), ("fsub", "sub"), ("fmul", "mul"), ("fdiv", "udiv"))
)


def _plus(writer: Writer, a: Element, b: Element, **_: object) -> Element:
    if _is(a, 0):
        return b
    if _is(b, 0):
        return a
    for product, other in ((a, b), (b, a)):
        if isinstance(product, Value) and product.factors:
            return _fused(writer, product.factors, other, product.wide)
    return _add(writer, a, b)


def _minus(writer: Writer, a: Element, b: Element, **_: object) -> Element:
    if _is(b, 0):
        return a
    if isinstance(a, Value) and a.factors:
        return _fused(writer, a.factors, _negated(writer, b), a.wide)
    if isinstance(b, Value) and b.factors:
        x, y = b.factors
        return _fused(writer, (writer.builder.fneg(x), y), a, b.wide)
    return _sub(writer, a, b)


def _fused(writer: Writer, factors: tuple[Register, Register], added: Element, wide: bool) -> Value:
    """A product and a sum rounded once, on every processor alike."""
    value = writer.value(added, "float64")
    x, y = factors
    if value.wide and not wide:
        x, y = (writer.widened(Value(one, "float64", False)) for one in factors)
    z = writer.widened(value) if wide else value.register
    return Value(functions.fma(writer.builder, x, y, z), "float64", wide or value.wide)


def _times(writer: Writer, a: Element, b: Element, **_: object) -> Element:
    """Zero times anything is zero here: what is not finite fails its world elsewhere."""
    for known, other in ((a, b), (b, a)):
        if _is(known, 0):
            return known
        if _is(known, 1):
            return other
    product = _mul(writer, a, b)
    if product.dtype != "float64":
        return product
    factors, _wide, _dtype = writer.together(a, b)
    return replace(product, factors=(factors[0], factors[1]))


def _over(writer: Writer, a: Element, b: Element, **_: object) -> Element:
    """Division; by a power of two it is an exact product."""
    if constant(b) and b.dtype == np.float64 and abs(np.frexp(b)[0]) == 0.5:
        return _times(writer, a, np.float64(1 / float(b)))
    return _div(writer, a, b)


def _ordered(writer: Writer, sign: str, x: Register, y: Register, dtype: str) -> Register:
    """Whether two registers stand in this order; false for what is not a number, but that it differs."""
    b = writer.builder
    if dtype.startswith("float"):
        return (b.fcmp_unordered if sign == "!=" else b.fcmp_ordered)(sign, x, y)
    return (b.icmp_signed if dtype.startswith("int") else b.icmp_unsigned)(sign, x, y)


def _compare(sign: str) -> Rule:
    def rule(writer: Writer, a: Element, b: Element, **_: object) -> Value:
        (x, y), wide, dtype = writer.together(a, b)
        return Value(_ordered(writer, sign, x, y, dtype), "bool", wide)

    return rule


def _larger(sign: str) -> Callable[..., Value]:
    """The larger (or smaller) of two; what is not a number stays so in whichever place is not constant."""

    def rule(writer: Writer, a: Element, b: Element, **_: object) -> Value:
        if constant(a):
            a, b = b, a
        (x, y), wide, dtype = writer.together(a, b)
        return Value(writer.builder.select(_ordered(writer, sign, y, x, dtype), y, x), dtype, wide)

    return rule


_largest, _smallest = _larger(">"), _larger("<")


def _clamped(writer: Writer, low: Element, x: Element, high: Element, **_: object) -> Value:
    return _smallest(writer, _largest(writer, x, low), high)


def _chosen(writer: Writer, which: Element, *cases: Element, **_: object) -> Element:
    if constant(which):
        return cases[int(which)]
    no, yes = cases
    if no is yes or (constant(no) and constant(yes) and no == yes):
        return yes
    (x, y), wide, dtype = writer.together(yes, no)
    on = writer.value(which)
    if on.wide and not wide:
        x, y = (writer.widened(Value(one, dtype, False)) for one in (x, y))
    elif wide and not on.wide:
        on = Value(writer.widened(on), "bool", True)
    return Value(writer.builder.select(on.register, x, y), dtype, on.wide)


def _negated(writer: Writer, a: Element, **_: object) -> Value:
    of = writer.value(a)
    negated = writer.builder.fneg if of.dtype.startswith("float") else writer.builder.neg
    return Value(negated(of.register), of.dtype, of.wide)


def _not(writer: Writer, a: Element, **_: object) -> Value:
    of = writer.value(a)
    return Value(writer.builder.not_(of.register), of.dtype, of.wide)


def _squared(writer: Writer, a: Element, **_: object) -> Element:
    return _times(writer, a, a)


def _integer_power(writer: Writer, a: Element, *, y: int, **_: object) -> Element:
    if y < 1:
        raise NotImplementedError(f"no machine code is known for the power {y}")
    power = a
    for _step in range(y - 1):
        power = _times(writer, power, a)
    return power


def _converted(writer: Writer, a: Element, *, new_dtype: DTypeLike, **_: object) -> Element:
    of, to = writer.value(a), np.dtype(new_dtype).name
    if of.dtype == to:
        return of
    b, kind = writer.builder, TYPES[to]
    wide_kind = ir.VectorType(kind, writer.width) if of.wide else kind
    was, into = of.dtype.rstrip("0123456789"), to.rstrip("0123456789")
    if was == "bool":
        one, none = (writer.value(np.dtype(to).type(k)) for k in (1, 0))
        if of.wide:
            return Value(b.select(of.register, writer.widened(one), writer.widened(none)), to, True)
        return Value(b.select(of.register, one.register, none.register), to, False)
    if was == into == "float":
        change = b.fpext if to == "float64" else b.fptrunc
    elif into == "float":
        change = b.uitofp if was == "uint" else b.sitofp
    elif was == "float":
        change = b.fptoui if into == "uint" else b.fptosi
    else:
        narrow = TYPES[to].width < TYPES[of.dtype].width
        same_width = TYPES[to].width == TYPES[of.dtype].width
        if same_width:
            return Value(of.register, to, of.wide)
        change = b.trunc if narrow else (b.zext if was == "uint" else b.sext)
    return Value(change(of.register, wide_kind), to, of.wide)


def _function(write: Callable[..., Register]) -> Rule:
    def rule(writer: Writer, *operands: Element, **_: object) -> Value:
        registers, wide, dtype = writer.together(*operands)
        return Value(write(writer.builder, *registers), dtype, wide)

    return rule


ELEMENTWISE: dict[str, Rule] = {
    "add": _plus,
    "sub": _minus,
    "mul": _times,
    "div": _over,
    "neg": _negated,
    "max": _largest,
    "min": _smallest,
    "clamp": _clamped,
    "select_n": _chosen,
    "square": _squared,
    "integer_pow": _integer_power,
    "convert_element_type": _converted,
    "not": _not,
    "and": _both("", "and_"),
    "or": _both("", "or_"),
    "xor": _both("", "xor"),
    "shift_left": _both("", "shl"),
    "shift_right_logical": _both("", "lshr"),
    **{name: _compare(sign) for name, sign in COMPARED.items()},
    **{
        name: _function(getattr(functions, name))
        for name in ("exp", "exp2", "expm1", "log", "log1p", "sqrt", "erf")
    },
    "pow": _function(functions.power),
}
REDUCED: dict[str, Rule] = {
    "reduce_or": _both("", "or_"),
    "reduce_sum": _plus,
    "reduce_max": _largest,
    "reduce_min": _smallest,
}

#: Operations on known numbers that IEEE 754 fixes to the last bit: NumPy gives what JAX gives, without a compilation.
KNOWN: dict[str, Callable[..., np.generic]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "neg": np.negative,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
}
