"""One thing of the library or the model."""

from __future__ import annotations

from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.library.things import Thing, groups, named


def things_named(name: str, *, case: str = "") -> list[Thing]:
    """Everything of this name or title: a case, a mechanism, a parameter, a symbol, a source, or from the library.

    Some names stand for several things: ``issue_linkage`` is an instrument and a mechanism.

    Args:
        name: An id, a title, a key or a letter.
        case: A bundled name or a path: the sources that this case brings along can be named as well.

    Raises:
        SuasionError: Nothing has this name, or the case is refused.
    """
    known = named(case)
    if name not in known:
        title = name.strip().casefold()
        titled = [
            thing
            for things in groups(case).values()
            for thing in things()
            if title and getattr(thing.record, "title", "").casefold() == title
        ]
        if titled:
            return titled
        fix = nearest(name, known) or "`suasion list` shows what there is."
        raise SuasionError(Problem(f"show {name[:200]}", "Nothing has this name.", fix))
    return known[name]
