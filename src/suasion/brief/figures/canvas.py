"""What all figures share: colours for light and dark paper, letters for strategies, short labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from suasion.brief.figures.spec import Spec, palette
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.errors import Problem, SuasionError
from suasion.words.translator import Translator

Part = TypeVar("Part")

NARROW = 330  # pixels: one column on a phone
WIDE = 680

#: After Okabe and Ito (2008), moved in lightness until each has a contrast of 3:1 on white and on near-black.
COLOURS = (
    "#767676",
    "#D55E00",
    "#0072B2",
    "#008F68",
    "#B8609A",
    "#A87400",
    "#2B87B8",
    "#8A7A1E",
    "#7A6BC4",
    "#B5524C",
)
HEAT = "#0072B2"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def needed(part: Part, key: str, fix: str) -> Part:
    """A part of the results that a figure cannot do without.

    Raises:
        SuasionError: The run has none.
    """
    if not part:
        raise SuasionError(Problem(f"results.{key}", "The run has nothing to draw here.", fix))
    return part


def letters(findings: ComparisonFindings) -> dict[str, str]:
    """A letter for each strategy: those of the contest first, then the variants."""
    return {name: LETTERS[i] for i, name in enumerate([*findings.table, *findings.variants])}


def colours(findings: ComparisonFindings) -> dict[str, str]:
    """A colour for each strategy, the same in every figure; grey is the policy as it stands."""
    names = [*findings.table, *findings.variants]
    first = 0 if names and names[0] == "baseline" else 1
    return {name: COLOURS[(i + first) % len(COLOURS)] for i, name in enumerate(names)}


def colouring(findings: ComparisonFindings) -> Spec:
    """The colour of each strategy as an encoding of the field ``strategy``."""
    return palette("strategy", colours(findings))


def label(findings: ComparisonFindings, name: str, t: Translator, *, chars: int = 60) -> str:
    """A strategy's letter and title for a chart, cut where it is long."""
    return f"{letters(findings)[name]}  {short(plain(t).title(findings.titles[name]), chars)}"


def plain(t: Translator) -> Translator:
    """The same language without markup: what is drawn is text."""
    return Translator(t.language, t.translations, t.messages, t.untranslated)


def short(text: str, chars: int) -> str:
    """A text cut to so many characters, kept from turning its surroundings around."""
    flat = " ".join(text.split())
    cut = flat if len(flat) <= chars else flat[: chars - 1].rstrip() + "…"
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL", "RLE", "RLO", "RLI", "LRO") for sign in cut)
    return f"\u2068{cut}\u2069" if turns else cut


def apart(texts: Sequence[str], chars: int) -> list[str]:
    """Texts cut to so many characters each; those that would look alike are cut in the middle.

    A chart puts rows of the same name on top of each other.
    """
    cut = [short(text, chars) for text in texts]
    alike = {one for one in cut if cut.count(one) > 1}
    half = chars // 2
    return [
        short(f"{text[: half - 1].rstrip()}…{text[-half:].lstrip()}", chars) if one in alike else one
        for text, one in zip((" ".join(text.split()) for text in texts), cut, strict=True)
    ]


def lines(text: str, chars: int, most: int = 2) -> list[str]:
    """A text in at most so many lines; wide characters count twice."""
    findings, line = [], ""
    for word in text.split(" "):
        if line and _width(line) + 1 + _width(word) > chars:
            findings.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    findings.append(line)
    if len(findings) > most:
        findings = [*findings[: most - 1], " ".join(findings[most - 1 :])]
    return [one if _width(one) <= chars * 1.3 else short(one, int(chars * 1.15)) for one in findings]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
