# As it was written before tables of sentences: kept as the oracle of tests/oracles/test_tables_of_sentences.py.
"""What estimated threats say in words, and what they cannot say."""

from __future__ import annotations

import math

from suasion.domain.findings.threats import EffectStep, ThreatEffect, ThreatFitFindings

SURE = 1.959964  # standard errors that make 95%


def text(fit: ThreatFitFindings) -> str:
    """What an estimate says, in sentences; that a search failed comes first."""
    sentences = []
    if not fit.converged:
        sentences.append(
            f"NOT CONVERGED after {fit.steps:,} steps: do not read the coefficients. Another estimator, better first "
            "beliefs or fewer covariates may help."
        )
    sentences.append(
        f"{fit.method_name.capitalize()} of {len(fit.table)} coefficients from {fit.rows:,} rows and "
        f"{fit.crises:,.0f} crises, {fit.threats:,.0f} of them threats."
    )
    sentences.append(_likelihood(fit))
    sentences.append(_equilibria(fit))
    sure = [one for one in fit.table if one.z is not None and abs(one.z) > SURE]
    named = ", ".join(
        f"{one.payoff}: {one.covariate} ({'+' if (one.estimate or 0) > 0 else '-'})" for one in sure
    )
    sentences.append(
        f"Told apart from 0 at 95%: {named}." if named else "No coefficient is told apart from 0 at 95%."
    )
    sentences.append(_errors(fit))
    return " ".join(sentences)


def _likelihood(fit: ThreatFitFindings) -> str:
    against = f"against {fit.pooled:,.2f} for the same four shares in every row"
    if fit.method != "pl":
        return f"Log-likelihood {_two(fit.log_likelihood)}, {against}."
    pseudo = f"Pseudo-log-likelihood {_two(fit.pseudo_log_likelihood)} at the beliefs held fixed, {against}"
    if fit.log_likelihood is None:
        return f"{pseudo}; in equilibrium it has no value, since some rows have several and none is chosen."
    return f"{pseudo}; {_two(fit.log_likelihood)} in the equilibrium that these payoffs have."


def _two(value: float | None) -> str:
    return "nan" if value is None else f"{value:,.2f}"


def _equilibria(fit: ThreatFitFindings) -> str:
    several = sum(row.count > 1 for row in fit.equilibria)
    if not several:
        sentence = "Every row has one equilibrium"
    else:
        which = {
            "pl": "none of them is chosen",
            "npl": "the one meant is the one that beliefs led to",
            "cmle": "the one meant is the one under which the row's counts are likeliest",
        }[fit.method]
        sentence = f"{several:,} rows have several equilibria; {which}"
    free = sum(row.free for row in fit.equilibria)
    if free:
        sentence += f"; in {free:,} rows V_A <= S_A and V_B <= C_B, so that never to threaten is one more"
    residuals = [row.residual for row in fit.equilibria if row.residual is not None]
    return f"{sentence} (largest residual {max(residuals):.0e})." if residuals else f"{sentence}."


def _errors(fit: ThreatFitFindings) -> str:
    kind = (
        "allow crises of one row to hang together"
        if fit.errors == "rows"
        else "take each crisis as independent"
    )
    sentence = f"Standard errors are sandwich errors that {kind}"
    if fit.method != "pl":
        return f"{sentence}."
    if fit.first == "estimated":
        return f"{sentence}, and count the error of the first beliefs."
    return f"{sentence}; the first beliefs were given and are taken as known."


def cannot_say(fit: ThreatFitFindings) -> tuple[str, ...]:
    """What these figures do not say."""
    sentences = [
        "What a covariate would do if it were changed: it was observed, not assigned.",
        "Payoffs in any unit but the spread of one private shock, or the level of either side's payoffs: only "
        "differences count.",
        "Anything about dyads that the table leaves out.",
        "Which equilibrium would be played where payoffs outside the table have several.",
    ]
    if fit.selected:
        sentences.insert(
            2, "How often threats are made: every row holds at least one, so rows were chosen by the outcome."
        )
    return tuple(sentences)


def effect(findings: ThreatEffect) -> str:
    """How threats move with a payoff, in sentences."""
    table, payoff = findings.table, findings.payoff
    several = max(step.several for step in table)
    if several:
        fewest = min(step.fewest for step in table if step.fewest is not None)
        most = max(step.most for step in table if step.most is not None)
        return (
            f"At some changes of {payoff} up to {several:,} rows have several equilibria, and none is chosen: threats lie "
            f"between {fewest:.1%} and {most:.1%} over all of them."
        )
    shapes = {
        "U": f"Threats are fewest where {payoff} is moved by {findings.least or 0:+g}, and rise on either side: a U",
        "rising": f"Threats rise with {payoff} throughout",
        "falling": f"Threats fall with {payoff} throughout",
        "undecided": f"Threats neither rise nor fall with {payoff} throughout, nor is it a U",
    }
    sentences = [f"{shapes[findings.shape]}."]
    ends = [
        (name, end)
        for name, end in (("lowest", table[0]), ("highest", table[-1]))
        if end.change != findings.least
    ]
    sentences += [_end(name, end) for name, end in ends]
    unsure = [name for name, end in ends if (end.ratio_low or 0) <= 1 and (end.ratio or 0) > 1]
    if unsure:
        sentences.append(
            f"Towards the {' and the '.join(unsure)} value the rise is not established: the interval holds 1."
        )
    return " ".join(sentences)


def _end(name: str, end: EffectStep) -> str:
    return (
        f"At the {name} value, {end.change:+g}, there are {_about(end.ratio)} times as many as at the fewest "
        f"(95%: {_about(end.ratio_low)} to {_about(end.ratio_high)})."
    )


def _about(number: float | None) -> str:
    """Two digits that say something, without powers of ten."""
    if number is None or number <= 0:
        return "nan" if number is None else f"{number:g}"
    digits = 1 - math.floor(math.log10(number))
    return f"{round(number, digits):,.{max(digits, 0)}f}"
