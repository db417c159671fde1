"""A mechanism: an equation written twice (text and code), its parameters and who argues it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from suasion.domain.parameter import Parameter


@dataclass(frozen=True)
class Equation:
    """One equation as text and as code; a house test keeps the two equal.

    Attributes:
        name: What the left-hand side is called (a symbol of ``notation`` or of the mechanism).
        text: The right-hand side, in symbols that are the arguments of ``code``.
        code: The function that the engine calls.
    """

    name: str
    text: str
    code: Callable[..., Any]


@dataclass(frozen=True)
class Mechanism:
    """One way in which rights, or what they hang on, move.

    Attributes:
        id: Its name in masks, files and tables.
        title: Its name in prose.
        says: The claim in one sentence.
        equations: The equations, in reading order.
        parameters: The parameters that stand in them.
        sources: Bibliography keys of those who argue it (or against it).
        disputed: Who disputes it, and why.
        switchable: Whether an ablation can turn it off; definitions cannot be.
    """

    id: str
    title: str
    says: str
    equations: tuple[Equation, ...]
    parameters: tuple[Parameter, ...]
    sources: tuple[str, ...]
    disputed: str
    switchable: bool = True
