"""What estimated threats say in words, and what they cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .effects import Effect
    from .fitting import Fit

METHODS = {
    "pl": "pseudo-likelihood",
    "npl": "nested pseudo-likelihood",
    "cmle": "constrained maximum likelihood",
}


def text(found: Fit) -> str:
    """What was found, in sentences; that a search failed comes first."""
    counts = found.design.counts
    said = []
    if not found.converged:
        said.append(
            f"NOT CONVERGED after {found.steps:,} steps: do not read the coefficients. Another estimator, better first "
            "beliefs or fewer covariates may help."
        )
    said.append(
        f"{METHODS[found.method].capitalize()} of {len(found.theta)} coefficients from {len(counts):,} rows and "
        f"{counts.sum():,.0f} crises, {counts[:, 1:].sum():,.0f} of them threats."
    )
    said.append(_likelihood(found))
    said.append(_equilibria(found))
    table = found.table
    sure = table[table["z"].abs() > 1.959964]
    named = ", ".join(
        f"{one.payoff}: {one.covariate} ({'+' if one.estimate > 0 else '-'})" for one in sure.itertuples()
    )
    said.append(
        f"Told apart from 0 at 95%: {named}." if named else "No coefficient is told apart from 0 at 95%."
    )
    said.append(_errors(found))
    return " ".join(said)


def _likelihood(found: Fit) -> str:
    against = f"against {found.pooled:,.2f} for the same four shares in every row"
    if found.method != "pl":
        return f"Log-likelihood {found.log_likelihood:,.2f}, {against}."
    held = f"Pseudo-log-likelihood {found.pseudo_log_likelihood:,.2f} at the beliefs held fixed, {against}"
    if np.isnan(found.log_likelihood):
        return f"{held}; in equilibrium it has no value, since some rows have several and none is chosen."
    return f"{held}; {found.log_likelihood:,.2f} in the equilibrium that these payoffs have."


def _equilibria(found: Fit) -> str:
    several = int((found.equilibria["count"] > 1).sum())
    if not several:
        said = "Every row has one equilibrium"
    else:
        which = {
            "pl": "none of them is chosen",
            "npl": "the one meant is the one that beliefs led to",
            "cmle": "the one meant is the one under which the row's counts are likeliest",
        }[found.method]
        said = f"{several:,} rows have several equilibria; {which}"
    free = int(found.equilibria["free"].sum())
    if free:
        said += f"; in {free:,} rows V_A <= S_A and V_B <= C_B, so that never to threaten is one more"
    residual = found.equilibria["residual"].max()
    return f"{said}" + (f" (largest residual {residual:.0e})." if np.isfinite(residual) else ".")


def _errors(found: Fit) -> str:
    kind = (
        "allow crises of one row to hang together"
        if found.errors == "rows"
        else "take each crisis as independent"
    )
    said = f"Standard errors are sandwich errors that {kind}"
    if found.method != "pl":
        return f"{said}."
    if found.first == "estimated":
        return f"{said}, and count the error of the first beliefs."
    return f"{said}; the first beliefs were given and are taken as known."


def cannot_say(found: Fit) -> tuple[str, ...]:
    """What these figures do not tell."""
    said = [
        "What a covariate would do if it were changed: it was observed, not assigned.",
        "Payoffs in any unit but the spread of one private shock, or the level of either side's payoffs: only "
        "differences count.",
        "Anything about dyads that the table leaves out.",
        "Which equilibrium would be played where payoffs outside the table have several.",
    ]
    if not (found.design.counts[:, 1:].sum(1) == 0).any():
        said.insert(
            2, "How often threats are made: every row holds at least one, so rows were chosen by the outcome."
        )
    return tuple(said)


def effect(found: Effect) -> str:
    """How threats move with a payoff, in sentences."""
    table = found.table
    several = int(table["several"].max())
    if several:
        return (
            f"At some changes of {found.payoff} up to {several:,} rows have several equilibria, and none is chosen: threats lie "
            f"between {table['fewest'].min():.1%} and {table['most'].max():.1%} over all of them."
        )
    shapes = {
        "U": f"Threats are fewest where {found.payoff} is moved by {found.least:+g}, and rise on either side: a U",
        "rising": f"Threats rise with {found.payoff} throughout",
        "falling": f"Threats fall with {found.payoff} throughout",
        "undecided": f"Threats neither rise nor fall with {found.payoff} throughout, nor is it a U",
    }
    said = [f"{shapes[found.shape]}."]
    ends = [
        (name, end)
        for name, end in (("lowest", table.iloc[0]), ("highest", table.iloc[-1]))
        if end["change"] != found.least
    ]
    for name, end in ends:
        said.append(
            f"At the {name} value, {end['change']:+g}, there are {_about(end['ratio'])} times as many as at the fewest "
            f"(95%: {_about(end['ratio_low'])} to {_about(end['ratio_high'])})."
        )
    unsure = [name for name, end in ends if end["ratio_low"] <= 1 and end["ratio"] > 1]
    if unsure:
        said.append(
            f"Towards the {' and the '.join(unsure)} value the rise is not established: the interval holds 1."
        )
    return " ".join(said)


def _about(number: float) -> str:
    """Two digits that tell, without powers of ten."""
    if not np.isfinite(number) or number <= 0:
        return f"{number:g}"
    digits = 1 - int(np.floor(np.log10(number)))
    return f"{round(number, digits):,.{max(digits, 0)}f}"
