"""The kernel fitted to the real panel, as a user fits it, and against what the record counts."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import special, stats
from typer.testing import CliRunner

from suasion import load_posterior
from suasion.cli import app
from suasion.estimate import normal, sizes
from suasion.estimate.choices import choice_data
from suasion.estimate.episodes import breakdowns, episodes
from suasion.estimate.histories import histories
from suasion.estimate.laplace import laplace
from suasion.estimate.rows import memories, rows
from suasion.estimate.sizes import size_data
from suasion.mechanisms.kernel import moves

SHIPPED = 5_000_000  # bytes


def test_the_shipped_posterior_keeps_its_limits():
    fitted = load_posterior()
    checks = fitted.findings.checks
    assert not fitted.failed and checks.diverged == 0
    assert checks.rhat < 1.01 and min(checks.ess_bulk, checks.ess_tail) > 400 and checks.effect_ess > 200
    assert fitted.findings.method == "nuts" and fitted.findings.learnt_from.last == 2016
    for one in fitted.findings.numbers:
        assert (one.origin == "estimated") == (one.contraction >= 0.5), one.id


def test_the_shipped_posterior_is_small():
    from suasion.files.library.content import ROOT

    assert sum(path.stat().st_size for path in (ROOT / "posterior").iterdir()) < SHIPPED


def test_numbers_are_listed_by_a_word():
    listed = CliRunner().invoke(app, ["posterior", "opening"])
    assert listed.exit_code == 0 and "opening.quiet" in listed.output and "kernel." not in listed.output
    unknown = CliRunner().invoke(app, ["posterior", "openning"])
    assert unknown.exit_code != 0


def test_the_posterior_as_json(tmp_path):
    place = tmp_path / "p.json"
    assert CliRunner().invoke(app, ["posterior", "--json", str(place)]).exit_code == 0
    whole = json.loads(place.read_text())
    assert whole["estimated"] + len(whole["assumed"]) == len(whole["numbers"])


@pytest.fixture(scope="module")
def history(panel_of_tests):
    return histories(panel_of_tests.frame).until(2016)


@pytest.mark.data
@pytest.mark.slow
def test_openings_are_reproduced_by_level_stillness_and_type(history):
    """One hazard for all, wave by wave, gives every group its openings within a 90% interval of what is counted."""
    of = load_posterior().draws
    opened = episodes(history, up=True)
    wave = np.interp(history.years, of.years, of.wave)
    hazard = of.openings[:, 0].mean() * (1 - wave) + of.openings[:, 1].mean() * wave
    _, memory = memories(history.levels)
    moving = np.stack([np.asarray(one.moves_long).mean(0) for one in memory], -1)
    groups = {
        **{
            f"level {a}": (history.rights >= a) & (history.rights < b)
            for a, b in ((0, 0.1), (0.1, 0.25), (0.25, 0.5), (0.5, 1))
        },
        **{
            f"moves {a}": (moving >= a) & (moving < b)
            for a, b in ((0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 1))
        },
        **{f"type {code}": history.regime == code for code in range(1, 5)},
    }
    outside = []
    for name, group in groups.items():
        counted = int(group[opened.state, opened.year].sum())
        expected = float((hazard * (opened.at_risk & group)).sum())
        low, high = stats.poisson.interval(0.9, expected)
        if not low <= counted <= high:
            outside.append(f"{name}: {counted} counted, {expected:.1f} expected")
    assert len(outside) <= 2, (
        outside
    )  # of twelve intervals of 90%, more than two outside have a chance of .11


@pytest.mark.data
@pytest.mark.slow
def test_moves_of_events_in_the_ordinary_record_would_count_twice(history):
    """A kernel fitted to all pairs of years gives autocracies more rises of over .1 a year than one without events."""
    autocratic = history.regime > 0
    chances = []
    for ordinary in (True, False):
        table, every = rows(history, ordinary=ordinary), rows(history, ordinary=False)
        choice, size = choice_data(table, 0), size_data(table, 0, up=True)
        drawn = laplace(choice, draws=100, seed=0)
        sized = normal.approximate(sizes.model, size, draws=100, seed=0)
        seen = every.features[autocratic[every.state, every.year - 1], 0]
        at = choice.basis.coordinates(seen)
        direction, stillness = (
            getattr(drawn, side).mean() + at @ getattr(drawn, f"{side}_weights")[0].mean(0)
            for side in ("direction", "stillness")
        )
        up = special.softmax(np.stack([np.zeros_like(direction), stillness, direction]), axis=0)[2]
        centre = sized["centre"].mean() + size.basis.coordinates(seen) @ sized["weights"][0].mean(0)
        scale, level = sized["scale"].mean(), seen[:, 0]
        above = np.log(np.clip(0.1 / np.maximum(1 - level, 1e-9), 0.01, 1.0))
        at_limit, least, most = (special.expit((x - centre) / scale) for x in (above, moves.SMALLEST, 0.0))
        chances.append(float((up * (most - at_limit) / (most - least)).mean()))
    assert chances[1] > 1.1 * chances[0]


@pytest.mark.data
@pytest.mark.slow
def test_what_comes_later_changes_nothing(history):
    before = history.until(1995)
    scrambled = np.array(history.levels)
    scrambled[..., history.years > 1995] = 0.5
    import dataclasses

    after = dataclasses.replace(history, levels=scrambled).until(1995)
    for name in ("levels", "regime", "age", "breakdown", "conflict", "known"):
        assert np.array_equal(getattr(before, name), getattr(after, name), equal_nan=True), name
    one, two = rows(before), rows(after)
    assert np.array_equal(one.features, two.features) and np.array_equal(one.move, two.move)


@pytest.mark.data
@pytest.mark.slow
def test_a_quick_fit_by_the_command(panel_of_tests, tmp_path):
    panel = tmp_path / "panel.parquet"
    some = panel_of_tests.frame.filter(panel_of_tests.frame["cow"] % 3 == 2)  # North Korea among them
    some.write_parquet(panel)
    ran = CliRunner().invoke(
        app,
        [
            *[
                "fit",
                "--method",
                "laplace",
                "--without",
                "PRK",
                "--until",
                "2010",
                "--keep",
                "50",
                "--draws",
                "100",
                "--panel",
            ],
            str(panel),
            "--out",
            str(tmp_path / "fit"),
        ],
    )
    assert ran.exit_code == 0, ran.output
    fitted = load_posterior(tmp_path / "fit")
    assert fitted.findings.learnt_from.without == 731 and fitted.draws.row(731) is None
    assert fitted.findings.learnt_from.last == 2010 and len(fitted.draws) == 50
    again = CliRunner().invoke(
        app, ["fit", "--method", "laplace", "--panel", str(panel), "--out", str(tmp_path / "fit")]
    )
    assert again.exit_code != 0  # what is there is not replaced


def test_a_panel_without_columns_names_each(tmp_path):
    import polars as pl

    panel = tmp_path / "panel.csv"
    pl.DataFrame({"cow": [2], "year": [2000], "iso3": ["USA"], "physical_integrity": [0.9]}).write_csv(panel)
    ran = CliRunner().invoke(app, ["fit", "--panel", str(panel)])
    text = str(ran.exception) if ran.exception else ran.output
    for name in ("political_liberties", "gwf_regime", "civil_conflict"):
        assert name in text


def test_breakdown_pairs_are_left_out():
    years = np.arange(1970, 1980)
    of = _toy(years, broke=(0, 5))
    assert breakdowns(of).inside[0].tolist() == [False] * 4 + [True, True] + [False] * 4


def _toy(years, broke):
    from suasion.estimate.histories import Histories

    shape = (1, years.size)
    breakdown = np.zeros(shape, bool)
    breakdown[broke] = True
    return Histories(
        np.array([1]),
        ("AAA",),
        years,
        np.full((5, *shape), 0.3),
        np.ones(shape, int),
        np.ones(years.size, bool),
        breakdown,
        np.ones(shape),
        np.zeros(shape, bool),
    )


def test_a_damaged_posterior_is_refused(tmp_path):
    """Bytes flipped anywhere: it is refused, or reads the same; never a traceback."""
    import shutil

    from suasion import SuasionError
    from suasion.files.library.content import ROOT

    rng = np.random.default_rng(0)
    whole = (ROOT / "posterior" / "posterior.npz").read_bytes()
    shutil.copytree(ROOT / "posterior", tmp_path / "p")
    refused = 0
    for _ in range(40):
        flipped = bytearray(whole)
        at = rng.choice([rng.integers(len(whole)), rng.integers(400), len(whole) - 1 - rng.integers(3000)])
        flipped[at] ^= int(rng.integers(1, 256))
        (tmp_path / "p" / "posterior.npz").write_bytes(bytes(flipped))
        try:
            load_posterior(tmp_path / "p")
        except SuasionError as error:
            refused += 1
            assert "damaged" in str(error)
    assert refused > 20


def test_arrays_of_unlike_lengths_are_no_posterior():
    import dataclasses

    of = load_posterior().draws
    with pytest.raises(ValueError, match="closings"):
        dataclasses.replace(of, closings=of.closings[:-1])


def test_the_page_says_what_the_bench_printed():
    docs = Path(__file__).parents[2] / "docs"
    page = (docs / "explanation" / "kernel.md").read_text("utf-8")
    measured = json.loads((docs / "figures" / "kernel.json").read_text("utf-8"))
    for method, where in (("laplace", "Laplace's method"), ("nuts", "NUTS")):
        of = measured["recovery"][method]
        assert f"{100 * of['coverage']:.1f}%" in page and where in page
        assert 0.87 <= of["coverage"] <= 0.93, method
    assert f"{measured['ess_a_cpu_second']['ratio']:.2f}".lstrip("0") in page
    scores = measured["log_score_of_regime_types"].values()
    worse = sum(one["with"] < one["without"] for one in scores)
    assert worse == 4 and max(one["with"] - one["without"] for one in scores) < 0.001
