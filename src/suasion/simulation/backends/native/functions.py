"""Elementary functions written out in float64, so that a processor's whole vector computes them at once.

Each is the textbook reduction to a short interval and a series there, with the error of the reduction made
good by fused multiply-add. ``tests/oracles/test_native.py`` holds them against 40-digit values.
Every function takes and gives a register of doubles, one or many.
"""

from __future__ import annotations

import math

from llvmlite import ir

INT = ir.IntType(64)
SHIFTER = 1.5 * 2.0**52  # adding it leaves the nearest whole number in the last bits
LN2_HIGH = float.fromhex("0x1.62e42fefa39efp-1")
LN2_LOW = float.fromhex("0x1.abc9e3b39803fp-56")
#: Chebyshev coefficients of ``(1 + 2x) exp(x*x) erfc(x)`` over ``t = (x - 3.75)/(x + 3.75)``, constant first,
#: interpolated from SciPy's ``erfcx`` at 64 places.
ERFCX = (
    1.1775789345674017,
    -0.004590054580646465,
    -0.08424913336651801,
    0.059209939998192074,
    -0.026658668435305954,
    0.009074997670705388,
    -0.0024131635404177516,
    0.0004907758365257711,
    -6.916973302503737e-05,
    4.139027986425903e-06,
    7.740383063282053e-07,
    -2.1886401022769286e-07,
    1.0765000585388762e-08,
    4.521960039055584e-09,
    -7.754406474574926e-10,
    -6.318044698527814e-11,
    2.8687420494666327e-11,
    1.948718963973306e-13,
    -9.65690635096328e-13,
    3.265790415873937e-14,
    3.34038352534094e-14,
    -1.7486012637846216e-15,
    -1.1683362610703796e-15,
    2.393918396847994e-16,
    -7.355227538141662e-16,
    -3.400058012914542e-16,
)


def same(of: ir.Value, like: ir.Value) -> ir.Constant:
    """A number in the shape of another register."""
    return ir.Constant(like.type, of)  # a vector holds it in every place


def bits_of(x: ir.Value) -> ir.Type:
    """The type of whole numbers as wide as this register."""
    return ir.VectorType(INT, x.type.count) if isinstance(x.type, ir.VectorType) else INT


def fma(b: ir.IRBuilder, x: ir.Value, y: ir.Value, z: ir.Value) -> ir.Value:
    """``x*y + z``, rounded once."""
    return _intrinsic(b, "fma", x, y, z)


def _intrinsic(b: ir.IRBuilder, name: str, *registers: ir.Value) -> ir.Value:
    kind = registers[0].type
    full = f"llvm.{name}.{f'v{kind.count}f64' if isinstance(kind, ir.VectorType) else 'f64'}"
    declared = b.module.globals.get(full)
    if declared is None:
        declared = ir.Function(b.module, ir.FunctionType(kind, [kind] * len(registers)), full)
    return b.call(declared, registers)


def polynomial(b: ir.IRBuilder, x: ir.Value, coefficients: list[float]) -> ir.Value:
    """The value at ``x``, constant first, in pairs so that few steps wait for one another."""
    parts = [same(c, x) for c in coefficients]
    power = x
    while len(parts) > 1:
        joined = [
            fma(b, parts[i + 1], power, parts[i]) if i + 1 < len(parts) else parts[i]
            for i in range(0, len(parts), 2)
        ]
        parts = joined
        if len(parts) > 1:
            power = b.fmul(power, power)
    return parts[0]


def _power_of_two(b: ir.IRBuilder, shifted: ir.Value) -> ir.Value:
    """Two to the whole number in the last bits of ``shifted``, between -1022 and 1023."""
    whole = b.bitcast(shifted, bits_of(shifted))
    return b.bitcast(b.shl(b.add(whole, same(1023, whole)), same(52, whole)), shifted.type)


def _reduced(b: ir.IRBuilder, x: ir.Value) -> tuple[ir.Value, ir.Value]:
    """``x`` within the range of doubles as a multiple of log 2 and what is left; the multiple plus ``SHIFTER``."""
    top, bottom = same(709.0, x), same(-708.0, x)
    held = b.select(b.fcmp_ordered(">", x, top), top, x)
    held = b.select(b.fcmp_ordered("<", held, bottom), bottom, held)
    shifted = fma(b, held, same(1 / math.log(2), x), same(SHIFTER, x))
    n = b.fsub(shifted, same(SHIFTER, x))
    return shifted, fma(b, n, same(-LN2_LOW, x), fma(b, n, same(-LN2_HIGH, x), held))


def exp(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """``e**x`` for ``x`` between -708 and 709, where it stays beyond."""
    shifted, r = _reduced(b, x)
    q = polynomial(b, r, [1 / math.factorial(k) for k in range(2, 14)])
    series = fma(b, fma(b, r, q, same(1.0, x)), r, same(1.0, x))
    return b.fmul(series, _power_of_two(b, shifted))


def expm1(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """``e**x - 1`` without loss near 0, for ``x`` up to 709, where it stays beyond."""
    shifted, r = _reduced(b, x)
    q = polynomial(b, r, [1 / math.factorial(k) for k in range(2, 15)])
    series = fma(b, b.fmul(r, r), q, r)
    scale = _power_of_two(b, shifted)
    return fma(b, scale, series, b.fsub(scale, same(1.0, x)))


def exp2(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """``2**x``."""
    return exp(b, b.fmul(x, same(math.log(2), x)))


def _log_parts(b: ir.IRBuilder, x: ir.Value) -> tuple[ir.Value, ir.Value]:
    """``x`` as ``2**n * m`` with ``m`` between sqrt(1/2) and sqrt(2), for normal ``x``; n as a double."""
    whole = b.bitcast(x, bits_of(x))
    offset = b.sub(whole, same(0x3FE6A09E667F3BCD, whole))
    n = b.ashr(offset, same(52, whole))
    m = b.bitcast(b.sub(whole, b.shl(n, same(52, whole))), x.type)
    magic = b.add(n, same(0x4338000000000000, whole))
    return b.fsub(b.bitcast(magic, x.type), same(SHIFTER, x)), m


def _log_series(b: ir.IRBuilder, f: ir.Value) -> ir.Value:
    """``log(1 + f) - f`` for ``f`` between sqrt(1/2) - 1 and sqrt(2) - 1: the series in ``f/(2 + f)``."""
    s = b.fdiv(f, b.fadd(f, same(2.0, f)))
    z = b.fmul(s, s)
    q = polynomial(b, z, [2 / (2 * k + 1) for k in range(1, 12)])
    half = b.fmul(b.fmul(f, f), same(0.5, f))
    return b.fsub(b.fmul(s, fma(b, z, q, half)), half)


def log(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """Natural logarithm of a normal number; -inf at 0 and below the normal numbers, NaN below 0."""
    return _log_of(b, x, None)


def _log_of(b: ir.IRBuilder, x: ir.Value, low: ir.Value) -> ir.Value:
    """The logarithm of ``x + low``, ``low`` being far smaller than ``x``."""
    n, m = _log_parts(b, x)
    f = b.fsub(m, same(1.0, x))
    small = fma(b, n, same(LN2_LOW, x), _log_series(b, f))
    if low is not None:
        small = b.fadd(small, b.fdiv(low, x))
    result = fma(b, n, same(LN2_HIGH, x), b.fadd(f, small))
    tiny = b.fcmp_ordered("<", x, same(2.2250738585072014e-308, x))
    result = b.select(tiny, same(-math.inf, x), result)
    below = b.fcmp_unordered("<", x, same(0.0, x))
    result = b.select(below, same(math.nan, x), result)
    return b.select(b.fcmp_ordered("==", x, same(math.inf, x)), x, result)


def log1p(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """``log(1 + x)`` without loss near 0."""
    u = b.fadd(x, same(1.0, x))
    low = b.fsub(x, b.fsub(u, same(1.0, x)))
    return _log_of(b, u, low)


def power(b: ir.IRBuilder, x: ir.Value, y: ir.Value) -> ir.Value:
    """``x**y`` for positive ``x``."""
    return exp(b, b.fmul(y, log(b, x)))


def sqrt(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """Square root, rounded as IEEE 754 asks."""
    return _intrinsic(b, "sqrt", x)


def erf(b: ir.IRBuilder, x: ir.Value) -> ir.Value:
    """Error function to 5e-15: ``1 - exp(-x*x)*w(x)``, with ``w`` as a Chebyshev sum in ``(x - 3.75)/(x + 3.75)``.

    The variable is that of Shepherd and Laframboise (1981, doi 10.1090/S0025-5718-1981-0595058-X).
    """
    positive = b.select(b.fcmp_ordered("<", x, same(0.0, x)), b.fneg(x), x)
    t = b.fdiv(b.fsub(positive, same(3.75, x)), b.fadd(positive, same(3.75, x)))
    first, second = same(0.0, x), same(0.0, x)
    *higher, constant = reversed(ERFCX)
    twice = b.fadd(t, t)
    for c in higher:
        first, second = b.fadd(fma(b, twice, first, same(c, x)), b.fneg(second)), first
    total = b.fadd(fma(b, t, first, same(constant, x)), b.fneg(second))
    w = b.fdiv(total, fma(b, same(2.0, x), positive, same(1.0, x)))
    result = b.fsub(same(1.0, x), b.fmul(exp(b, b.fneg(b.fmul(x, x))), w))
    return b.select(b.fcmp_ordered("<", x, same(0.0, x)), b.fneg(result), result)
