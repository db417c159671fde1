"""What the library and the model hold."""

from __future__ import annotations

from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.library.things import Thing, groups


def listing(kind: str = "") -> dict[str, list[Thing]]:
    """What there is, by group.

    Args:
        kind: One group (``cases``, ``strategies`` …); all but the parameters if empty.

    Raises:
        SuasionError: No such group.
    """
    everything = groups()
    if not kind:
        return {name: things for name, things in everything.items() if name != "parameters"}
    if kind not in everything:
        raise SuasionError(Problem(f"list {kind}", "There is no such group.", nearest(kind, everything)))
    return {kind: everything[kind]}
