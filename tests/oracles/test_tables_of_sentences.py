"""The tables of sentences for the games and for support say what was written by hand before them, to the letter."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from reference import depth as depth_by_hand
from reference import support as support_by_hand
from suasion.decide.depth import by_numbers
from suasion.domain.depth import DepthInputs
from suasion.domain.findings.depth import DeepestTreaty, DepthOfCase, ShareHonoured, TiedDepth, TreatyDepth
from suasion.lab.cases import load_case
from suasion.lab.speaking import sentences
from suasion.lab.supporting import shipped
from suasion.words.interpreter import answer
from suasion.words.interpreter import sentences as said_of
from suasion.words.scope import Scope


def numbers(seed: int) -> DepthInputs:
    """Numbers of the depth game, edges included: nothing kept, several parties, nothing asked."""
    r = random.Random(seed)
    parties = r.choice((1, 1, 2, 4))

    def several(draw) -> tuple[float, ...]:
        return tuple(draw() for _ in range(r.choice((1, parties))))

    asked = r.choice((None, 0.0, 0.5, r.random(), 3.7))
    accession = r.choice((None, r.random())) if asked and asked <= 1 else None
    demand = r.choice((None, 0.0, 0.2, r.random(), 5.0))
    return DepthInputs(
        benefit=several(lambda: r.choice((0.0, 1.0, 1500.25, 3 * r.random()))),
        patience=several(lambda: r.choice((0.0, 0.9, r.random()))),
        detection=several(lambda: r.choice((0.0, 1.0, r.random()))),
        periods=r.choice((None, 1, 2, 10)),
        asked=asked,
        demand=demand,
        issue_benefit=r.choice((1.0, 2 * r.random())) if demand is not None else 1.0,
        accession=accession,
        punishment=r.choice((0.0, r.random())) if accession is not None else 0.0,
    )


def of_case(seed: int) -> DepthOfCase:
    """The depth game of a case; out of reach and without treaties now and then."""
    r = random.Random(seed)

    def span():
        return tuple(r.choice((None, 0.25, r.random(), 2.5)) for _ in range(3))

    readings = ["no extra monitoring", "policy in force", "every breach seen"]
    treaties = {
        name: TreatyDepth(
            asked=(0.1, r.random(), 1.2),
            benefit=span(),
            detection=span(),
            patience=span(),
            honoured={reading: r.choice((0.0, 0.005, 0.125, 1.0, r.random())) for reading in readings},
        )
        for name in r.sample(("cedaw", "crc", "iccpr"), r.randint(0, 3))
    }
    linked = tuple(
        TiedDepth(reading=reading, demand=demand, honoured=0.5, depth=span(), every_treaty=r.random())
        for reading in readings
        for demand in ("as drawn", "half of that")
        if treaties
    )
    name = max(treaties, key=lambda one: treaties[one].asked[1] or 0.0, default=None)
    deepest = None
    if name is not None:
        one = treaties[name]
        deepest = DeepestTreaty(
            treaty=name,
            asked=one.asked[1],
            benefit=one.benefit[1],
            detection=one.detection[1],
            patience=one.patience[1],
            honoured=tuple(ShareHonoured(reading=key, share=value) for key, value in one.honoured.items()),
        )
    return DepthOfCase(
        case="a-case",
        title="A case",
        target="North Korea",
        issue="trade",
        worlds=100,
        seed=0,
        periods=r.choice((None, 1, 5)),
        reading="policy in force",
        patience=span(),
        benefit=span(),
        demand=span(),
        seen={reading: span() for reading in readings},
        treaties=treaties,
        linked=linked,
        deepest=deepest,
        worst=min(linked, key=lambda row: row.every_treaty, default=None),
        best=max(linked, key=lambda row: row.every_treaty, default=None),
    )


def supports() -> list[dict]:
    """Cases against the record, and the same without what is rare, never seen or near."""
    made = []
    for name in ("north-korea", "czechoslovakia-1975", "myanmar-1990"):
        found = shipped(load_case(name).case)
        for never, rare in (
            ((), ()),
            (("linkage",), ()),
            (("information", "linkage"), ("civil_society",)),
            ((), ("threat", "capacity")),
        ):
            for share in (0.5, 0.985, 0.9899, 0.99, 1.0):
                for nearest in (found.findings.nearest, ()):
                    update = {"never": never, "rare": rare, "beyond": (*never, *rare), "share_nearer": share}
                    update |= {"nearest": nearest, "outside": share > 0.95}
                    made.append(replace(found, findings=found.findings.model_copy(update=update)))
    return made


def depths():
    return [by_numbers(numbers(seed)) for seed in range(400)]


KINDS = {"depth_of_numbers": depths, "depth_of_case": lambda: [of_case(seed) for seed in range(200)]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_what_was_written_by_hand(kind):
    for findings in KINDS[kind]():
        said = [one.entry() for one in answer(sentences(kind), findings)]
        assert said == depth_by_hand.answer(findings)
        assert not re.search(r"\bnan\b|\bNone\b|\{", " ".join(one["text"] for one in said))


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_is_said_of_some_findings(kind):
    table = sentences(kind)
    said = {
        sentence.id
        for findings in KINDS[kind]()
        for section in table.section
        for sentence, _ in said_of(section, Scope.of(findings, table))
    }
    assert {sentence.id for section in table.section for sentence in section.sentence} == said


def test_support_says_what_was_written_by_hand():
    for one in supports():
        assert one.text == support_by_hand.text(one.findings, one.target)
        assert one.cannot_say == support_by_hand.cannot_say(one.findings, one.target)


def test_every_sentence_of_support_is_said():
    table = sentences("support")
    said = {
        sentence.id
        for one in supports()
        for section in table.section
        for sentence, _ in said_of(section, Scope.of(one._whole, table))
    }
    assert {sentence.id for section in table.section for sentence in section.sentence} == said
