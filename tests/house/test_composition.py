"""The year is composed of what the mechanisms declare: in a fixed order, from letters that are known, under masks."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import SETTING, STANDING, acting, masks, medians
from suasion.domain.mechanism import Derived, Equation, Execution, Hazard, Incentive, Mechanism, Pull
from suasion.files.library import content
from suasion.mechanisms import catalogue, switchable, year
from suasion.mechanisms.year.scope import (
    Scope,
    Situation,
    arguments,
    by_domain,
    derivations,
    foreign_symbols,
    own_symbols,
    placed,
)
from suasion.notation import STOCKS, SYMBOLS
from suasion.simulation import start

#: The order of the paper; floating-point sums depend on it.
SHARED = (
    "conditional_leverage",
    "rents",
    "assurance",
    "domestic_demand",
    "boomerang",
    "rally",
    "backlash",
    "threat_repression",
    "resources",
    "issue_linkage",
)
ENTRIES = (Derived, Incentive, Execution, Pull, Hazard)


def situation(m=None) -> Situation:
    """The toy setting at its start, under the policy in force."""
    p = medians(2)
    p |= year.stacked_parameters(p)
    r, stock = start.start_stacks(p)
    one = np.ones_like(r[0])
    x = start.view(r, stock, 0 * one, one)
    u = {letter: level * one for letter, level in acting(STANDING).items()}
    return Situation(x, u, start.target_of(p, SETTING.treaties, np.ones((1, 1))), p, m or masks())


def test_terms_are_added_in_the_order_of_the_paper():
    terms = placed(Incentive)
    assert tuple(one.mechanism.id for one in terms if not one.enters.by_domain) == SHARED
    assert tuple(one.mechanism.id for one in terms if one.enters.by_domain) == ("shame", "norms")


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.__name__)
def test_no_two_terms_of_a_sum_share_a_place(kind):
    """The alphabet settles a tie, so what comes with the package has none."""
    if kind is Derived:
        names = [one.equation.name for one in placed(Derived)]
        assert len(names) == len(set(names))
        return
    places = [one.enters for one in placed(kind)]
    assert len(places) == len(set(places))


def test_every_stock_has_one_law_and_every_pull_a_stock():
    letters = [one.letter for one in STOCKS]
    assert list(year.stock_laws()) == letters
    assert {one.enters.stock for one in placed(Pull)} == set(letters)


def test_every_argument_of_what_enters_is_known():
    letters = {one.letter for one in SYMBOLS} | {one.letter for one in content.instruments().values()}
    passed = {"M", "M_bar", "opening", "honoured", "reneged", "ahead"}
    for mechanism in catalogue().values():
        known = letters | passed | set(derivations()) | own_symbols(mechanism.id) | set(foreign_symbols())
        for equation in mechanism.equations:
            if equation.enters:
                assert set(arguments(equation.code)) <= known, f"{mechanism.id}.{equation.name}"


def test_parameters_by_domain_are_found_by_their_endings():
    assert by_domain() == {"choice.s", "inability.theta_K", "inability.theta_Q"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_a_term_is_gone_with_its_mechanism(name):
    """What the others add up to is what is left; the terms by hand, each under its own mask."""
    now = situation()
    d = year.derived(now)
    each = {
        one.mechanism.id: np.asarray(Scope(now, d).masked(one))
        for one in placed(Incentive)
        if not one.enters.by_domain
    }
    whole = np.asarray(year.shared_incentive(now, d))
    np.testing.assert_allclose(whole, sum(each.values()), atol=1e-12)
    off = now._replace(masks=masks(off=[name]))
    np.testing.assert_allclose(np.asarray(year.shared_incentive(off, d)), whole - each[name], atol=1e-12)


@pytest.mark.slow
def test_nothing_moves_without_any_mechanism():
    now = situation({name: np.array(0.0) for name in switchable()})
    d = year.derived(now)
    shared = year.shared_incentive(now, d)
    assert not np.asarray(year.incentives(now, d, shared=shared, M=now.target.M)).any()
    idle = year.pulls(
        now, d, M=now.target.M, opening=0 * shared, dealings=start.Dealings(0 * shared, 0 * shared)
    )
    assert not np.asarray(idle.up).any() and not np.asarray(idle.down).any()
    np.testing.assert_array_equal(np.asarray(year.executions(now)), 1.0)


def test_a_letter_that_nobody_knows_is_named():
    def term(wishes: float) -> float:
        return wishes

    stray = Mechanism("stray", "", "", (Equation("stray", "wishes", term),), (), (), "")
    with pytest.raises(LookupError, match="stray reads 'wishes'"):
        Scope(situation()).call(stray, term)
