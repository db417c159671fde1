"""What talks came to, in words."""

from __future__ import annotations

from suasion.domain.findings.talks import TableOutcome, TalksFindings, TiedDemand

WARNING = "These are a formula's answers under assumed positions. They are no evidence about any state and no forecast."
SAME = 0.01  # of the scale: what lies closer is called as high
ROUNDING = 1e-12


def answer(findings: TalksFindings) -> list[dict[str, str]]:
    """The answer in words: headings and sentences, the warning first."""
    parts = [
        ("What this is", WARNING),
        ("Issue by issue", _alone(findings)),
        ("Table by table", _tables(findings)),
        ("What linking does to rights", _linking(findings)),
        ("Tied to a demand", _demands(findings)),
        ("What it hangs on", _swings(findings)),
        ("Who can stop it", _blocking(findings)),
    ]
    return [{"heading": heading, "text": text} for heading, text in parts if text]


def _title(findings: TalksFindings, issue: str) -> str:
    return findings.issues[issue].title


def _called(findings: TalksFindings, table: str) -> str:
    """A table by the issue that is its own."""
    if table == "linked":
        return "All issues linked"
    return _title(findings, table)


def _alone(findings: TalksFindings) -> str:
    sentences = []
    for name, one in findings.issues.items():
        median = " to ".join(f"{v:.2f}" for v in dict.fromkeys(one.median))
        text = f"{_title(findings, name)}: weighted median {median}, weighted mean {one.mean:.2f}."
        low, high = one.core
        if low - ROUNDING <= one.status_quo <= high + ROUNDING:
            text += f" By itself it stays at {one.status_quo:.2f}: no deciding coalition would move it."
        elif not one.bargained:
            text += " Bargaining against the status quo: no equilibrium was found."
        else:
            several = len(one.bargained) > 1
            text += " Bargaining against the status quo ends " + " or ".join(
                f"at {rest.mean:.2f} on average" for rest in one.bargained
            )
            text += f" ({len(one.bargained)} equilibria)." if several else "."
        sentences.append(text)
    return " ".join(sentences)


def _tables(findings: TalksFindings) -> str:
    return " ".join(
        f"{_called(findings, name)}: " + _ends(findings, one) for name, one in findings.tables.items()
    )


def _ends(findings: TalksFindings, one: TableOutcome) -> str:
    if one.reached:
        levels = ", ".join(f"{_title(findings, k).lower()} {v:.2f}" for k, v in one.package.items())
        return f"agreement at {levels}."
    names = [findings.parties[party] for party in one.against]
    if len(names) == 1:
        return f"no agreement zone, because {names[0]} has nothing to gain from any change."
    return f"no agreement zone: {listed(names)} cannot all gain."


def _linking(findings: TalksFindings) -> str:
    levels, draws = findings.ways, findings.draws
    if "linked" not in levels:
        return "There is one issue of its own, so nothing to link rights to."
    sentences = [
        f"{_way(findings, name)}: {level:.2f}"
        + (f", over the draws {_spread(draws.levels[name])}" if draws else "")
        for name, level in levels.items()
    ]
    low, high = findings.issues[findings.rights].scale
    text = f"Where rights end. {'; '.join(sentences)}."
    for name in levels:
        if name != "linked":
            text += f" {_verdict(findings, name, (levels['linked'] - levels[name]) / (high - low))}"
    if draws is None:
        return text + " No number has a range, so how sure that is cannot be sentences."
    return (
        text
        + " What moves the difference to rights alone most: "
        + "; ".join(_moved(findings, *one) for one in draws.movers[:3])
        + "."
    )


def _verdict(findings: TalksFindings, name: str, apart: float) -> str:
    """Linked against another way of holding the talks."""
    verdict = "as high as" if abs(apart) <= SAME else "higher than" if apart > 0 else "lower than"
    text = f"Linked rights end {verdict} {_way(findings, name)[0].lower()}{_way(findings, name)[1:]}"
    draws = findings.draws
    if draws:
        text += f": higher in {draws.raised[name]:.0%} and lower in {draws.lowered[name]:.0%} of the draws"
    return text + "."


def _way(findings: TalksFindings, name: str) -> str:
    """A way of holding the talks, in words."""
    how, _, issue = name.partition(" ")
    title = _title(findings, issue).lower() if issue else ""
    return {
        "alone": "On a table of their own, nothing else talked about",
        "linked": "Linked",
        "after": f"On a table of their own once {title} is agreed",
        "without": f"Where {title} is talked about and rights are not",
    }[how]


def _spread(three: tuple[float, float, float]) -> str:
    return f"{three[1]:.2f} ({three[0]:.2f} to {three[2]:.2f})"


def _moved(findings: TalksFindings, name: str, correlation: float) -> str:
    return f"{number(findings, name)} ({'linking helps more' if correlation > 0 else 'helps less'} where it is higher)"


def number(findings: TalksFindings, name: str) -> str:
    """A number's id in words: ``japan.salience.rights`` is Japan's salience of human rights."""
    party, kind, *issue = name.split(".")
    whose = f"{findings.parties[party]}'s {kind}"
    if not issue:
        return whose
    return f"{whose} {'on' if kind == 'position' else 'of'} {_title(findings, issue[0]).lower()}"


def _demands(findings: TalksFindings) -> str:
    return " ".join(_demand(findings, name, one) for name, one in findings.demands.items())


def _demand(findings: TalksFindings, name: str, one: TiedDemand) -> str:
    title = _title(findings, name).lower()
    if one.greatest is None:
        return f"No demand on {title} is held by any package."
    text = (
        f"Rights tied to a fixed demand on {title}: a demand of {one.best:.2f} leaves room for most rights,"
        f" {one.most:.2f}; above {one.greatest:.2f} no package is acceptable to all, and rights sink with it."
    )
    if one.asked is None:
        return text
    text += f" At the demand in the file, {one.asked:.2f}, " + (
        "nothing is acceptable to all."
        if one.at_asked is None
        else f"at most {one.at_asked:.2f} of rights is accepted."
    )
    if findings.draws:
        text += f" Over the draws some package holds that demand in {findings.draws.held[name]:.0%}."
    return text


def _swings(findings: TalksFindings) -> str:
    own = findings.rights
    if not findings.swings:
        return ""
    widest = [one for one in findings.swings if abs(one.linked[1] - one.linked[0]) > 1e-9][:4]
    if not widest:
        return f"No single number, moved over its range, changes where {_title(findings, own).lower()} ends."
    return (
        f"{_title(findings, own)} at the linked table, as one number goes from its low to its high value: "
        + "; ".join(
            f"{number(findings, one.id)} {one.linked[0]:.2f} to {one.linked[1]:.2f}" for one in widest
        )
        + "."
    )


def _blocking(findings: TalksFindings) -> str:
    groups = findings.rule.blocking
    names = [" with ".join(findings.parties[one] for one in group) for group in groups]
    text = f"Smallest coalitions that can block: {'; '.join(names)}."
    for name, called in (("median", "weighted median"), ("mean", "weighted mean")):
        one = findings.packages[name]
        losers = listed([findings.parties[party] for party in one.losers])
        if one.losers:
            text += f" The {called} of every issue would leave {losers} worse off"
            text += ", who can block it." if one.blocked else ", who cannot block it."
    return text


def listed(names: list[str]) -> str:
    """Words in a row: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"
