"""What `suasion measure` says of bad scales, bad tables, bad options, a full disk and a sampler that breaks down."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from indicators import SCALE, put, table
from suasion.cli import app
from suasion.errors import SuasionError
from suasion.files.store import unfinished
from suasion.lab import MeasureArguments, load_scores, plan_measure, run_measure, score_draws
from suasion.lab.speaking import sentences
from suasion.words.interpreter import lines

FEW = {"chains": 2, "warmup": 50, "sweeps": 100, "keep": 50}


def remarks(ready) -> tuple[str, ...]:
    """What is said of the readings of a plan."""
    return lines(sentences("measurement"), "remarks", {"remarks": ready.remarks.model_dump(mode="json")})


def told(call) -> str:
    """What the command line says."""
    with pytest.raises(SuasionError) as error:
        call()
    return "\n".join(str(problem.options) for problem in error.value.problems)


def plan(folder: Path, frame: pl.DataFrame | None = None, scale: str = SCALE, measure="constant", **more):
    places = put(folder, frame, scale)
    return planned(places[0], measure, data=places[1], **more)


def planned(scale: Path | str, measure: str, *, data: Path | str = "", without=(), **more):
    arguments = {"scale": str(scale), "measure": measure, "data": str(data), "without": tuple(without)}
    return plan_measure(MeasureArguments(**arguments, **more))


def cell(frame: pl.DataFrame, row: int, column: str, value) -> pl.DataFrame:
    """The same with one cell changed."""
    return frame.with_columns(
        pl.when(pl.int_range(pl.len()) == row).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda t: t.with_columns(event=pl.when(pl.col("event").is_null()).then(None).otherwise(0)),
            ["toy.csv · event", "one category only: 0 in all", "--without event"],
        ),
        (
            lambda t: t.with_columns(event=pl.lit(None, pl.Int64)),
            ["toy.csv · event", "no reading in any row", "--without event"],
        ),
        (
            lambda t: cell(t, 3, "report", 7),
            [
                "toy.csv · report",
                "code 7 is none of 5, 4, 3, 2, 1",
                "state 2 in 1993 (row 5)",
                "worst_to_best",
            ],
        ),
        (
            lambda t: cell(t.cast({"index": pl.Float64}), 3, "index", 1.5),
            ["code 1.5 is none of 0, 1, 2", "state 2 in 1993"],
        ),
        (
            lambda t: pl.concat([t, t.slice(5, 1)]),
            ["more than one row", "state 2 in 1995 (row 7), state 2 in 1995 (row 98)", "take the others out"],
        ),
        (
            lambda t: cell(t, 30, "deaths_low", -4),
            ["toy.csv · deaths_low, deaths_high", "below zero: -4", "state 70 in 1996"],
        ),
        (
            lambda t: cell(t.cast({"deaths_high": pl.Float64}), 30, "deaths_high", 2.5),
            ["no whole numbers: 2.5", "state 70 in 1996"],
        ),
        (
            lambda t: t.with_columns(deaths_low=pl.lit(0), deaths_high=pl.lit(0)),
            ["counts nothing", "--without deaths"],
        ),
        (lambda t: t.drop("event"), ["toy.csv · event", "no such column", "--without event"]),
        (lambda t: t.rename({"event": "events"}), ["toy.csv · event", "Nearest: events"]),
        (lambda t: t.drop("cow"), ["toy.csv · cow", "no such column"]),
        (lambda t: t.head(0), ["no reading in any row"]),
        (
            lambda t: cell(t.cast({"report": pl.String}), 3, "report", "many"),
            ["'report' holds no number in row 5", "'many'"],
        ),
        (
            lambda t: cell(t.cast({"cow": pl.String}), 3, "cow", "PRK"),
            ["'cow' holds no number in row 5", "'PRK'"],
        ),
        (
            lambda t: cell(cell(t, 3, "report", 7), 4, "deaths_low", -1).drop("event"),
            ["code 7", "below zero", "--without event"],
        ),
    ],
)
def test_bad_tables_are_refused_with_every_problem(tmp_path, change, says):
    text = told(lambda: plan(tmp_path, change(table())))
    assert not [one for one in says if one not in text], text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[5, 4, 3, 2, 1]", "[5, 3, 4, 2, 1]", "neither rise nor fall"),
        ("[5, 4, 3, 2, 1]", "[5]", "at least two codes"),
        ("[5, 4, 3, 2, 1]", "[5, 5]", "each once"),
        (
            'id = "event"',
            'id = "index"',
            "Line 25 of toy.toml · items[3].id = 'index' Another item has this id.",
        ),
        ('kind = "count"', 'kind = "count"\nworst_to_best = [1, 0]', "Counts have no categories"),
        ('kind = "count"\n', "", "stand in one column"),
        (
            'columns = ["event"]',
            'columns = ["index"]',
            "Line 27 of toy.toml · items[3].columns = 'index' This column is named more than once.",
        ),
        ('source = "assumed"', 'source = "fariss2014x"', "no such key. Nearest: fariss2014"),
        ('standard = "changing"', 'standard = "moving"', "Choose 'changing' or 'fixed'"),
        (
            'title = "An event"\n',
            "",
            "This key is missing. Add it; `suasion show empowerment` shows each key.",
        ),
        ("worst_to_best", "worst_first", "There is no such key here. Nearest: worst_to_best"),
    ],
)
def test_bad_scales_are_refused(tmp_path, old, new, says):
    assert says in " ".join(told(lambda: plan(tmp_path, scale=SCALE.replace(old, new))).split())


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"measure": "changeing"}, "Nearest: changing"),
        ({"without": ["evnt"]}, "Nearest: event"),
        ({"without": ["report", "index", "event", "deaths"]}, "No item is left"),
        ({"without": ["report", "index", "event"], "measure": "index"}, "at least two items"),
        ({"measure": "index", "fast": True, "sweeps": 100}, "--fast, --sweeps"),
        ({"seed": -1}, "--seed -1"),
        ({"jobs": 0}, "--jobs 0"),
        ({"chains": 0}, "--chains 0"),
        ({"warmup": 0}, "--warmup 0"),
        ({"sweeps": 100, "keep": 200}, "--keep 200"),
    ],
)
def test_bad_options_are_refused(tmp_path, asked, says):
    assert says in told(lambda: plan(tmp_path, **asked))


def test_all_problems_are_told_at_once(tmp_path):
    frame = cell(table(), 3, "report", 7)
    text = told(lambda: plan(tmp_path, frame, seed=-1, chains=0, without=["evnt"]))
    for part in ("--seed", "--chains", "--without evnt", "code 7"):
        assert part in text


def test_what_need_not_be_mended_is_said(tmp_path):
    frame = table()
    one_year = frame.filter(~((pl.col("cow") == 2) & (pl.col("year") > 1990)))
    one_year = one_year.filter(~((pl.col("cow") == 20) & (pl.col("year") == 1995)))
    empty = one_year.with_columns(
        pl.when((pl.col("cow") == 70) & (pl.col("year") == 2001))
        .then(None)
        .otherwise(pl.col(name))
        .alias(name)
        for name in ("report", "index", "event", "deaths_low", "deaths_high")
    )
    turned = empty.with_columns(report=6 - pl.col("report"))
    nobody = cell(turned, 40, "cow", -9)
    ready = plan(tmp_path, nobody)
    said = " ".join(remarks(ready))
    for part in (
        "1 state has one year only (2)",
        "1 row without a reading",
        "1 row without a state's number or a year",
        "gaps in the years",
        "report runs against the other items",
        "the wrong way round?",
    ):
        assert part in said, said
    assert len(ready.readings) == nobody.height - 2


def test_a_category_that_nobody_has_is_said(tmp_path):
    frame = table().with_columns(report=pl.when(pl.col("report") == 3).then(4).otherwise(pl.col("report")))
    assert "report: no row has the code 3." in remarks(plan(tmp_path, frame))


def test_a_missing_table_says_where_it_is_offered(tmp_path, monkeypatch):
    monkeypatch.setenv("SUASION_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["measure"])
    text = "\n".join(str(problem.options) for problem in done.exception.problems)
    for part in ("physical-integrity · lhrs.scores", "RQ85GK", "suasion data add", "--data FILE"):
        assert part in text
    text = told(lambda: planned(put(tmp_path)[0], "index"))
    assert "mine.table, is none of the catalogue" in text and "--data" in text


def test_files_that_are_no_table_or_not_there(tmp_path):
    scale, _ = put(tmp_path)
    (tmp_path / "words.txt").write_bytes(bytes(range(256)))
    assert "no such file" in told(lambda: planned(scale, "index", data=tmp_path / "no.csv"))
    assert "no table" in told(lambda: planned(scale, "index", data=tmp_path / "words.txt"))
    (tmp_path / "both").mkdir()
    for name in ("a.csv", "b.csv"):
        table().write_csv(tmp_path / "both" / name)
    assert "2 tables with these columns" in told(lambda: planned(scale, "index", data=tmp_path / "both"))
    assert "No bundled scale" in told(lambda: planned("physical-integrit", "index"))


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    ready = plan(tmp_path, measure="index")
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", "utf-8")
    assert "exists already" in told(lambda: run_measure(ready, out))
    assert "not replace it" in told(lambda: run_measure(ready, out, force=True))
    assert [one.name for one in out.iterdir()] == ["mine.txt"]


def test_a_full_disk_leaves_what_was_sampled_and_nothing_half_written(tmp_path, monkeypatch):
    ready, out = plan(tmp_path, **FEW), tmp_path / "out"
    true = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "draws.npz":
            raise OSError(errno.ENOSPC, "No space left on device")
        return true(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    text = told(lambda: run_measure(ready, out, sampler="walker"))
    assert "No space left on device" in text and "--resume writes it without sampling again" in text
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out.unfinished", "toy.csv", "toy.toml"]
    monkeypatch.undo()
    run_measure(ready, out, sampler="walker", resume=True)
    assert len(load_scores(run=out)) == 96
    assert not unfinished.unfinished_path(out).exists()


def test_a_disk_that_fills_while_chains_run(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unfinished, "packed", full)
    text = told(lambda: run_measure(plan(tmp_path, **FEW), tmp_path / "out", sampler="walker"))
    assert "No space left on device" in text and "Free some space" in text


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        ("WALKER_BREAKS", ["chain 2", "The sampler broke down: a level is no number.", "--seed"]),
        ("WALKER_FULL", ["The checkpoints cannot be written: File too large", "Free some space", "--resume"]),
        ("WALKER_TRIPS", ["chain 2", "broke off (exit code 1): KeyError: 'a slip of the code'.", "--resume"]),
        ("WALKER_DIES", ["chain 2", "ended by signal 9", "--resume --jobs 1"]),
    ],
)
def test_a_chain_that_breaks_down_is_told_and_can_be_gone_on_with(tmp_path, monkeypatch, breaks, says):
    ready, out = plan(tmp_path, **FEW), tmp_path / "out"
    monkeypatch.setenv(breaks, "1")
    text = told(lambda: run_measure(ready, out, sampler="walker"))
    assert not [one for one in says if one not in text], text
    assert not out.exists()
    monkeypatch.delenv(breaks)
    run_measure(ready, out, sampler="walker", resume=True)
    assert score_draws(run=out).shape == (100, 96)


def test_going_on_with_something_else_is_refused(tmp_path, monkeypatch):
    out = tmp_path / "out"
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "nothing to go on with" in text
    monkeypatch.setenv("WALKER_BREAKS", "1")
    told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker"))
    monkeypatch.delenv("WALKER_BREAKS")
    other = plan(tmp_path, **{**FEW, "seed": 3, "keep": 20}, without=["event"])
    text = told(lambda: run_measure(other, out, sampler="walker", resume=True))
    assert "seed was 0 and is 3 now, keep was 50 and is 20 now" in text
    assert "the readings changed since" in text and "--force" in text
    (tmp_path / "out.unfinished" / "chain-1.npz").write_bytes(b"PK\x03\x04 cut off")
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "damaged" in text and "--force" in text


def test_a_run_that_other_code_began_is_refused_and_says_what_to_do(tmp_path, monkeypatch):
    out = tmp_path / "out"
    monkeypatch.setenv("WALKER_BREAKS", "1")
    told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker"))
    about = tmp_path / "out.unfinished" / "about.json"
    was = json.loads(about.read_text("utf-8"))
    about.write_text(json.dumps({**was, "code": "0" * 64}), "utf-8")
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "The sampler's code has changed since this was begun" in text
    assert "Finish it with the Suasion that began it, or begin anew with --force." in text
    about.write_text(json.dumps({**was, "versions": {**was["versions"], "numpy": "1.0"}}), "utf-8")
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "Packages have changed since this was begun: numpy was 1.0" in text
    old = {**{key: value for key, value in was.items() if key != "sampler"}, "format": 1, "engine": "walker"}
    about.write_text(json.dumps(old), "utf-8")
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "Another version of Suasion began this run" in text and "--force" in text
    about.write_text("{", "utf-8")
    text = told(lambda: run_measure(plan(tmp_path, **FEW), out, sampler="walker", resume=True))
    assert "damaged" in text


def test_scores_that_are_not_there_or_damaged(tmp_path):
    assert "ships no scores" in told(lambda: load_scores("toy", "constant"))
    assert "suasion measure toy --measure constant" in told(lambda: score_draws("toy", "constant"))
    assert "no such folder" in told(lambda: load_scores(run=tmp_path / "no"))
    assert "no folder of scores" in told(lambda: load_scores(run=tmp_path))
    out = tmp_path / "out"
    run_measure(plan(tmp_path, measure="index"), out)
    (out / "draws.npz").write_bytes((out / "draws.npz").read_bytes()[:200])
    assert "damaged" in told(lambda: load_scores(run=out))
    (out / "scores.parquet").write_bytes(b"PAR1")
    assert "damaged" in told(lambda: load_scores(run=out))


def test_resume_without_a_folder_finds_the_newest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scale, data = put(tmp_path)
    line = ["measure", str(scale), "--measure", "constant", "--data", str(data), "--resume"]
    done = CliRunner().invoke(app, line)
    assert "No interrupted run of toy (constant)" in str(done.exception)
    for name in ("toy-constant-9", "toy-constant-10"):
        (tmp_path / "runs" / f"{name}.unfinished").mkdir(parents=True)
    assert unfinished.latest(Path("runs"), "toy-constant") == Path("runs/toy-constant-10")
    assert unfinished.next_free(Path("runs"), "toy-constant") == Path("runs/toy-constant-1")
