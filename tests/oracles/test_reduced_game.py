"""The essay's crux in the reduced game of two periods: closed form against every luck played out (science, §1 test 5).

Assurances, norms, networks and shocks are off and the target does nothing but, in the last tests,
choose how far to let linkage grow.
"""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

GAMES = 200_000


def random_games(**fixed: float) -> SimpleNamespace:
    """``phi`` persistence, ``delta`` discount, ``lam`` leverage, ``psi`` rents, ``L0`` linkage and its growth
    ``g``, ``c`` the share of growth that the target forecloses, ``q`` and ``q0`` chances that pressure is
    delivered late and early, ``kappa2`` conditionality of the engagement that follows pressure, ``B`` what
    growth is worth to the target."""
    rng = np.random.default_rng(5)
    scale = {"lam": 2.0, "psi": 0.5, "B": 2.0}
    names = ("phi", "delta", "lam", "psi", "L0", "g", "c", "q", "q0", "kappa2", "B")
    drawn = {name: rng.uniform(0, scale.get(name, 1.0), GAMES) for name in names}
    return SimpleNamespace(**drawn | {name: np.full(GAMES, value) for name, value in fixed.items()})


def payoff(game: SimpleNamespace, order: tuple[str, str], c: np.ndarray) -> np.ndarray:
    """Expected r_1 + delta r_2 of an order, over every luck of delivery, period by period."""
    total = np.zeros(GAMES)
    for happens in product((False, True), repeat=2):
        chance, r, L, value, discount = 1.0, 0.0, game.L0, 0.0, 1.0
        for year, act in enumerate(order):
            q = game.q0 if year == 0 else game.q
            if act == "engage":
                chance = chance * 0.5  # this year's luck decides nothing
                kappa = 0.0 if year == 0 else game.kappa2
                move = -game.psi * (1 - kappa)
                grown = L + game.g * (1 - c)
            else:
                chance = chance * (q if happens[year] else 1 - q)
                move = game.lam * L * happens[year]
                grown = L
            r = game.phi * r + move
            value = value + discount * r
            L, discount = grown, discount * game.delta
        total += chance * value
    return total


def engaging_first_wins(game: SimpleNamespace, c: np.ndarray | None = None) -> np.ndarray:
    c = game.c if c is None else c
    return payoff(game, ("engage", "press"), c) > payoff(game, ("press", "engage"), c)


def agree(played: np.ndarray, closed: np.ndarray) -> None:
    assert 0.01 < closed.mean() < 0.99, "both answers must occur for the test to mean something"
    assert np.count_nonzero(played != closed) == 0


def test_the_order_that_wins():
    x = random_games()
    closed = (
        x.delta * x.q * x.lam * (x.L0 + x.g * (1 - x.c))
        > (1 + x.delta * x.phi) * x.q0 * x.lam * x.L0
        + (1 + x.delta * x.phi - x.delta * (1 - x.kappa2)) * x.psi
    )
    agree(engaging_first_wins(x), closed)


def test_patient_senders_with_full_early_delivery():
    """No persistence, q0 = kappa2 = 1, delta = 1: q lambda (L0 + g (1 - c)) > lambda L0 + psi."""
    x = random_games(phi=0, q0=1, kappa2=1, delta=1, psi=0.1)
    agree(engaging_first_wins(x), x.q * x.lam * (x.L0 + x.g * (1 - x.c)) > x.lam * x.L0 + x.psi)


def test_rents_cancel_where_later_engagement_is_unconditional_too():
    x = random_games(phi=0, kappa2=0, delta=1)
    agree(engaging_first_wins(x), x.q * (x.L0 + x.g * (1 - x.c)) > x.q0 * x.L0)


@pytest.fixture(scope="module")
def foreclosed() -> tuple[SimpleNamespace, np.ndarray]:
    """The target knows q and keeps out the share ``c`` of growth that pays it best, by trying them all."""
    x = random_games(phi=0, q0=1, kappa2=1, delta=1, psi=0.1)
    best, value = np.zeros(GAMES), np.full(GAMES, -np.inf)
    for c in np.linspace(0, 1, 11):
        kept = x.L0 + x.g * (1 - c)
        worth = x.B * (kept - x.L0) - x.q * x.lam * kept  # what growth brings, less what it exposes to
        better = worth > value + 1e-12
        best, value = np.where(better, c, best), np.maximum(value, worth)
    return x, best


def test_the_target_forecloses_all_or_nothing(foreclosed):
    x, c = foreclosed
    np.testing.assert_array_equal(c, np.where(x.q * x.lam <= x.B, 0.0, 1.0))


def test_leverage_too_sure_to_be_used_is_never_given(foreclosed):
    x, c = foreclosed
    agree(
        engaging_first_wins(x, c), (x.q * x.lam <= x.B) & (x.q * x.lam * (x.L0 + x.g) > x.lam * x.L0 + x.psi)
    )
    assert not engaging_first_wins(x, c)[x.q * x.lam > x.B].any()
