"""Korean particles: 은 or 는, 이 or 가, 으로 or 로, by the sound in which the word before them ends.

A translation writes both after a place, the usual way: ``{target}은(는)``. Which of them is said is decided by what
stands in the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Particles as they are written in a catalogue, to what follows a consonant and what follows a vowel.
PARTICLES = {
    f"{one}({other})": (consonant, vowel)
    for consonant, vowel in (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"))
    for one, other in ((consonant, vowel), (vowel, consonant))
} | {
    f"({extra}){rest}": (extra + rest, rest)
    for extra, rest in (("으", "로"), *(("이", end) for end in "나라란랑며고"))
}
L = 8  # the final consonant ㄹ, after which 로 is said
CONSONANT = 1  # any other
VOWEL = 0
#: The sound in which each digit's name ends: 영 일 이 삼 사 오 육 칠 팔 구.
DIGITS = (CONSONANT, L, VOWEL, CONSONANT, VOWEL, VOWEL, CONSONANT, L, L, VOWEL)
#: Signs that are read aloud: 퍼센트, 도, 플러스.
SIGNS = {"%": VOWEL, "°": VOWEL, "+": VOWEL}
#: Endings of words in Latin letters, as Korean spells their sound; the first that fits.
LATIN = (
    (re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]*[LR])$"), L),  # letters by their names: 엘, 알
    (re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]*[MN])$"), CONSONANT),  # 엠, 엔
    (re.compile(r"(?:^|[^A-Za-z])[A-Z]+$"), VOWEL),
    (re.compile(r"le?$", re.IGNORECASE), L),
    (re.compile(r"(?:[mn]|ng|[aeiouy][mn]e)$", re.IGNORECASE), CONSONANT),
    (re.compile(r"(?:^|[^aeiouy])(?:[aeiouy]|oo|ou)(?:ck|[ckpt])$", re.IGNORECASE), CONSONANT),
)
_ASIDE = re.compile(r"\s*[(\[（［][^()\[\]（）［］]*[)\]）］]\s*$")
_WRITTEN = re.compile(
    r"\{(?P<place>\w+)\}(?P<between>[”’」』》\"')\]]*)(?P<particle>"
    + "|".join(map(re.escape, PARTICLES))
    + ")"
)


def agreeing(message: str, values: Mapping[str, str]) -> str:
    """The message with one particle after each place, by what stands there.

    Args:
        message: A message with its ``{places}``.
        values: What stands in each, without markup.
    """

    def chosen(match: re.Match[str]) -> str:
        place, between, written = match.group("place", "between", "particle")
        return f"{{{place}}}{between}{particle(values[place], written)}"

    return _WRITTEN.sub(chosen, message)


def particle(word: str, written: str) -> str:
    """The particle that follows a word, of two that are written as ``은(는)`` or ``(으)로``."""
    after_consonant, after_vowel = PARTICLES[written]
    sound = ending(word)
    if sound == VOWEL or (sound == L and after_vowel == "로"):
        return after_vowel
    return after_consonant


def ending(word: str) -> int:
    """The sound in which a word ends: ``VOWEL``, ``L`` or ``CONSONANT``.

    Quotation marks and what stands in brackets are passed over. A digit is read as in Korean, a word in Latin letters
    by rules of thumb; of what cannot be read a vowel is supposed.
    """
    while (bare := _ASIDE.sub("", word)) != word and bare.strip():
        word = bare
    word = re.sub(r"[^\w%°+]+$", "", word).rstrip("_")
    if not word:
        return VOWEL
    last = word[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return final if final in (VOWEL, L) else CONSONANT
    if last in SIGNS:
        return SIGNS[last]
    if last.isdecimal():
        return _number(word)
    if last.isascii():
        return next((sound for pattern, sound in LATIN if pattern.search(word)), VOWEL)
    return VOWEL


def _number(word: str) -> int:
    """The sound in which a number ends: the name of its last digit, or of the power of ten that it ends in."""
    written = re.search(r"[\d,]*\.?\d+$", word)
    digits = (written[0] if written else word[-1]).replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if (
        "." not in digits and zeros < len(digits) and 12 <= zeros < 16
    ):  # 조; 십 백 천 만 억 end in a consonant
        return VOWEL
    return DIGITS[int(digits[-1])]
