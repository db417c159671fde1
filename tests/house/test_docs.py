"""Nothing undocumented: keys of results.json, commands, options, public names, mechanisms and sources."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer

import suasion
from suasion import lab
from suasion.cli import app
from suasion.files import library
from suasion.mechanisms import catalogue, parameters
from suasion.notation import DOMAINS, OUTCOME_IDS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])

#: Words in capitals in docs/json.md, and what may stand in their place.
STANDS_FOR = {
    "OUTCOME": set(OUTCOME_IDS),
    "DOMAIN": set(DOMAINS),
    "WORLDVIEW": set(library.folder("worldviews")),
    "VARIABLE": set(library.panel_figures()["support"]["joint"]["variables"]),
    "FIGURE": set(library.panel_figures()["support"]["openings_north_korea"]),
}


@cache
def scripts():
    """``bench/docs.py`` as a module."""
    sys.path.insert(0, str(ROOT / "bench"))
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
            r"(?m)^\| `([^`]+)` \|", written(DOCS / "json.md").split("## Every key")[1].split("\n## ")[0]
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
    names = {**STANDS_FOR, "STRATEGY": set(results()["titles"]), "MECHANISM": set(results()["ablations"])}
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
    assert not unknown, "document these in docs/json.md"


@pytest.mark.slow
def test_every_documented_key_is_there():
    found = leaves(results())
    sometimes = {
        key for key in documented_keys() if key.startswith("constraints[]")
    }  # where a limit is broken
    gone = sorted(
        key for key in documented_keys() - sometimes if not any(explains(key, leaf) for leaf in found)
    )
    assert not gone, "docs/json.md documents what results.json lacks"


def commands():
    root = typer.main.get_command(app)
    for name, command in root.commands.items():
        group = getattr(command, "commands", None)
        for sub, one in (group or {name: command}).items():
            yield f"{name} {sub}" if group else name, one


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in commands()])
def test_every_command_and_option_is_documented(name, command):
    text = written(DOCS / "commands.md")
    section = text.partition(f"\n## suasion {name}\n")[2].partition("\n## ")[0]
    assert section, f"docs/commands.md has no section on `suasion {name}`: run bench/docs.py"
    options = [
        option for param in command.params if param.param_type_name == "option" for option in param.opts
    ]
    assert not [option for option in options if f"`{option}" not in section and option != "--help"]


@pytest.mark.parametrize("name", suasion.__all__)
def test_every_public_name_is_documented(name):
    assert f"### suasion.{name}\n" in written(DOCS / "commands.md")


def test_every_command_stands_in_the_readme():
    readme = written(ROOT / "README.md")
    assert not [name for name, _ in commands() if f"suasion {name}" not in readme]


@pytest.mark.parametrize("mechanism", catalogue().values(), ids=list(catalogue()))
def test_every_mechanism_is_documented(mechanism):
    text = written(DOCS / "model.md")
    section = text.partition(f"\n### {mechanism.title}\n")[2].partition("\n### ")[0]
    assert f"`{mechanism.id}`" in section
    assert not [one.name for one in mechanism.equations if f"{one.name} = {one.text}" not in section]
    assert not [one.id for one in mechanism.parameters if f"`{one.id}`" not in section]


@pytest.mark.parametrize("page", ["model.md", "commands.md", "case-file.md", "json.md", "speed.md"])
def test_generated_pages_are_up_to_date(page):
    assert written(DOCS / page) == scripts().pages()[page], "run bench/docs.py"


def test_every_source_exists():
    """In model.md keys stand in the columns of sources; elsewhere wherever one looks like a key."""
    known = set(library.bibliography())
    cited = set(re.findall(r"Sources: ((?:`[^`]+`(?:, )?)+)", written(DOCS / "model.md")))
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
    named = set(re.findall(r"\bbench/\w+\.py\b", written()))
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
