"""What the letters of an equation stand for: a year's situation, and equations bound to it by their arguments' names."""

from __future__ import annotations

import inspect
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Entry, Equation, Mechanism
from suasion.mechanisms import catalogue, parameters
from suasion.mechanisms.types import Action, AnyShape, Masks, Params, State, Target, Values
from suasion.notation import RIGHTS

E = TypeVar("E", bound=Entry)


class Situation(NamedTuple):
    """The start of a year, in every lane: what all of the year's equations read.

    Attributes:
        state: The state, by letter.
        action: What the senders do, by letter.
        target: What about the target stays as it is.
        parameters: Parameters by id, and those of domains stacked (:func:`stacked_parameters`).
        masks: 1 or 0 by switchable mechanism.
    """

    state: State
    action: Action
    target: Target
    parameters: Params
    masks: Masks


class Placed(NamedTuple):
    """An equation where it enters the year."""

    mechanism: Mechanism
    equation: Equation
    enters: Any


class Scope(Mapping[str, AnyShape]):
    """The values of the model's letters in one situation, and of parameters by id; derived quantities are worked out
    when first read.

    Args:
        now: The situation.
        layers: Further letters with their values, the first on top.
    """

    def __init__(self, now: Situation, *layers: Values) -> None:
        self.parameters, self.masks = now.parameters, now.masks
        self._known: ChainMap[str, AnyShape] = ChainMap(
            {}, *map(dict, layers), dict(now.state), dict(now.action), now.target.letters()
        )

    def __contains__(self, letter: object) -> bool:
        return letter in self._known or letter in derivations() or letter in self.parameters

    def __iter__(self) -> Iterator[str]:
        return iter({**self.parameters, **derivations(), **self._known})

    def __len__(self) -> int:
        return len({**self.parameters, **derivations(), **self._known})

    def __getitem__(self, letter: str) -> AnyShape:
        if letter in self.parameters:
            return self.parameters[letter]
        if letter not in self._known:
            self._known[letter] = self._derived(derivations()[letter])
        return self._known[letter]

    def _derived(self, one: Placed) -> AnyShape:
        value = self.call(one.mechanism, one.equation.code)
        return self.masks[one.mechanism.id] * value if one.enters.switched else value

    def call(self, mechanism: Mechanism, code: Callable[..., Any]) -> AnyShape:
        """A mechanism's function at these values, its arguments bound by their names.

        A name stands for the mechanism's own parameter, else for a letter of the model, else for the one parameter
        of another mechanism that has this symbol.
        """
        value: AnyShape = code(**{name: self._argument(mechanism, name) for name in arguments(code)})
        return value

    def _argument(self, mechanism: Mechanism, name: str) -> AnyShape:
        if name in own_symbols(mechanism.id):
            return self.parameters[f"{mechanism.id}.{name}"]
        if name in self:
            return self[name]
        if name in foreign_symbols():
            return self.parameters[foreign_symbols()[name]]
        raise LookupError(
            f"The mechanism {mechanism.id} reads {name!r}, which is neither a parameter, nor a state, an instrument or "
            "a derived quantity that is known where the equation enters."
        )

    def total(self, terms: tuple[Placed, ...]) -> AnyShape:
        """The sum of some terms in their order, each with its mechanism's mask; 0 without any."""
        if not terms:
            return jnp.zeros(())
        total, *others = map(self.masked, terms)
        for value in others:
            total = total + value
        return total

    def masked(self, one: Placed) -> AnyShape:
        """A term where it enters, 0 where its mechanism is switched off."""
        value = self.call(one.mechanism, one.equation.code)
        return self.masks[one.mechanism.id] * value if one.mechanism.switchable else value


@cache
def placed(kind: type[E]) -> tuple[Placed, ...]:
    """All equations that enter the year in one way, in the order that they declare, then by id."""
    every = [
        Placed(mechanism, equation, equation.enters)
        for mechanism in catalogue().values()
        for equation in mechanism.equations
        if isinstance(equation.enters, kind)
    ]
    return tuple(sorted(every, key=lambda one: getattr(one.enters, "order", 0)))


@cache
def derivations() -> dict[str, Placed]:
    """The derived quantities by letter."""
    return {one.equation.name: one for one in placed(Derived)}


@cache
def arguments(code: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's arguments."""
    return tuple(inspect.signature(code).parameters)


@cache
def by_domain() -> frozenset[str]:
    """Ids of parameters that are declared once for each domain, without the domain's ending."""
    endings = [f"_{one.letter.removeprefix('r_')}" for one in RIGHTS]
    bases = {name.removesuffix(end) for name in parameters() for end in endings if name.endswith(end)}
    return frozenset(base for base in bases if all(f"{base}{end}" in parameters() for end in endings))


@cache
def own_symbols(mechanism: str) -> frozenset[str]:
    """The symbols of a mechanism's parameters; those declared for each domain without the domain's ending."""
    ids = {*parameters(), *by_domain()}
    return frozenset(name.removeprefix(f"{mechanism}.") for name in ids if name.startswith(f"{mechanism}."))


@cache
def foreign_symbols() -> dict[str, str]:
    """Symbols that stand for one parameter only, whoever reads them, with the parameter's id."""
    symbols = [one.symbol for one in parameters().values()]
    return {one.symbol: one.id for one in parameters().values() if symbols.count(one.symbol) == 1}
