"""Names that can be read: what has none, or the same as another, is numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def numbered(names: Sequence[str], word: str) -> tuple[str, ...]:
    """The names, each different: an empty one becomes the word and its number, a repeated one gets its number.

    Args:
        names: As written in a file.
        word: What they name: ``player``, ``action`` …
    """
    count = Counter(name.strip() for name in names)
    shown = []
    for number, name in enumerate(names, 1):
        if not name.strip():
            shown.append(f"{word} {number}")
        elif count[name.strip()] > 1:
            shown.append(f"{name} ({word} {number})")
        else:
            shown.append(name)
    return tuple(shown)
