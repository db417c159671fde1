"""Every equation is written twice, as text and as code; here the two must agree."""

from __future__ import annotations

import inspect
import keyword
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import sympy

import suasion.simulation  # noqa: F401  turns on float64
from suasion import mechanisms
from suasion.files.library import content
from suasion.mechanisms import catalogue, parameters
from suasion.notation import SYMBOLS

FOLDER = Path(mechanisms.__file__).parent
BIBLIOGRAPHY = FOLDER.parent / "library" / "sources.bib"
FUNCTIONS = {"exp", "log", "sqrt", "Max", "Min"}

#: Names that live inside one or two equations only, with the range to draw them from; where a
#: mechanism means something else by the name (``w`` is exp(v), in ``moves`` a quantile) it has its own.
LOCAL = {
    "up_start": (0, 2), "down_start": (0, 2), "pull_up": (0.001, 2), "pull_down": (0.001, 2),
    "ahead": (0, 1), "h_0": (0.001, 0.05), "h_w": (0.001, 0.05), "w_0": (0.05, 20),
    "w": (0.05, 20), "moves.w": (0, 0.999), "honoured": (0, 1), "reneged": (0, 1), "slack": (-1, 1),
    "theta_K": (0.3, 1.2), "theta_Q": (0.1, 0.6), "low": (0, 1), "high": (0, 1), "share": (0, 1),
    "jump": (0.05, 0.9), "small": (0.05, 0.9), "r": (0, 1), "effect": (0, 0.95),
    "was": (0, 1), "leaves": (0, 1), "returns": (0, 1),
}  # fmt: skip

BY_LETTER = {one.letter: one for one in (*SYMBOLS, *(one.symbol for one in content.instruments().values()))}
EQUATIONS = [
    pytest.param(mechanism, equation, id=f"{mechanism.id}.{equation.name}")
    for mechanism in catalogue().values()
    for equation in mechanism.equations
]


def names_in(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text)) - FUNCTIONS


@cache
def by_symbol() -> dict[str, list]:
    found: dict[str, list] = {}
    for parameter in parameters().values():
        found.setdefault(parameter.symbol, []).append(parameter)
    return found


def points(name: str, mechanism, rng: np.random.Generator, count: int) -> np.ndarray:
    """Random values of one name: from its own mechanism's prior, the notation, another prior, or LOCAL."""
    own = [p for p in mechanism.parameters if p.symbol == name]
    if not own and name in BY_LETTER:
        symbol = BY_LETTER[name]
        return rng.uniform(symbol.low, symbol.high, count).clip(symbol.low + 1e-9)
    for parameter in own or by_symbol().get(name, ()):
        return np.asarray(parameter.prior.ppf(rng.uniform(0.01, 0.99, count)))
    return rng.uniform(*LOCAL.get(f"{mechanism.id}.{name}", LOCAL[name]), count)


@pytest.mark.parametrize(("mechanism", "equation"), EQUATIONS)
def test_text_and_code_agree(mechanism, equation):
    rng = np.random.default_rng(20)
    names = sorted(names_in(equation.text))
    at = {name: points(name, mechanism, rng, 20) for name in names}
    symbols = {name: sympy.Symbol(name) for name in names}
    read = sympy.sympify(equation.text, locals=symbols)
    expected = sympy.lambdify([symbols[name] for name in names], read, "numpy")(*at.values())

    arguments = inspect.signature(equation.code).parameters
    np.testing.assert_allclose(
        np.broadcast_to(equation.code(**{name: at[name] for name in arguments}), 20),
        np.broadcast_to(expected, 20),
        rtol=1e-10,
        atol=1e-10,
    )


@pytest.mark.parametrize(("mechanism", "equation"), EQUATIONS)
def test_names_are_known_and_are_the_arguments(mechanism, equation):
    names = names_in(equation.text)
    unknown = names - set(BY_LETTER) - set(by_symbol()) - set(LOCAL)
    assert not unknown, f"give these a meaning in notation or in the parameters: {sorted(unknown)}"
    assert set(inspect.signature(equation.code).parameters) == names


def test_no_letter_stands_for_two_things():
    assert len(BY_LETTER) == len(SYMBOLS) + len(content.instruments())
    assert not set(BY_LETTER) & set(by_symbol())


def test_no_local_name_hides_a_declared_one():
    assert not set(LOCAL) & (set(BY_LETTER) | set(by_symbol()))
    assert not [letter for letter in BY_LETTER if keyword.iskeyword(letter)]


def test_every_file_is_one_mechanism_of_its_name():
    declaring = {path.stem for path in FOLDER.glob("*.py") if "MECHANISM = " in path.read_text("utf-8")}
    assert declaring == set(catalogue())
    assert {p.stem for p in FOLDER.glob("*.py")} - declaring <= {"__init__", "types"}


def test_parameter_ids_are_unique_and_start_with_their_mechanism():
    ids = [p.id for mechanism in catalogue().values() for p in mechanism.parameters]
    assert len(ids) == len(set(ids))
    for mechanism in catalogue().values():
        assert {p.id.split(".")[0] for p in mechanism.parameters} <= {mechanism.id}


@pytest.mark.parametrize("mechanism", catalogue().values(), ids=catalogue())
def test_nothing_is_left_unsaid(mechanism):
    for field in ("title", "claim", "disputed"):
        assert getattr(mechanism, field).strip(), field
    for parameter in mechanism.parameters:
        for field in ("meaning", "unit", "source", "disputed"):
            assert getattr(parameter, field).strip(), f"{parameter.id}: {field}"
        assert parameter.origin in ("estimated", "published", "assumed")


def bibliography() -> list[str]:
    return re.findall(r"^@\w+\{([^,\s]+),", BIBLIOGRAPHY.read_text("utf-8"), re.MULTILINE)


def test_bibliography_keys_are_unique():
    keys = bibliography()
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("mechanism", catalogue().values(), ids=catalogue())
def test_sources_resolve(mechanism):
    """Keys of the mechanism, and of every parameter that rests on something published."""
    keys = set(bibliography())
    assert not set(mechanism.sources) - keys
    for parameter in mechanism.parameters:
        cited = set(re.findall(r"\b[a-z][a-z_]*\d{4}\b", parameter.source))
        assert not cited - keys, parameter.id
        if parameter.origin == "published":
            assert cited, f"{parameter.id} is published, by whom?"
