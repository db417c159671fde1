"""Standard output and error, which take any text whatever their encoding."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata

PLAIN = "suasion-plain"  # the name under which Python knows how to write what an encoding lacks
ALIKE = {
    "–": "-",
    "—": "-",
    "−": "-",
    "·": "-",
    "•": "*",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "→": "->",
    "›": ">",
    "Δ": "D",
}


def prepare() -> None:
    """Lets both streams write what their encoding lacks with the characters that it has."""
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def encodable(text: str) -> bool:
    """Whether standard output can write a text as it is."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def flush() -> None:
    """Writes out what waits to be written.

    Raises:
        OSError: It cannot be: the disk is full, or nobody reads any more.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        _drop()
        raise


def _drop() -> None:
    """Lets go of output that cannot be written, so that Python does not try it once more at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding lacks: a likeness, else their numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_alike, error.object[error.start : error.end])), error.end


def _alike(character: str) -> str:
    if character in ALIKE:
        return ALIKE[character]
    base = "".join(one for one in unicodedata.normalize("NFKD", character) if one.isascii())
    return base or f"<U+{ord(character):04X}>"
