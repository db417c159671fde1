"""Korean particles agree with what stands before them, by a list of known answers."""

from __future__ import annotations

import re

import pytest

from languages import translator
from suasion.files.library.locales import catalogue
from suasion.words.korean import PARTICLES, particle
from suasion.words.markup import on_page

KNOWN = [
    "북한은",
    "미국은",
    "한국은",
    "러시아는",
    "중국은",
    "미얀마는",
    "체코슬로바키아는",
    "서울은",
    "쿠바는",
    "이란은",
    "유엔은",
    "북한이",
    "러시아가",
    "전쟁이",
    "피해가",
    "붕괴가",
    "관여가",
    "대결이",
    "세계가",
    "북한을",
    "러시아를",
    "압박을",
    "관여를",
    "한도를",
    "30퍼센트를",
    "북한과",
    "러시아와",
    "압박과",
    "관여와",
    "서울과",
    "부산으로",
    "서울로",
    "제주로",
    "압박으로",
    "관여로",
    "교실로",
    "방법으로",
    "북한이나",
    "러시아나",
    "부산이라",
    "제주라",
    "서울이란",
    "교류란",
    "“관여”는",
    "“압박”은",
    "‘압박’이",
    "「대결」을",
    "『쿠바』를",
    "(북한)은",
    "[관여]가",
    '"압박"과',
    "관여(압박",
    "없이)는",
    "압박(관여",
    "포함)은",
    "대결(confrontation)을",
    "0은",
    "1은",
    "2는",
    "3은",
    "4는",
    "5는",
    "6은",
    "7은",
    "8은",
    "9는",
    "0으로",
    "1로",
    "2로",
    "3으로",
    "4로",
    "5로",
    "6으로",
    "7로",
    "8로",
    "9로",
    "10이",
    "20이",
    "100이",
    "1,000이",
    "10,000이",
    "1,000,000이",
    "1,000,000,000,000가",
    "12가",
    "21이",
    "48.5가",
    "50.0이",
    "49.7로",
    "30%가",
    "62%를",
    "1970-2016이",
    "2026이",
    "1945가",
    "1951로",
    "UN은",
    "UN으로",
    "USA는",
    "NPT는",
    "ICCPR은",
    "ICCPR로",
    "EU와",
    "CEDAW는",
    "IMF는",
    "ILO가",
    "KEDO를",
    "SDL로",
    "Kim은",
    "Lenin이",
    "Seoul로",
    "Nepal을",
    "Iran은",
    "Albania는",
    "Cuba가",
    "Vietnam과",
    "Ghana와",
    "Confrontation은",
    "Engagement는",
    "pressure를",
    "people로",
    "Beijing이",
    "Internet은",
    "regime이",
    "zone으로",
    "rally가",
    "book을",
    "“Engagement,",
    "then",
    "pressure”는",
    "“Boomerang”이",
    "“Backlash”를",
]
ENDINGS = sorted({form for pair in PARTICLES.values() for form in pair}, key=len, reverse=True)


def split(answer: str) -> tuple[str, str]:
    """A word and the particle after it, by the one way in which both are written in the list."""
    for form in ENDINGS:
        if answer.endswith(form) and len(answer) > len(form):
            return answer.removesuffix(form), form
    raise AssertionError(answer)


def known() -> list[str]:
    """The answers; a quotation of several words is one."""
    joined, open_ = [], []
    for one in KNOWN:
        open_.append(one)
        text = " ".join(open_)
        if text.count("“") == text.count("”") and text.count("(") == text.count(")"):
            joined.append(text)
            open_ = []
    return joined


@pytest.mark.parametrize("answer", known())
def test_particles_agree(answer):
    word, form = split(answer)
    written = [name for name, pair in PARTICLES.items() if form in pair]
    assert written
    for name in written:
        assert particle(word, name) == form


def korean(message: str):
    return translator("ko", {"{a} {b}": message})


def test_a_translation_takes_the_particle_of_what_stands_there():
    assert korean("{a}이(가) {b}을(를)").say("{a} {b}", a="북한", b="쿠바") == "북한이 쿠바를"
    assert korean("“{a}”은(는) {b}(으)로").say("{a} {b}", a="관여", b="서울") == "“관여”는 서울로"
    assert korean("{a}와(과) {b}").say("{a} {b}", a="압박", b="x은(는)") == "압박과 x은(는)"


def test_markup_is_passed_over():
    u = on_page(korean("{a}은(는) {b}을(를)"))
    said = u.say("{a} {b}", a=u.name("<북한>"), b=u.quoted("쿠바"))
    assert str(said) == ('<bdi>&lt;북한&gt;</bdi>은 <span lang="en">“<bdi lang="">쿠바</bdi>”</span>를')


def test_no_catalogue_holds_two_forms_where_one_can_be_chosen():
    """In Korean, ``은(는)`` stands after a place only: there it is chosen, and nowhere else is it needed."""
    forms = "|".join(map(re.escape, PARTICLES))
    for message in catalogue("ko"):
        for string in message.string if isinstance(message.string, tuple) else (message.string,):
            for match in re.finditer(forms, string):
                assert re.search(r"\}[”’」』》\"')\]]*$", string[: match.start()]), string
