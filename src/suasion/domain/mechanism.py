"""A mechanism: an equation written twice (text and code), where it enters the year, its parameters and who argues it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from suasion.domain.parameter import Parameter

#: Where a new term stands in a sum unless it says otherwise: after all that come with the package.
LAST = 1000


@dataclass(frozen=True)
class Derived:
    """A quantity of the year that other equations read by the equation's name.

    Attributes:
        switched: Whether it is 0 while its mechanism is switched off.
        by_domain: Whether it differs by domain, because it reads what was ratified there.
        on_demand: Whether it is worked out only where it is read, because few read it.
    """

    switched: bool = False
    by_domain: bool = False
    on_demand: bool = False


@dataclass(frozen=True)
class Incentive:
    """A term of the incentive to loosen, on the logit scale.

    Attributes:
        order: Its place in the sum; terms are added from the lowest to the highest.
        by_domain: Whether it differs by domain, because it reads what was ratified there.
    """

    order: int = LAST
    by_domain: bool = False


@dataclass(frozen=True)
class Execution:
    """A term of the log of the share of decisions to loosen that are carried out.

    Attributes:
        order: Its place in the sum.
    """

    order: int = LAST


@dataclass(frozen=True)
class Pull:
    """A pull on a stock, in units of the stock's yearly rate.

    Attributes:
        stock: The stock's letter.
        way: Whether it pulls up or down.
        order: Its place in the sum of the pulls on this stock in this direction.
    """

    stock: str
    way: Literal["up", "down"]
    order: int = LAST


@dataclass(frozen=True)
class Hazard:
    """A term of the log hazard of an event, before the start's value is taken off.

    Attributes:
        event: What may happen.
        order: Its place in the sum.
    """

    event: Literal["collapse", "war"]
    order: int = LAST


Entry = Derived | Incentive | Execution | Pull | Hazard


@dataclass(frozen=True)
class Equation:
    """One equation as text and as code; a house test keeps the two equal.

    Attributes:
        name: What the left-hand side is called (a symbol of ``notation`` or of the mechanism).
        text: The right-hand side, in symbols that are the arguments of ``code``.
        code: The function that the engine calls, with keyword arguments bound by their names.
        enters: Where the year takes it up; nothing where a part of the engine calls it by name.
    """

    name: str
    text: str
    code: Callable[..., Any]
    enters: Entry | None = None


@dataclass(frozen=True)
class Mechanism:
    """One way in which rights, or what they depend on, move.

    Attributes:
        id: Its name in masks, files and tables.
        title: Its name in prose.
        claim: What it says of the world, in one sentence.
        equations: The equations, in reading order.
        parameters: The parameters that stand in them.
        sources: Bibliography keys of those who argue it (or against it).
        disputed: Who disputes it, and why.
        switchable: Whether an ablation can turn it off; definitions cannot be.
        stock: Letter of the stock whose rate and half-life it holds, if any.
    """

    id: str
    title: str
    claim: str
    equations: tuple[Equation, ...]
    parameters: tuple[Parameter, ...]
    sources: tuple[str, ...]
    disputed: str
    switchable: bool = True
    stock: str = ""
