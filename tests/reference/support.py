# As it was written before tables of sentences: kept as the oracle of tests/oracles/test_tables_of_sentences.py.
"""How far a case lies from what was observed, in words."""

from __future__ import annotations

from collections.abc import Sequence

from suasion.domain.findings.support import Neighbour, Support


def text(found: Support, target: str) -> str:
    """The answer in plain words."""
    said = []
    if found.never:
        said.append(f"{_listed(found.never)}: no other state of {found.years} was ever observed so far out.")
    rare = [name for name in found.beyond if name not in found.never]
    if rare:
        said.append(f"{_listed(rare)}: beyond the first or last hundredth of all state-years.")
    if not said:
        said.append("Each variable lies within what was observed of other states.")
    share = f"{found.share_nearer:.0%}" if found.share_nearer < 0.99 else "more than 99%"
    said.append(
        f"Jointly, {share} of {found.state_years:,} state-years lie nearer to the "
        f"middle of what was observed (over {len(found.variables)} variables)."
    )
    if found.nearest:
        said.append(f"Nearest to {target} as it was observed: {_neighbours(found.nearest)}.")
    if found.start_nearest:
        said.append(f"Nearest to where the case starts: {_neighbours(found.start_nearest)}.")
    if found.nearest or found.start_nearest:
        said.append("The number after a state-year is its Mahalanobis distance, taken over log odds.")
    said.append(f"Measured by {found.origin}.")
    return "\n".join(said)


def cannot_say(found: Support, target: str) -> str:
    """What the record cannot say about this case."""
    if not found.outside:
        return ""
    return f"The record cannot rank strategies for {target}: it holds no state like it, or almost none."


def _neighbours(some: Sequence[Neighbour]) -> str:
    """State-years with their distances."""
    return ", ".join(f"{one.state} {one.year}: {one.distance:.2f}" for one in some)


def _listed(names: Sequence[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return text[0].upper() + text[1:]
