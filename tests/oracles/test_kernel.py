"""What happens under the policy in force: the kernel's parts against what is worked out by hand."""

import itertools

import jax.numpy as jnp
import numpy as np
import pytest
from scipy import integrate, special, stats

from posteriors import posterior
from simulated_panels import covered, simulated
from suasion.estimate import hazards, nuts
from suasion.estimate.basis import basis
from suasion.estimate.forward import NOTHING, OPENING, Start, play
from suasion.estimate.laplace import laplace
from suasion.estimate.rows import Rows
from suasion.estimate.shared_luck import shared_choice, shared_size
from suasion.mechanisms.kernel import features as phi
from suasion.mechanisms.kernel import moves

RNG = np.random.default_rng(0)


def test_features_of_a_short_history_by_hand():
    levels = np.array([[0.2, 0.3, 0.3], [0.5, 0.5, 0.4], [0.4, 0.4, 0.4], [0.6, 0.6, 0.601], [0.1, 0.1, 0.1]])
    memory = phi.fresh(jnp.asarray(levels[:, 0]))
    for year in (1, 2):
        memory = phi.remember(
            memory, phi.moved(jnp.asarray(levels[:, year - 1]), jnp.asarray(levels[:, year]))
        )
    table = dict(zip(phi.FEATURES, np.asarray(phi.features(jnp.asarray(levels[:, 2]), memory)), strict=True))
    first, second = (table[name][0] for name in ("moved", "moves"))
    assert (first, table["moved"][1]) == (0.0, 1.0)
    assert second == pytest.approx(0.6 * (0.6 * 0.25 + 0.4))
    assert table["moves_long"][0] == pytest.approx(0.85 * (0.85 * 0.25 + 0.15))
    assert table["change"][1] == pytest.approx(-0.1) and table["changes"][0] == pytest.approx(0.6 * 0.4 * 0.1)
    assert table["direction"][1] == -1 and table["directions"][0] == pytest.approx(0.6 * 0.4)
    assert table["change"][3] == 0 and table["moved"][3] == 0  # .001 of .4 of room is within the wobble
    assert table["gap_to_mean"][0] == pytest.approx(levels[:, 2].mean() - 0.3)
    assert table["others_changes"][0] == pytest.approx(0.4 * -0.1 / 4)
    assert table["others_moved"][1] == 0 and table["others_moved"][0] == 0.25


@pytest.mark.parametrize(("centre", "scale"), [(-3.0, 0.6), (-1.0, 0.4), (-5.5, 0.9)])
def test_sizes_follow_their_density(centre, scale):

    def density(x):
        return float(np.exp(moves.log_density(x, centre, scale)))

    assert integrate.quad(density, moves.SMALLEST, 0.0)[0] == pytest.approx(1.0)
    for quantile in (0.02, 0.3, 0.9):
        log_share = float(np.log(moves.share(jnp.asarray(quantile), jnp.asarray(centre), jnp.asarray(scale))))
        below = integrate.quad(density, moves.SMALLEST, log_share)[0]
        assert below == pytest.approx(quantile, abs=1e-7)


def test_a_tilt_multiplies_the_odds():
    direction, stillness, tilt = jnp.asarray([0.3]), jnp.asarray([1.2]), jnp.asarray([0.7])
    before = moves.chances(direction, stillness)
    after = moves.chances(*moves.tilted(direction, stillness, tilt))
    hold = [1 - one.up - one.down for one in (before, after)]
    assert (after.up / hold[1]) / (before.up / hold[0]) == pytest.approx(np.exp(0.7))
    assert (after.down / hold[1]) / (before.down / hold[0]) == pytest.approx(np.exp(-0.7))


def test_slopes_come_back_from_coordinates():
    features = RNG.normal(size=(200, 4)) @ RNG.normal(size=(4, 4)) + 3
    by = basis(features)
    coordinates = by.coordinates(features)
    assert coordinates.T @ coordinates / 200 == pytest.approx(np.eye(4), abs=1e-12)
    weights = RNG.normal(size=(3, 4))
    raw = by.raw(np.array([1.0, 2.0, 3.0]), weights)
    direct = np.array([[1.0, 2.0, 3.0]]) + coordinates @ weights.T
    assert raw[:, 0] + features @ raw[:, 1:].T == pytest.approx(direct)


def test_a_state_is_shrunk_by_its_kindred():
    assert hazards.shrunk(0, 41, 0.02) == pytest.approx(2 / 141)


def test_waves_are_summed_out_as_by_brute_force():
    events, at_risk = np.array([0, 3, 2, 0, 1]), np.array([50, 50, 40, 60, 50])
    data = hazards.Counts(events, at_risk, np.arange(5))
    quiet, ratio, enter, leave = 0.01, 4.0, 0.2, 0.3
    from numpyro import handlers

    fixed = {"quiet": quiet, "ratio": ratio, "enter": enter, "leave": leave}
    with handlers.seed(rng_seed=0), handlers.substitute(data=fixed), handlers.trace() as trace:
        hazards.wave_model(data)
    rates = np.array([quiet, quiet * (1 + ratio)])
    change = np.array([[1 - enter, enter], [leave, 1 - leave]])
    start = np.array([leave, enter]) / (enter + leave)
    total, in_wave = 0.0, np.zeros(5)
    for states in itertools.product((0, 1), repeat=5):
        path = start[states[0]] * np.prod([change[a, b] for a, b in itertools.pairwise(states)])
        path *= np.prod(stats.poisson.pmf(events, at_risk * rates[list(states)]))
        total += path
        in_wave += path * np.array(states)
    assert float(trace["counts"]["fn"].log_factor) == pytest.approx(np.log(total))
    assert np.asarray(trace["wave"]["value"]) == pytest.approx(in_wave / total)


def test_shared_luck_is_recovered():
    n, true = 4000, 0.4
    common, own = RNG.normal(size=(n, 1)), RNG.normal(size=(n, 5))
    luck = special.ndtr(np.sqrt(true) * common + np.sqrt(1 - true) * own)
    down, up = np.full((n, 5), 0.2), np.full((n, 5), 0.3)
    move = np.where(luck < down, -1, np.where(luck > 1 - up, 1, 0))
    state = np.repeat(np.arange(100), 40)
    rows = Rows(np.zeros((n, 5, 1)), move, np.zeros((n, 5)), state, state, 100, np.arange(100))
    choice = shared_choice(rows, down, up)
    assert abs(special.logit(choice.share) - special.logit(true)) < 3 * choice.logit_error
    size = shared_size(rows, luck)
    assert abs(special.logit(size.share) - special.logit(true)) < 3 * size.logit_error
    assert choice.logit_error < 0.15 and size.logit_error < 0.1


def test_a_constant_hazard_leaves_exponentially_few_without_an_event():
    hazard = 0.05
    of = posterior(openings=(hazard, hazard, 0.1, 0.1), closings=0.0, breakdown=-40.0)
    start = Start(2, 2000, np.full(5, 0.3), phi.Memory(*np.zeros((5, 5))), regime=1, age=5, conflict=False)
    lanes = 4_000
    without = (play(of, start, years=8, lanes=lanes, seed=1).event == NOTHING).all(0).mean()
    error = np.sqrt(np.exp(-hazard * 8) * (1 - np.exp(-hazard * 8)) / lanes)
    assert abs(without - np.exp(-hazard * 8)) < 4 * error


def test_an_opening_moves_as_its_donor_did():
    of = posterior(openings=(50.0, 50.0, 0.1, 0.1), closings=0.0, breakdown=-40.0)
    start = Start(2, 2000, np.full(5, 0.3), phi.Memory(*np.zeros((5, 5))), regime=1, age=5, conflict=False)
    paths = play(of, start, years=5, lanes=4, seed=1)
    assert (paths.event[0] == OPENING).all() and (paths.event[1:] == NOTHING).all()
    expected = 1 - 0.7 * np.cumprod(1 - of.opening_paths[0], 0)
    assert paths.levels[:, :, 0] == pytest.approx(expected)


@pytest.mark.slow
def test_laplace_recovers_simulated_panels():
    inside = []
    for seed in range(3):
        data, truth = simulated(seed, states=40, years=25)
        inside.append(covered(laplace(data, draws=400, seed=seed), truth))
    assert 0.82 < np.mean(inside) < 0.97  # 129 numbers, of which neighbours are not independent


@pytest.mark.slow
def test_laplace_agrees_with_sampling():
    from suasion.estimate.choices import draws_of, model

    data, _ = simulated(7, states=40, years=25)
    sampled = draws_of(nuts.sample(model, data, chains=1, warmup=300, draws=400, seed=1))
    quick = laplace(data, draws=400, seed=1)
    for name in ("direction_weights", "stillness_weights"):
        a, b = (getattr(one, name)[0] for one in (sampled, quick))
        assert np.abs(a.mean(0) - b.mean(0)).max() < 0.35 * a.std(0).max()
        assert b.std(0) / a.std(0) == pytest.approx(np.ones(a.shape[1]), abs=0.25)


@pytest.mark.slow
def test_a_chain_that_is_taken_up_again_goes_on_to_the_same_bytes():
    data = hazards.Counts(np.array([0, 3, 2, 0, 1]), np.array([50, 50, 40, 60, 50]), np.arange(5))
    whole = nuts.sample(hazards.wave_model, data, chains=1, warmup=100, draws=200, seed=3)
    first = nuts.Sampler(hazards.wave_model, data, warmup=100, draws=200, seed=3, chain=0)
    position, _ = first.advance(first.begin)
    position, one = first.advance(position)
    again = nuts.Sampler(hazards.wave_model, data, warmup=100, draws=200, seed=3, chain=0)
    _, two = again.advance(position)
    for site, values in nuts.joined([one, two]).items():
        assert np.array_equal(values, whole[site][0])
