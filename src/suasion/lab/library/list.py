"""What the library and the model hold."""

from __future__ import annotations

from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.library.entries import row
from suasion.lab.library.things import LONG, Thing, groups


def listing(kind: str = "", word: str = "", *, case: str = "") -> dict[str, list[Thing]]:
    """What there is, by group.

    Args:
        kind: One group (``cases``, ``sources`` …); all but the long ones if empty.
        word: Only what has this in its name, title or description, whatever the case of its letters.
        case: A bundled name or a path: the sources that this case brings along are listed as well.

    Raises:
        SuasionError: No such group, or nothing in it has the word.
    """
    everything = groups(case)
    if not kind:
        return {name: things() for name, things in everything.items() if name not in LONG}
    if kind not in everything:
        raise SuasionError(Problem(f"list {kind}", "There is no such group.", nearest(kind, everything)))
    things = [one for one in everything[kind]() if word.casefold() in " ".join(row(one)).casefold()]
    if not things:
        raise SuasionError(
            Problem(
                f"list {kind} {word[:200]}",
                "Nothing there has this word.",
                f"`suasion list {kind}` lists all.",
            )
        )
    return {kind: things}
