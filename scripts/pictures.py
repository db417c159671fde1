"""Draws the pictures of README and docs from a run of North Korea.

    python scripts/pictures.py          plays north-korea with its defaults (a minute or two)
    python scripts/pictures.py RUN      takes results.json from a run folder

Writes docs/figures/terminal.svg, what the terminal shows, and docs/figures/brief-*.svg, figures of the brief. The
pictures load nothing; each stays under 200 kB.
"""

from __future__ import annotations

import argparse
import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

from suasion import lab
from suasion.brief import figures
from suasion.decide.facts import facts
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.files.runs import results
from suasion.show.comparison import comparison

TO = Path(__file__).resolve().parents[1] / "docs" / "figures"
COLUMNS = 100
LARGEST = 200_000  # bytes
#: Figures of the brief that the pages show.
SHOWN = ("dangers", "gains", "duels")


def terminal(findings: ComparisonFindings) -> str:
    """The table of ``suasion compare`` as the terminal shows it, without the words below it."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    comparison(findings, [], console=console)
    page = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.S)  # fonts from the network
    page = page.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
    return console.export_svg(
        title=f"suasion compare {findings.case}", theme=MONOKAI, code_format=page, unique_id="suasion"
    )


def on_paper(figure: figures.Figure) -> str:
    """A figure of the brief as SVG on white, since a picture in a page cannot take the page's colour."""
    return figures.Figure({**figure, "background": "white"}).svg()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", nargs="?", type=Path, help="a run folder of north-korea")
    run = parser.parse_args().run
    findings = results.read(run, facts) if run else lab.compare("north-korea").findings
    drawn = {"terminal": terminal(findings)}
    drawn |= {f"brief-{name}": on_paper(getattr(figures, name)(findings)) for name in SHOWN}
    for name, text in drawn.items():
        if len(text.encode()) > LARGEST:
            raise SystemExit(f"{name}.svg has {len(text.encode()):,} bytes, more than {LARGEST:,}")
        (TO / f"{name}.svg").write_text(text, "utf-8")
        print(f"docs/figures/{name}.svg: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
