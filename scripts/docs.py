"""Writes the generated parts of the documentation from the code.

    python scripts/docs.py                 docs/explanation/model, docs/reference, docs/cases/index.md, the blocks in pages
    python scripts/docs.py --tutorial      the outputs in docs/tutorials/first-case.md as well: runs its commands
    python scripts/docs.py --results       the blocks in docs/explanation/results.md and essay.md as well: plays North Korea
    python scripts/docs.py --essay RUN     the block in docs/explanation/essay.md alone, from a run folder of North Korea

A block stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``; what stands there is replaced.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import docs_case
import docs_data
import docs_essay
import docs_json
import docs_model
import docs_panel
import docs_reference
import docs_tutorial
from docs_markdown import SCRIPT, fill, table
from suasion import lab
from suasion.decide.facts import facts
from suasion.files.runs import results

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TUTORIAL = DOCS / "tutorials" / "first-case.md"
RESULTS = DOCS / "explanation" / "results.md"
ESSAY = DOCS / "explanation" / "essay.md"


def speed() -> str:
    """Times measured by ``bench/speed.py``, or that they are missing."""
    path = DOCS / "figures" / "speed.json"
    if not path.is_file():
        return "Not measured on this checkout: `docs/figures/speed.json` is missing. `make bench` writes it."
    found = json.loads(path.read_text("utf-8"))
    rows = [[name, said] for name, said in _flat(found)]
    return table(["what", "value"], rows)


def adding() -> str:
    """What adding datasets takes, measured by ``bench/data_add.py``."""
    rows = json.loads((DOCS / "figures" / "data-add.json").read_text("utf-8"))
    return table(list(rows[0]), [list(row.values()) for row in rows])


def _flat(value: Any, name: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            row for key, part in value.items() for row in _flat(part, f"{name} · {key}" if name else str(key))
        ]
    if isinstance(value, list):
        if all(not isinstance(part, dict | list) for part in value):
            return [(name, ", ".join(_number(part) for part in value))]
        return [row for i, part in enumerate(value) for row in _flat(part, f"{name} · {i + 1}")]
    return [(name, _number(value))]


def _number(value: Any) -> str:
    return (
        f"{value:.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    )


def cases() -> str:
    """The whole of docs/cases/index.md: the bundled cases, and the pages on single ones that lie beside it."""
    rows = []
    for name in lab.case_names():
        case = lab.load_case(name)
        question = " ".join(case.question.split())
        rows.append(f"- **{case.title}** (`{name}`). {question} {len(case.facts)} dated facts.")
    written = sorted(page.stem for page in (DOCS / "cases").glob("*.md") if page.stem != "index")
    tree = ["```{toctree}", ":maxdepth: 1", "", "North Korea </explanation/results>", *written, "```"]
    return (
        "\n\n".join(
            [
                "# Cases",
                SCRIPT,
                "The cases that come with Suasion. Their pages say what the model gets wrong about them.",
                "\n".join(rows),
                "\n".join(tree),
            ]
        )
        + "\n"
    )


def pages() -> dict[str, str]:
    """Every page that is written without playing anything, by its path below docs, as it should stand."""
    found = {
        **docs_model.pages(),
        "reference/commands.md": docs_reference.commands(),
        "reference/results.schema.json": docs_json.schema(),
        "reference/datasets.md": docs_data.datasets(),
        "reference/panel.md": docs_panel.panel(),
        "cases/index.md": cases(),
    }
    for page, blocks in {
        "reference/case-file.md": {"case": docs_case.case_file()},
        "reference/json.md": {"keys": docs_json.keys(), "outcomes": docs_model.outcomes_table()},
        "reference/python.md": {"names": docs_reference.names(), "figures": docs_reference.drawings()},
        "reference/speed.md": {"speed": speed()},
        "how-to/get-the-datasets.md": {"data-add": adding()},
    }.items():
        text = (DOCS / page).read_text("utf-8")
        for name, block in blocks.items():
            text = fill(text, name, block)
        found[page] = text
    return found


def _write(page: Path, text: str) -> None:
    page.write_text(text, "utf-8")
    print(page.relative_to(ROOT))


def essay(results: dict[str, Any]) -> None:
    """Fills the essay's page from one run of North Korea."""
    _write(ESSAY, fill(ESSAY.read_text("utf-8"), "essay", docs_essay.block(results)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--tutorial", action="store_true", help="run the tutorial's commands and show what they print"
    )
    parser.add_argument(
        "--results", action="store_true", help="play North Korea and fill results.md and essay.md"
    )
    parser.add_argument("--essay", type=Path, metavar="RUN", help="fill essay.md from a run folder")
    parser.add_argument("--worlds", type=int, default=10_000)
    arguments = parser.parse_args()
    for page, text in pages().items():
        _write(DOCS / page, text)
    if arguments.tutorial:
        _write(TUTORIAL, docs_tutorial.played(TUTORIAL.read_text("utf-8")))
    if arguments.essay:
        essay(results.read(arguments.essay, facts).to_dict())
    if arguments.results:
        import docs_results

        found, block = docs_results.run(arguments.worlds, table)
        _write(RESULTS, fill(RESULTS.read_text("utf-8"), "results", block))
        essay(found)


if __name__ == "__main__":
    main()
