"""Nothing undocumented: keys of results.json, commands, options, public names, mechanisms and sources."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import typing
from functools import cache
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

import suasion
from suasion import lab
from suasion.brief import figures
from suasion.cli import app
from suasion.domain import case_file, model
from suasion.files.library import bibliography, content
from suasion.mechanisms import catalogue, parameters
from suasion.notation import DOMAINS, OUTCOME_IDS, SYMBOLS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])

#: Words in capitals in docs/reference/json.md, and what may stand in their place.
STANDS_FOR = {
    "OUTCOME": set(OUTCOME_IDS),
    "DOMAIN": set(DOMAINS),
    "SOURCE": set(bibliography.entries()),
    "TREATY": set(content.folder("treaties")),
    "WORLDVIEW": set(content.folder("worldviews")),
    "VARIABLE": set(content.panel_figures()["support"]["joint"]["variables"]),
}


@cache
def scripts():
    """``scripts/docs.py`` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import docs

        return docs
    finally:
        sys.path.pop(0)


@cache
def written(*pages: Path) -> str:
    return "\n".join(page.read_text("utf-8") for page in pages or PAGES)


@cache
def results():
    return lab.compare("north-korea", worlds=64).results


def documented_keys() -> set[str]:
    return set(
        re.findall(
            r"(?m)^\| `([^`]+)` \|",
            written(DOCS / "reference" / "json.md").split("## Every key")[1].split("\n## ")[0],
        )
    )


def leaves(value, path: str = "") -> set[str]:
    """Dotted paths to everything that holds no further keys; ``[]`` is each item of a list."""
    if isinstance(value, dict):
        return {
            leaf for key, part in value.items() for leaf in leaves(part, f"{path}.{key}" if path else key)
        }
    if isinstance(value, list):
        return {leaf for part in value for leaf in leaves(part, f"{path}[]")}
    return {path}


def explains(documented: str, leaf: str) -> bool:
    """Whether a documented key, with its words in capitals, stands for this path."""
    names = {
        **STANDS_FOR,
        "STRATEGY": set(results()["titles"]),
        "MECHANISM": {*results()["ablations"], *catalogue()},
    }
    parts, found = documented.split("."), leaf.split(".")
    if len(parts) != len(found):
        return False
    return all(
        part == has
        or (
            part.endswith("[]") == has.endswith("[]")
            and has.removesuffix("[]") in names.get(part.removesuffix("[]"), ())
        )
        for part, has in zip(parts, found, strict=True)
    )


@pytest.mark.slow
def test_every_key_of_the_results_is_documented():
    keys = documented_keys()
    unknown = sorted(leaf for leaf in leaves(results()) if not any(explains(key, leaf) for key in keys))
    assert not unknown, "document these in docs/reference/json.md"


@pytest.mark.slow
def test_every_documented_key_is_there():
    found = {
        ".".join(parts[:many])
        for leaf in leaves(results())
        for parts in [leaf.split(".")]
        for many in range(1, len(parts) + 1)
    }
    # where a limit is broken; where something was observed (tests/stories/test_observed.py); what is concluded
    sometimes = {key for key in documented_keys() if key.startswith(("constraints[]", "replay[]", "facts."))}
    gone = sorted(
        key for key in documented_keys() - sometimes if not any(explains(key, place) for place in found)
    )
    assert not gone, "docs/reference/json.md documents what results.json lacks"


def commands():
    root = typer.main.get_command(app)
    for name, command in root.commands.items():
        group = getattr(command, "commands", None)
        for sub, one in (group or {name: command}).items():
            yield f"{name} {sub}" if group else name, one


def missing_options(text: str, name: str, command) -> list[str]:
    """Options, arguments and the section itself that a page on the command line lacks."""
    section = re.split(r"\n#+ ", text.partition(f"# `suasion {name}`\n")[2])[0]
    if not section:
        return [name]
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    options = [o for param in shown if param.param_type_name == "option" for o in param.opts]
    options += [p.metavar or p.name for p in command.params if p.param_type_name == "argument"]
    row = r"(?m)^\* `(?:[^`]*, )?{}(?=[ ,`])[^`]*`: \S"
    return [o for o in options if o != "--help" and not re.search(row.format(re.escape(o)), section)]


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in commands()])
def test_every_command_and_option_is_documented(name, command):
    text = written(DOCS / "reference" / "commands.md")
    assert not missing_options(text, name, command), "run scripts/docs.py"


def test_a_missing_option_is_seen():
    text, name = written(DOCS / "reference" / "commands.md"), "compare"
    command = dict(commands())[name]
    assert missing_options(text.replace("* `--seed N", "* `--seeds N"), name, command) == ["--seed"]
    assert missing_options(text.replace(f"## `suasion {name}`\n", ""), name, command) == [name]


@pytest.mark.parametrize("name", suasion.__all__)
def test_every_public_name_is_documented(name):
    """In the table that reads without Sphinx, and by the directive from which Sphinx writes the whole docstring."""
    page = written(DOCS / "reference" / "python.md")
    said = inspect.getdoc(getattr(suasion, name))
    assert said and f"| `suasion.{name}` | {said.splitlines()[0].replace('``', '`')} |" in page
    assert re.search(rf"(?m)^\.\. auto(?:function|exception):: suasion\.{name}$", page)


@pytest.mark.parametrize("name", figures.__all__)
def test_every_figure_is_documented(name):
    said = inspect.getdoc(getattr(figures, name))
    assert said and f"| `figures.{name}` | {said.splitlines()[0]} |" in written(
        DOCS / "reference" / "python.md"
    )


@pytest.mark.parametrize(
    "record", [one for one, _ in scripts().docs_case.RECORDS], ids=lambda one: one.__name__
)
def test_every_key_of_a_case_is_documented(record):
    text = written(DOCS / "reference" / "case-file.md")
    assert set(record.model_fields) == set(record.meanings())
    assert not [
        name for name, field in record.model_fields.items() if f"| `{field.alias or name}` |" not in text
    ]


def test_every_record_of_a_case_is_documented():
    """What a case file may hold, record below record, against the records that the page explains."""
    known = {record for record, _ in scripts().docs_case.RECORDS}
    seen, queue = set(), [case_file.CaseFile]
    while queue:
        record = queue.pop()
        if record in seen:
            continue
        seen.add(record)
        for field in record.model_fields.values():
            queue += [part for part in parts_of(field.annotation) if issubclass(part, BaseModel)]
    numbers = {one for one in seen if issubclass(one, model.Quantity)}  # one table explains them all
    assert not {one.__name__ for one in seen - numbers - known}


def parts_of(kind) -> list[type]:
    """Every class that a type is made of."""
    inner = typing.get_args(kind)
    return [part for one in inner for part in parts_of(one)] if inner else [kind] * isinstance(kind, type)


def test_every_command_stands_in_the_readme():
    readme = written(ROOT / "README.md")
    assert not [name for name, _ in commands() if f"suasion {name}" not in readme]


def model_pages() -> str:
    return written(*sorted((DOCS / "explanation" / "model").glob("*.md")))


def unsaid(text: str, mechanism) -> list[str]:
    """What the pages on the model lack of a mechanism."""
    section = text.partition(f"\n## {mechanism.title}\n\n`{mechanism.id}`")[2].partition("\n## ")[0]
    if not section:
        return [mechanism.id]
    lacks = [one.name for one in mechanism.equations if f"{one.name} = {one.text}\n" not in section]
    lacks += [one.id for one in mechanism.parameters if f"| `{one.symbol}` | {one.meaning} |" not in section]
    lacks += [key for key in mechanism.sources if f"`{key}` (" not in section]
    return lacks + [one.id for one in mechanism.parameters if f"| `{one.id}` | {one.meaning} |" not in text]


@pytest.mark.parametrize("mechanism", catalogue().values(), ids=list(catalogue()))
def test_every_mechanism_is_documented(mechanism):
    assert not unsaid(model_pages(), mechanism), "run scripts/docs.py"


def test_a_mechanism_that_is_not_said_is_seen():
    shame = catalogue()["shame"]
    assert unsaid(model_pages().replace("## Shame\n", "## Blame\n"), shame) == ["shame"]
    assert unsaid(model_pages().replace("R_raw = sh*pi", "R_raw = pi"), shame) == ["R_raw"]


def test_every_symbol_is_documented():
    text = written(DOCS / "explanation" / "model" / "symbols.md")
    symbols = (*SYMBOLS, *(one.symbol for one in content.instruments().values()))
    assert not [one.id for one in symbols if f"| `{one.letter}` | `{one.id}` | {one.meaning} |" not in text]


def test_the_essay_is_read_against_what_exists():
    """Every claim points to something, and every claim that the case takes from the essay is among them."""
    essay = scripts().docs_essay
    pointed = {name for claim in essay.CLAIMS for name in claim.lives}
    assert not pointed - essay.known()
    claims = suasion.load_case("north-korea").claims
    assert not {one.id for one in claims if (one.source or "").startswith("essay")} - pointed
    page = written(DOCS / "explanation" / "essay.md")
    assert not [claim.text for claim in essay.CLAIMS if claim.text not in page], (
        "run scripts/docs.py --results"
    )


@pytest.mark.parametrize("page", list(scripts().pages()))
def test_generated_pages_are_up_to_date(page):
    assert written(DOCS / page) == scripts().pages()[page], "run scripts/docs.py"


def test_every_source_exists():
    """On the model's pages keys stand after "Sources:"; elsewhere wherever one looks like a key."""
    known = set(bibliography.entries())
    cited = set(re.findall(r"(?m)^Sources: (`.+)$", model_pages()))
    assert cited
    keys = {key for line in cited for key in re.findall(r"`([^`]+)`", line)}
    looks_like_a_key = re.compile(r"\b[a-z][a-z_]*(?:19|20)\d\d[a-z]?\b")
    keys |= set(looks_like_a_key.findall(written()))
    keys |= {
        key
        for one in parameters().values()
        if one.origin != "assumed"
        for key in re.findall(r"\b([a-z_]+\d{4}|suasion_panel)\b", one.source)
    }
    assert not sorted(keys - known)


def test_links_lead_somewhere():
    gone = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not gone


def test_code_that_pages_point_to_is_there():
    places = re.findall(
        r"`((?:simulation|mechanisms|domain|decide|games|lab)/\w+\.py)(?:: (\w+))?`", written()
    )
    for path, name in places:
        source = ROOT / "src" / "suasion" / path
        assert source.is_file(), path
        assert not name or f"def {name}(" in source.read_text("utf-8"), f"{path}: {name}"


def test_scripts_that_pages_name_are_there():
    named = set(re.findall(r"\b(?:bench|scripts)/\w+\.py\b", written()))
    assert not [name for name in named if not (ROOT / name).is_file()]


def test_pages_name_no_machine():
    hosts = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users)/|localhost")
    assert not [page.name for page in PAGES if hosts.search(page.read_text("utf-8"))]


@pytest.mark.slow
def test_the_example_of_the_readme_runs(tmp_path):
    """In a process of its own, as a reader would run it, with fewer worlds."""
    example = re.search(r"```python\n(.*?)```", written(ROOT / "README.md"), re.S)
    text = (
        example.group(1).replace("worlds=2000", "worlds=64, audits=False").replace("worlds=1000", "worlds=64")
    )
    subprocess.run([sys.executable, "-c", text], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "rights.html").is_file()


def test_public_names_stay_callable_once_all_rooms_are_imported():
    import suasion.simulation.play

    assert all(callable(getattr(suasion, name)) for name in suasion.__all__)
