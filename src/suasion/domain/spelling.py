"""Names of states as they are compared: what is taken away, what is written out, and nothing guessed.

Two spellings are one name if the same words are left, in any order, after these steps:

1. text that was read in a wrong encoding ("CÃ´te") is set right;
2. capitals, accents and signs go; an apostrophe of any kind joins what it stands between;
3. abbreviations are written out: "Rep." is republic, "Fed. Sts." federated states, "St." saint;
4. "the", "of", "and" and "former" go.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: What a reader puts where it could not read a letter.
LOST = "\ufffd"
APOSTROPHES = "'`´‘’‚‛ʹʻʼʽʾʿˈ‵′＇"
FILLERS = frozenset(("the", "of", "former", "formerly"))
#: Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ı": "i", "ə": "e"}
)
ABBREVIATIONS = {
    "afr": "african",
    "cen": "central",
    "cent": "central",
    "dem": "democratic",
    "democ": "democratic",
    "e": "east",
    "eq": "equatorial",
    "equat": "equatorial",
    "fed": "federal",
    "federated": "federal",
    "govt": "government",
    "herz": "herzegovina",
    "herzeg": "herzegovina",
    "hercegovina": "herzegovina",
    "is": "islands",
    "isds": "islands",
    "isl": "islands",
    "island": "islands",
    "isls": "islands",
    "islam": "islamic",
    "kgdm": "kingdom",
    "n": "north",
    "peop": "peoples",
    "people": "peoples",
    "plur": "plurinational",
    "princ": "principe",
    "rep": "republic",
    "repub": "republic",
    "s": "south",
    "soc": "socialist",
    "sov": "soviet",
    "st": "saint",
    "sts": "states",
    "utd": "united",
    "w": "west",
    "yugo": "yugoslav",
}
#: Letters that stand for a form of state beside a name ("Lao PDR", "FR Germany"); alone they are no name.
FORMS = {
    "ar": "arab republic",
    "dpr": "democratic peoples republic",
    "dr": "democratic republic",
    "fdr": "federal democratic republic",
    "fr": "federal republic",
    "fs": "federal states",
    "fyr": "yugoslav republic",
    "ir": "islamic republic",
    "pdr": "peoples democratic republic",
    "pr": "peoples republic",
    "rb": "bolivarian republic",
    "tfyr": "yugoslav republic",
    "sfr": "socialist federal republic",
    "sr": "socialist republic",
    "ssr": "soviet socialist republic",
    "ur": "united republic",
}


@cache
def plain(name: str) -> str:
    """A name without accents, signs and capitals, in the order in which it is written; for running text."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one)
    )
    bare = re.sub(r"\bst\.? ", "saint ", bare.replace("&", " and ").replace("-", " "))
    return " ".join(re.sub(r"[^a-z0-9 ]", "", bare).split())


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name in their order, written out and without fillers; "and" stays."""
    bare = mended(name).casefold()
    bare = re.sub(rf"(?<=\w)[{APOSTROPHES}]s\b", "s", bare)
    bare = re.sub(rf"[{APOSTROPHES}]", " ", bare)
    bare = unicodedata.normalize("NFKD", bare.translate(LETTERS))
    bare = "".join(one for one in bare if not unicodedata.combining(one))
    bare = bare.replace("&", " and ").replace("+", " and ")
    bare = re.sub(r"\b((?:[a-z]\.){2,})", lambda match: match[1].replace(".", "") + " ", bare)
    parts = re.sub(rf"[^a-z0-9{LOST}]+", " ", bare).split()
    return _written_out(parts)


def _written_out(parts: list[str]) -> tuple[str, ...]:
    """Abbreviations written out; what an apostrophe parted is put together."""
    out: list[str] = []
    several = len(parts) > 1
    skip = False
    for i, part in enumerate(parts):
        after = parts[i + 1] if i + 1 < len(parts) else ""
        if skip:
            skip = False
        elif part in ("d", "l") and after:  # d'Ivoire, d Ivoire
            out.append(part + after)
            skip = True
        elif part == "people" and after == "s":
            out.append("peoples")
            skip = True
        elif part in ("is", "isl") and after in ("rep", "republic"):  # Islamic, not islands
            out.append("islamic")
        elif part == "viet" and after in ("nam", "man"):
            out.append("vietnam")
            skip = True
        elif several and part in FORMS:
            out.extend(FORMS[part].split())
        elif several and part in ABBREVIATIONS:
            out.append(ABBREVIATIONS[part])
        elif part not in FILLERS:
            out.append(part)
    return tuple(out)


@cache
def key(name: str) -> str:
    """A name as it is compared: its words in the order of the alphabet, without "and"."""
    return " ".join(sorted(word for word in words(name) if word != "and"))


def listed_key(name: str) -> str:
    """The same with "and", which matters where several names stand in a cell: "Serbia, Montenegro" is two."""
    return " ".join(sorted(words(name)))


def blurred(name: str) -> set[str]:
    """Keys of a name whose accented letters, or these and its apostrophes, were lost in a file."""
    letters = "".join(LOST if ord(one) > 127 and one not in APOSTROPHES else one for one in name)
    signs = "".join(LOST if one in APOSTROPHES else one for one in letters)
    return {key(text) for text in (letters, signs) if text != name}


def mended(name: str) -> str:
    """Text that was written as UTF-8 and read as Latin-1, read again; any other text as it is."""
    if not re.search("[ÃÂâÅ]", name):
        return name
    for encoding in ("cp1252", "latin-1"):
        try:
            return name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return name
