"""What is estimated: counts of crises by their end, and payoffs as sums of covariates; checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from suasion.domain.threats import CONSTANT, ThreatsFile
from suasion.errors import Problem, SuasionError

from .belief import Array
from .chances import ENDS
from .payoffs import LARGEST, NAMES, Payoffs

if TYPE_CHECKING:
    import pandas as pd

#: For each payoff a number at which it is fixed, or its covariates.
Covariates = Mapping[str, "float | pd.DataFrame"]

LOOSE = 1e3  # standard errors, in units of a covariate's spread, beyond which a coefficient is unbounded
LEAST_RANK = 1e-9  # a direction that carries less than this share of the information is not identified


@dataclass(frozen=True)
class Design:
    """Counts and covariates, one row for each dyad observed over a stretch of years.

    Attributes:
        counts: Crises by end, [rows, 4], in the order of `ENDS`.
        matrix: How each payoff hangs on each coefficient, [rows, 7, coefficients].
        fixed: Payoffs that are not estimated, [7]; 0 where they are.
        terms: Payoff and covariate of each coefficient.
        scale: Spread of each covariate over the rows; 1 for a constant.
    """

    counts: Array
    matrix: Array
    fixed: Array
    terms: tuple[tuple[str, str], ...]
    scale: Array

    def payoffs(self, theta: Array) -> Payoffs:
        """The payoffs of every row under given coefficients."""
        return Payoffs(*(self.matrix @ theta + self.fixed).T)

    def named(self, direction: Array) -> str:
        """The coefficients that a direction is mostly made of, the largest first."""
        share = np.abs(direction) / np.abs(direction).max()
        order = [place for place in np.argsort(-share, kind="stable") if share[place] > 0.1]
        return ", ".join(f"{self.terms[place][0]}: {self.terms[place][1]}" for place in order)


def from_table(spec: ThreatsFile, table: pd.DataFrame) -> tuple[pd.DataFrame, Covariates]:
    """Counts of how crises ended, and what a specification makes of a table's columns for each payoff.

    Args:
        spec: Which covariates each payoff depends on.
        table: Every column that the specification needs, as numbers.
    """
    by = {"sqrt": np.sqrt, "log": np.log, "square": np.square}
    covariates = table.assign(**{CONSTANT: 1.0})
    with np.errstate(all="ignore"):  # what has no root or logarithm is refused by `design`, with its row
        for name, made in spec.columns.items():
            covariates[name] = by[made.by](table[made.of].astype(float))
    payoffs = {
        name: terms if isinstance(terms, float) else covariates[list(terms)]
        for name, terms in spec.payoffs.model_dump().items()
    }
    return table[list(spec.counts.model_dump().values())], payoffs


class Block(NamedTuple):
    """One covariate of one payoff."""

    place: int
    column: str
    values: Array


def design(counts: ArrayLike, payoffs: Covariates) -> Design:
    """Puts counts and covariates together.

    Args:
        counts: Data frame or array, [rows, 4]: no challenge, concession, back-down, fight.
        payoffs: For each of the seven payoffs a number at which it is fixed, or a data frame of its
            covariates with the rows of ``counts``; a constant is a column of ones.

    Raises:
        SuasionError: All that is wrong with either, by name.
    """
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(ENDS) or not len(table):
        raise SuasionError(
            Problem(
                "counts",
                f"The shape is {table.shape}, not rows by four.",
                f"Give one column each for {', '.join(ENDS)}.",
            )
        )
    problems = list(_miscounted(table))
    problems += [
        Problem(f"payoffs · {name}", "No payoff has this name.", f"Known: {', '.join(NAMES)}.")
        for name in sorted(set(payoffs) - set(NAMES))
    ]
    fixed, blocks = np.zeros(len(NAMES)), list[Block]()
    for place, name in enumerate(NAMES):
        wrong = _payoff(place, payoffs.get(name), len(table), fixed, blocks)
        problems += [Problem(f"payoffs · {name}", *words) for words in wrong]
    problems += _unusable(blocks)
    if not blocks:
        problems.append(
            Problem("payoffs", "All are fixed, so nothing is estimated.", "Give one of them a covariate.")
        )
    if problems:
        raise SuasionError(problems)
    matrix = np.zeros((len(table), len(NAMES), len(blocks)))
    for k, (place, _, values) in enumerate(blocks):
        matrix[:, place, k] = values
    spread = np.array([block.values.std() for block in blocks])
    size = np.array([np.abs(block.values).max() for block in blocks])
    return Design(
        table,
        matrix,
        fixed,
        tuple((NAMES[block.place], block.column) for block in blocks),
        np.where(spread > 1e-9 * size, spread, size),
    )


def _miscounted(table: Array) -> Iterator[Problem]:
    wrong = ~(np.isfinite(table) & (table >= 0) & (table == np.floor(table)))
    for row, end in zip(*np.nonzero(wrong), strict=True):
        yield Problem(
            f"counts · row {row + 1} · {ENDS[end]}",
            f"{table[row, end]:g} is not a count.",
            "Give a whole number of 0 or more.",
        )
    for end in np.flatnonzero(~wrong.any(0) & (table.sum(0) == 0)):
        yield Problem(
            f"counts · {ENDS[end]}",
            "No crisis ended so, and payoffs cannot be told from counts that never occur.",
            "Add rows, or fix payoffs and use threat.equilibria.",
        )


def _payoff(
    place: int, terms: float | pd.DataFrame | None, rows: int, fixed: Array, blocks: list[Block]
) -> list[tuple[str, str]]:
    """Enters one payoff into the fixed ones or the covariates; what is wrong with it, and how to mend it."""
    if terms is None:
        return [("It is missing.", "Give its covariates, or the number to fix it at.")]
    if isinstance(terms, int | float):
        fixed[place] = terms
        return [] if abs(terms) <= LARGEST else [(f"{terms} is not within {LARGEST:g}.", "Fix it at 0.")]
    blocks += [Block(place, str(column), np.asarray(terms[column], dtype=float)) for column in terms]
    if len(terms) != rows:
        return [(f"It has {len(terms)} rows and the counts have {rows}.", "Take both from one table.")]
    return []


def _unusable(blocks: list[Block]) -> Iterator[Problem]:
    """Covariates that are not numbers throughout, or 0 throughout."""
    for place, column, values in blocks:
        bad = np.flatnonzero(~np.isfinite(values))
        if len(bad):
            yield Problem(
                f"payoffs · {NAMES[place]} · {column}",
                f"{len(bad)} rows hold no number, the first of them row {bad[0] + 1}.",
                "Fill them or leave these rows out.",
            )
        elif not values.any():
            yield Problem(f"payoffs · {NAMES[place]} · {column}", "It is 0 in every row.", "Leave it out.")


def identified(made: Design, information: Array) -> None:
    """Refuses coefficients that the counts could not tell apart, whatever they were.

    Args:
        made: The design.
        information: Expected information about the coefficients at a generic place, [k, k].

    Raises:
        SuasionError: One problem for each direction in which the likelihood is flat.
    """
    scaled = information / np.outer(made.scale, made.scale)
    size = np.sqrt(np.maximum(np.diag(scaled), 1e-300))
    values, vectors = np.linalg.eigh(scaled / np.outer(size, size))
    flat = values < LEAST_RANK * values[-1]
    if flat.any():
        raise SuasionError(
            Problem(
                f"payoffs · {made.named(vectors[:, place])}",
                "The counts cannot tell these coefficients apart: they can change together without changing any chance.",
                "Leave one out, or fix a payoff (only differences count among S_A, V_A, W_A, a, and among C_B, V_B, W_B).",
            )
            for place in np.flatnonzero(flat)
        )


def bounded(made: Design, information: Array) -> None:
    """Refuses coefficients that ran away because the counts are separated.

    Args:
        made: The design.
        information: Expected information about the coefficients where the search ended, [k, k].

    Raises:
        SuasionError: The coefficients of each direction that the counts leave open.
    """
    values, vectors = np.linalg.eigh(information / np.outer(made.scale, made.scale))
    loose = values < 1 / LOOSE**2
    if loose.any():
        raise SuasionError(
            Problem(
                f"payoffs · {made.named(vectors[:, place])}",
                "The counts do not bound this: the likelihood still rises as it runs away (separation).",
                "Leave it out, or join rare categories so that every end occurs with and without it.",
            )
            for place in np.flatnonzero(loose)
        )
