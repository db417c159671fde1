"""The brief is made from the run folder alone: whole, in order, readable without eyes or colours."""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from languages import translator
from suasion.brief import figures
from suasion.brief.figures.canvas import COLOURS, apart, lines, short
from suasion.brief.page import command
from suasion.brief.page import page as whole_page
from suasion.brief.references import References
from suasion.decide.facts import facts
from suasion.domain.arguments import CompareArguments
from suasion.domain.findings.sensitivity import Origins
from suasion.domain.manifest import Command
from suasion.errors import SuasionError
from suasion.files.library import locales
from suasion.files.rendering import browser, drawing
from suasion.files.runs import results
from suasion.lab import briefing, speaking
from suasion.lab.speaking import sentences
from suasion.record import bibtex
from suasion.words.interpreter import answer
from suasion.words.translator import ENGLISH, Translator
from written import run_folder, suasion, without, written

ORDER = (
    "cannot-say", "answer", "dangers", "paths", "outcomes", "wins", "pairs", "hangs-on", "fairness", "origins",
    "treaties", "facts", "misuse", "disputes", "sources", "again",
)  # fmt: skip
NO_CLOSE = {"meta", "path", "rect", "line", "br", "link", "circle"}


class Outline(HTMLParser):
    """Headings, pictures, tables and sections of a page, and whether its tags are closed in order."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.sections: list[str] = []
        self.labels: list[str] = []
        self.tables: list[dict[str, int]] = []
        self.ids: list[str] = []
        self.language = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag not in NO_CLOSE:
            self.open.append(tag)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "html":
            self.language = named["lang"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "section":
            self.sections.append(named["id"])
        if named.get("role") == "img":
            self.labels.append(named.get("aria-label", ""))
        if tag == "table":
            assert named.get("aria-label")
            self.tables.append({"col": 0, "row": 0})
        if tag == "th":
            self.tables[-1][named["scope"]] += 1

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if tag not in NO_CLOSE:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run with everything in it."""
    return run_folder(tmp_path_factory.mktemp("whole") / "run", "north-korea", worlds=480, years=6)


@pytest.fixture(scope="module")
def page(run: Path) -> str:
    return (run / "brief.html").read_text("utf-8")


@pytest.mark.slow
def test_sections_stand_in_their_order(page):
    outline = Outline(page)
    assert tuple(outline.sections) == ORDER
    assert not outline.open
    assert outline.language == "en"
    assert len(outline.ids) == len(set(outline.ids))


@pytest.mark.slow
def test_headings_pictures_and_tables_are_told_to_a_screen_reader(page):
    outline = Outline(page)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False)
    )
    assert len(outline.labels) >= 12
    assert all(len(label) > 40 for label in outline.labels)
    assert all(table["col"] and table["row"] for table in outline.tables)


@pytest.mark.slow
def test_warning_stands_before_any_result(page):
    assert page.index("The record cannot rank") < page.index("best for rights in")


@pytest.mark.slow
def test_page_holds_the_answer_of_the_results(run, page):
    plain = re.sub(r"</?bdi>", "", page).replace("&#39;", "'").replace("&#34;", '"')
    for _, heading, said in answer(sentences("comparison"), results.read(run, facts)):
        assert said in plain, heading


@pytest.mark.slow
def test_page_is_small_and_knows_its_inputs(run, page):
    assert len(page.encode()) < 2_000_000
    inputs = json.loads((run / "manifest.json").read_text("utf-8"))["inputs"]
    assert inputs["case"] in page
    assert inputs["library"] in page
    assert "suasion compare north-korea --worlds 480 --seed 0 --years 6" in page


@pytest.mark.slow
def test_the_command_writes_the_same_page_without_playing(run, page, tmp_path, capsys):
    said = suasion(capsys, "brief", run, "--html", tmp_path / "again.html")
    assert said.code == 0
    assert (tmp_path / "again.html").read_text("utf-8") == page


@pytest.mark.slow
def test_nothing_of_the_engine_is_loaded(run, tmp_path):
    import subprocess

    code = (
        "import sys; from suasion.cli import main, app; from functools import partial\n"
        f"try: main(partial(app, ['brief', {str(run)!r}, '--html', {str(tmp_path / 'b.html')!r}]))\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "assert 'jax' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize(("format", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_every_figure_as_a_file(run, tmp_path, capsys, format, begins):
    said = suasion(capsys, "brief", run, "--figures", tmp_path / "figures", "--format", format)
    assert said.code == 0
    files = list((tmp_path / "figures").iterdir())
    assert len(files) >= 12
    assert all(file.read_bytes().startswith(begins) for file in files)
    assert suasion(capsys, "brief", run, "--figures", tmp_path / "figures", "--format", format).code == 2


@pytest.mark.slow
def test_pdf_is_printed(run, tmp_path, capsys):
    try:
        browser.find()
    except Exception:
        pytest.skip("no browser that prints")
    assert suasion(capsys, "brief", run, "--pdf", tmp_path / "b.pdf").code == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_figures_are_charts_for_a_notebook(run):
    found = results.read(run, facts)
    for name in ("trajectories", "dangers", "ablations"):
        chart = getattr(figures, name)(found).altair
        assert chart.to_dict()["config"]["font"].startswith("Liberation Sans")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One strategy, no facts, no audits, no paths, no treaties."""
    folder = tmp_path_factory.mktemp("bare")
    case = written(folder, without("facts", "commitments", "shocks"))
    names = ("baseline",)
    return run_folder(folder / "run", case, worlds=64, audits=False, paths=False, strategies=names)


def test_a_bare_run_makes_a_whole_page(bare):
    outline = Outline((bare / "brief.html").read_text("utf-8"))
    assert not outline.open
    assert not {"paths", "wins", "pairs", "fairness", "treaties", "facts"} & set(outline.sections)
    assert {"cannot-say", "answer", "outcomes", "misuse", "sources", "again"} <= set(outline.sections)


@pytest.mark.parametrize("name", ["trajectories", "replay", "ablations", "fairness"])
def test_a_figure_without_its_numbers_says_so(bare, name):
    found = results.read(bare, facts)
    with pytest.raises(SuasionError, match="nothing to draw"):
        getattr(figures, name)(found)


def test_strategies_that_never_differ_have_no_shares_of_the_spread(bare):
    found = results.read(bare, facts)
    known = figures.origins(found)
    none = Origins(estimated=None, published=None, assumed=None, chance=None)
    alike = figures.origins(found.model_copy(update={"origins": none}))
    assert alike == known
    assert len(known["concat"]) == 1


def test_rows_with_long_names_stay_apart(bare):
    meanings = [
        "elasticity of execution to capacity, upwards",
        "elasticity of execution to capacity, downwards",
    ]
    cut = apart([*meanings, "short"], 30)
    assert len(set(cut)) == 3 and cut[2] == "short"
    assert all(len(one) <= 30 for one in cut)
    assert cut[0].endswith("upwards") and cut[1].endswith("downwards")


def test_the_command_is_quoted_for_a_shell():
    arguments = CompareArguments(worlds=10, paths=False)
    own = Command.of("$(harm)", arguments, brief=True)
    assert command(own, bundled=False).startswith("suasion compare DIR/case.toml ")
    said = command(Command.of("$(harm)", replace(arguments, strategies=("a b", "c")), brief=True))
    assert said == "suasion compare '$(harm)' --worlds 10 --seed 0 --strategies 'a b,c' --no-paths"


def test_drawing_takes_nothing_from_the_working_folder(tmp_path, monkeypatch):
    mark = tmp_path / "taken"
    (tmp_path / "vl_convert.py").write_text(f"open({str(mark)!r}, 'w')", "utf-8")
    monkeypatch.chdir(tmp_path)
    with drawing.renderers() as renderers:
        (drawn,) = renderers.svgs([json.dumps({"data": {"values": []}, "mark": "point"})])
    assert drawn.startswith("<svg")
    assert not mark.exists()


def test_drawing_that_is_stopped_leaves_no_process_and_draws_nothing():
    slow = json.dumps({"data": {"sequence": {"start": 0, "stop": 100_000}}, "mark": "point"})
    with ThreadPoolExecutor() as pool, drawing.renderers() as renderers:
        processes = list(renderers._running)
        drawn = pool.submit(renderers.svgs, [slow] * 40)
        renderers.stop()
        with pytest.raises(RuntimeError, match="stopped"):
            drawn.result()
    assert len(processes) == drawing.PROCESSES
    assert all(process.poll() is not None for process in processes)


def test_korean_reads_its_numbers_and_falls_back_to_english(bare, tmp_path, capsys):
    said = suasion(capsys, "brief", bare, "--html", tmp_path / "ko.html", "--lang", "ko")
    assert said.code == 0
    assert Outline((tmp_path / "ko.html").read_text("utf-8")).language == "ko"
    assert "ko" in locales.languages()


def page_in(language, run):
    """The page of a run in a language, its figures left undrawn."""
    findings, case, manifest = briefing.read(run)

    def undrawn(specs):
        return ["<svg></svg>" for _ in specs]

    return whole_page(findings, case, manifest, undrawn, sentences("comparison"), language)


def test_a_page_says_what_has_no_translation_and_how_much(bare):
    mechanism = "Some claim of Suasion's own that nobody has translated."
    strings = {
        "What the record cannot say": "Czego zapis nie mówi",
        "Harm, collapse and war": "",
        mechanism: "",
    }
    t = translator("pl", strings)
    page = page_in(t, bare)
    assert "Czego zapis nie mówi" in page
    missing = len(t.untranslated.sentences)
    assert f"{missing - 2:,} sentences or labels of this page have no translation yet" in page.replace(
        "\xa0", ","
    )
    assert '<span lang="en">Harm, collapse and war</span>' in page
    assert "lang=&#34;" not in page and "&lt;span" not in page
    attributes = re.findall(r'(?:aria-label|value|title)="([^"]*)"', page)
    assert attributes and not any("<" in one or "&lt;" in one for one in attributes)


def test_a_page_in_korean_leaves_only_what_others_wrote(bare):
    t = speaking.translator("ko")
    page = page_in(t, bare)
    assert not t.untranslated.sentences and not t.untranslated.titles
    assert 'id="left">사례 작성자가 쓴 것' in page
    assert '<bdi dir="auto" lang="">' in page
    assert "은(는)" not in page and "이(가)" not in page and "와(과)" not in page


def test_a_page_in_english_leaves_nothing(bare):
    page = page_in(ENGLISH, bare)
    assert 'id="left"' not in page and 'lang=""' not in page


def test_a_translation_is_taken_and_its_names_escaped():
    t = translator("pl", {("{n} world", "{n} worlds"): ("{n} W", "{n} WW", "{n} WWW"), "War": "Wojna"})
    assert t.say("War") == "Wojna"
    assert [t.count("{n} world", "{n} worlds", n) for n in (1, 2, 5, 22)] == ["1 W", "2 WW", "5 WWW", "22 WW"]
    assert t.say("no such message: {a}", a="{b}") == "no such message: {b}"
    assert ENGLISH.count("{n} world", "{n} worlds", 1) == "1 world"


def test_numbers_and_lists_in_the_readers_form():
    assert ENGLISH.number(12345.678, 1) == "12,345.7"
    assert Translator("de").number(12345.678, 1) == "12.345,7"
    assert ENGLISH.listed(["a", "b, {0}", "c"]) == "a, b, {0} and c"
    assert ENGLISH.listed([]) == "none"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("paper", ["#ffffff", "#161616"])
@pytest.mark.parametrize("colour", COLOURS)
def test_colours_are_seen_on_white_and_on_dark(colour, paper):
    light, dark = sorted((_luminance(colour), _luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_labels_are_cut_and_broken():
    assert short("word " * 50, 20) == "word word word word…"
    assert short("אבג", 20) == "\u2068אבג\u2069"
    assert lines("one two three four five six", 9) == ["one two", "three fou…"]


def test_references_read_bibtex():
    entry = "@book{key2000,\n  author = {Rodr{\\'i}guez, A and L{\\\"u}hrmann, B},\n  title = {T -- U},\n  year = {2000},\n}"
    assert bibtex.read_one(entry).text == "Rodríguez, A; Lührmann, B. 2000. T – U."
    cited = References({"key2000": entry, "a1999": entry})
    assert str(cited.cite("key2000:p. <3>")) == '<a href="#source-2">[2]</a> p. &lt;3&gt;'
    assert str(cited.cite("assumed")) == "assumed"
    assert str(cited.cite("see a1999, <b>")) == 'see <a href="#source-1">[1]</a>, &lt;b&gt;'
