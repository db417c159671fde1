"""What is said of a name, a code or a number: whose it is, when, and what is doubtful."""

from __future__ import annotations

from suasion.domain.findings.country import CountryFindings, Reading

SYSTEMS = {
    "name": "name",
    "iso3": "ISO3",
    "iso2": "ISO2",
    "cow": "Correlates of War",
    "gw": "Gleditsch-Ward",
    "vdem": "V-Dem",
}


def years(first: int, last: int | None) -> str:
    """A run of years: 1954–1975, since 1991, 1964."""
    return f"since {first}" if last is None else str(first) if first == last else f"{first}–{last}"


def systems(reading: Reading) -> str:
    """As what a text means a state, and who writes it so."""
    return "; ".join(_system(*one) for one in zip(reading.systems, reading.by, strict=True))


def _system(system: str, by: str) -> str:
    """One system: a withdrawn code stands in a part of ISO 3166 of its own."""
    if by.startswith("ISO"):
        return by
    name = SYSTEMS.get(system, system)
    return f"{name}, as {by} writes it" if by else name


def text(findings: CountryFindings) -> str:
    """What it means, in sentences."""
    asked, readings = f"“{findings.asked}”", findings.readings
    when = f" in {findings.year}" if findings.year is not None else ""
    said: list[str] = []
    if findings.unit:
        said.append(f"{asked} is {findings.unit}: it matches no state{when}.")
    if findings.unclear:
        said.append(f"{asked} may mean {' or '.join(findings.unclear)}, and matches neither: write which.")
    if readings:
        said += _of_readings(findings, asked, when)
    elif not said:
        said.append(f"{asked} matches no state{when}; it does in other years.")
    if findings.among:
        said.append(
            f"In a column that also holds {' or '.join(findings.among)} it is the region, and matches no state."
        )
    return " ".join(said)


def _of_readings(findings: CountryFindings, asked: str, when: str) -> list[str]:
    matched = [one for one in findings.readings if one.matched]
    seconds = [one for one in findings.readings if not one.matched]
    states = list(dict.fromkeys(one.state for one in matched))
    if not findings.ambiguous and len(states) == 1:
        return [f"{asked} is {matched[-1].state}{when}."]
    if not findings.ambiguous:
        return [f"{asked} means {len(states)} states, one after the other: the year decides."]
    if not seconds:
        return [f"{asked} is ambiguous: it depends on whose code it is."]
    said = [f"{asked} is ambiguous."]
    for one in seconds:
        taken = next((other for other in matched if other.meets(one)), None)
        own = next(filter(None, one.by), "")
        if taken is not None:
            writer = next(filter(None, taken.by), "")
            by = f", as {writer} writes it" if writer else ""
            said.append(
                f"Rows of data are matched with {taken.state}{by}; by {own} it is {one.state} "
                f"(COW {one.cow}) of those years."
            )
    return said
