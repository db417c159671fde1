"""What a reader would run does run: the notebook, and the tutorial with the outputs that it shows."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
TUTORIAL = ROOT / "docs" / "tutorials" / "first-case.md"


@pytest.fixture
def tutorial(monkeypatch):
    """``scripts/docs_tutorial.py`` as a module."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import docs_tutorial

    return docs_tutorial


def test_there_is_a_notebook():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_no_outputs(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells and not [cell for cell in cells if cell.outputs or cell.execution_count]


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(path, tmp_path):
    """In a kernel of its own; every cell that ends in an expression shows something."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [cell.outputs for cell in book.cells if cell.cell_type == "code"]
    assert all(shown[1:]), "a cell shows nothing"


@pytest.mark.slow
def test_the_tutorial_prints_what_it_shows(tutorial):
    text = TUTORIAL.read_text("utf-8")
    assert tutorial.played(text) == text, "run scripts/docs.py --tutorial"
    assert "Traceback" not in text


def test_the_tutorial_is_played_line_by_line(tutorial):
    """A changed output, a failing command and an edit without its line are each seen."""
    python = Path(sys.executable).name
    page = f"```console\n$ {python} -c \"print('one')\"\ntwo\n```"
    assert tutorial.played(page) == page.replace("two", "one")
    failing = f'```console\n$ {python} -c "raise SystemExit(3)"\n```'
    assert "(exit code 3)" in tutorial.played(failing)
    made = f"```console\n$ {python} -c \"open('a.toml', 'w').write('x = 1')\"\n```\n"
    with pytest.raises(ValueError, match="0 lines begin"):
        tutorial.played(made + "<!-- edit a.toml: y = -->\n\n```toml\ny = 2\n```")
