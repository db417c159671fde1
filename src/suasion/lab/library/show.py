"""One thing of the library or the model."""

from __future__ import annotations

from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.library.things import Thing, groups, named


def things_named(name: str) -> list[Thing]:
    """Everything of this name or title: a case, a mechanism, a parameter, a symbol, a source, or from the library.

    Some names stand for several things: ``issue_linkage`` is an instrument and a mechanism.

    Raises:
        SuasionError: Nothing has this name.
    """
    known = named()
    if name not in known:
        title = name.strip().casefold()
        titled = [
            thing
            for things in groups().values()
            for thing in things()
            if title and getattr(thing.record, "title", "").casefold() == title
        ]
        if titled:
            return titled
        fix = nearest(name, known) or "`suasion list` shows what there is."
        raise SuasionError(Problem(f"show {name[:200]}", "Nothing has this name.", fix))
    return known[name]
