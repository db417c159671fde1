"""One thing of the library or the model."""

from __future__ import annotations

from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.library.things import Thing, named


def things_named(name: str) -> list[Thing]:
    """Everything of this name: a case, a mechanism, a parameter, a symbol, or from the library.

    Some names stand for several things: ``issue_linkage`` is an instrument and a mechanism.

    Raises:
        SuasionError: Nothing has this name.
    """
    known = named()
    if name not in known:
        fix = nearest(name, known) or "`suasion list` shows what there is."
        raise SuasionError(Problem(f"show {name[:200]}", "Nothing has this name.", fix))
    return known[name]
