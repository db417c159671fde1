"""What Python is told of its arguments: by their names, every problem at once, and nothing of options."""

from __future__ import annotations

import re

import numpy as np
import pytest

import suasion
from suasion.domain.arguments import CompareArguments, SimulateArguments
from suasion.lab import load_case

CASE = "north-korea"

REFUSED = {
    "compare worlds": (lambda: suasion.compare(CASE, worlds=0), ["worlds=0", "Between 2 and 4,000,000"]),
    "compare worlds as text": (lambda: suasion.compare(CASE, worlds="many"), ['worlds="many"', "whole number"]),
    "compare worlds as float": (lambda: suasion.compare(CASE, worlds=1e3), ["worlds=1000", "Write 1000."]),
    "compare all at once": (
        lambda: suasion.compare(CASE, worlds=1.5, seed=-1, years=0, strategies="engagment", jobs=0),
        ["worlds=1.5", "seed=-1", "years=0", 'strategies="engagment"', "Nearest: engagement.", "jobs=0"],
    ),
    "compare strategies": (lambda: suasion.compare(CASE, strategies=[]), ["strategies\n", "The case has baseline"]),
    "compare strategies of numbers": (lambda: suasion.compare(CASE, strategies=[3]), ["strategies=3"]),
    "compare actor": (lambda: suasion.compare(CASE, actor="ngos"), ['actor="ngos"', "Nearest: ngo."]),
    "compare worldview": (lambda: suasion.compare(CASE, worldview="x"), ['worldview="x"']),
    "compare late": (lambda: suasion.compare("myanmar-1990", years=1), ["years=1", "leave it out of `strategies`"]),
    "compare case": (lambda: suasion.compare("north-koera"), ["north-koera", "Nearest: north-korea."]),
    "simulate outcomes": (
        lambda: suasion.simulate(CASE, outcomes="right"),
        ['outcomes="right"', "Nearest: rights."],
    ),
    "simulate no outcomes": (lambda: suasion.simulate(CASE, outcomes=[]), ["outcomes\n", "No outcome is named"]),
    "draw_worlds": (lambda: suasion.draw_worlds(CASE, worlds=1, seed=2**63), ["worlds=1", "seed=9223372036854775808"]),
    "depth": (
        lambda: suasion.depth(patience=1, detection=2.0, periods=0, accession=1.0),
        ["patience=1", "detection=2", "periods=0", "accession", "`asked=0.8`"],
    ),
    "depth as text": (lambda: suasion.depth(patience="much"), ['patience="much"', "A number is needed."]),
    "depth of several": (
        lambda: suasion.depth(patience=[0.8, 0.9], benefit=[1, 2, 3]),
        ["`benefit` has 3", "`patience` has 2"],
    ),
    "depth of a case": (lambda: suasion.depth(CASE, asked=0.5, worlds=0), ["asked\n", "leave out the case", "worlds=0"]),
    "talks": (lambda: suasion.talks("six-party", draws=1, seed="x"), ["draws=1", 'seed="x"']),
    "talks name": (lambda: suasion.talks("six-partys"), ["six-partys", "Nearest: six-party."]),
    "solve": (lambda: suasion.solve("x.nfg", method="logic"), ['method="logic"', "logit"]),
    "threat_fit": (lambda: suasion.threat_fit("x.csv", "nowhere"), ["nowhere", "Known: sanctions."]),
    "threat_fit without a name": (lambda: suasion.threat_fit("x.csv", ""), ["model\n"]),
    "measure": (
        lambda: suasion.measure_scores(measure="change", seed=-1, chains=0, warmup=0, jobs=0, without="X"),
        ['measure="change"', "seed=-1", "chains=0", "warmup=0", "jobs=0", 'without="X"'],
    ),
    "measure keep": (lambda: suasion.measure_scores(keep=40, sweeps=20), ["keep=40", "`sweeps=20`"]),
    "measure index": (lambda: suasion.measure_scores(measure="index", fast=True, chains=2), ["fast, chains\n"]),
    "load_scores": (lambda: suasion.load_scores("physical-integrity", "none"), ["suasion.measure_scores("]),
    "score_draws": (lambda: suasion.score_draws("nothing"), ["It ships: "]),
    "load_panel": (lambda: suasion.load_panel(columns="rigths"), ["The panel has no such column."]),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_arguments_are_named(what):
    call, expected = REFUSED[what]
    with pytest.raises(suasion.SuasionError) as refused:
        call()
    text = str(refused.value)
    assert not [one for one in expected if one not in text], text
    assert not re.search(r"(?<![\w-])--[a-z]", text), text


def test_one_name_stands_for_a_list_of_one():
    one = suasion.simulate(CASE, strategies="engagement", outcomes="rights", worlds=16, years=6)
    many = suasion.simulate(CASE, strategies=["engagement"], outcomes=("rights",), worlds=16, years=6)
    assert one[0].identical(many[0]) and one[1].identical(many[1])


def test_whole_numbers_of_any_library_are_taken():
    """They stand in manifests as Python's own."""
    asked = CompareArguments(worlds=np.int64(64), seed=np.uint8(3), years=np.int32(5))
    assert not asked.problems(load_case(CASE))
    assert [type(one) for one in (asked.worlds, asked.seed, asked.years)] == [int, int, int]
    assert SimulateArguments(worlds=np.int64(64)) == SimulateArguments(worlds=64)


def test_several_numbers_may_be_an_array():
    assert (
        suasion.depth(patience=np.array([0.8, 0.9])).findings == suasion.depth(patience=[0.8, 0.9]).findings
    )
