"""The rooms of the package and who imports whom, read from the imports: a picture and a table.

    python scripts/architecture.py       writes docs/figures/architecture.svg and the block in docs/explanation/architecture.md

A room stands below every room that imports it, as high as that lets it. The picture leaves out an arrow where a
longer way says the same; the table has all of them.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from docs_markdown import code, fill, table

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "suasion"
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
PICTURE = ROOT / "docs" / "figures" / "architecture.svg"

BOX, FLOOR, GAP, MARGIN = (120, 40), 88, 22, 24
THIN = 20  # what an arrow takes of a floor that it passes
SWEEPS = 24
STYLE = """<style>
text { font: 15px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; text-anchor: middle; fill: #12212e }
rect { fill: #d9e6f1; stroke: #5b7f9e }
path { fill: none; stroke: #6f8ba3; stroke-width: 1.5 }
marker path { fill: #6f8ba3; stroke: none }
</style>
<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1 7 4 0 7z"/></marker></defs>"""


@dataclass(frozen=True)
class Room:
    """A folder or a file at the top of the package: what it says of itself, and which rooms it imports."""

    name: str
    about: str
    imports: frozenset[str]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def rooms() -> dict[str, Room]:
    """Every room with Python in it, by name; what is at the package's own door (``__init__``) is no room."""
    files: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if not room_of(path).startswith("__"):
            files.setdefault(room_of(path), []).append(path)
    found = {}
    for name, paths in files.items():
        door = next((path for path in paths if path.name in ("__init__.py", f"{name}.py")), paths[0])
        about = (ast.get_docstring(ast.parse(door.read_text("utf-8"))) or "").split("\n")[0]
        imported = {one for path in paths for one in imports(path)} & set(files)
        found[name] = Room(name, about, frozenset(imported - {name}))
    return found


def imports(path: Path) -> set[str]:
    """Rooms that a module imports, at its head or inside a function."""
    package = ("suasion", *path.relative_to(PACKAGE).parent.parts)
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            names |= {f"{base}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in names]
    return {part[1] for part in parts if part[0] == "suasion" and len(part) > 1}


def floors(graph: dict[str, frozenset[str]]) -> dict[str, int]:
    """How high each room stands: just below the lowest room that imports it; the lowest of all stand at 0.

    Raises:
        ValueError: Rooms import each other in a circle.
    """
    depths: dict[str, int] = {}

    def depth(name: str, below: tuple[str, ...]) -> int:
        if name in below:
            raise ValueError(f"a circle of imports: {' < '.join((*below, name))}")
        if name not in depths:
            importers = [one for one in sorted(graph) if name in graph[one]]
            depths[name] = max((depth(one, (*below, name)) for one in importers), default=-1) + 1
        return depths[name]

    for name in graph:
        depth(name, ())
    deepest = max(depths.values())
    return {name: deepest - one for name, one in depths.items()}


def arrows(graph: dict[str, frozenset[str]]) -> list[tuple[str, str]]:
    """The imports that no longer way says as well."""

    @cache
    def reach(name: str) -> frozenset[str]:
        return graph[name].union(*(reach(one) for one in graph[name]))

    return [
        (name, one)
        for name in graph
        for one in sorted(graph[name])
        if not any(one in reach(other) for other in graph[name] - {one})
    ]


def routes(ways: list[tuple[str, str]], heights: dict[str, int]) -> list[list[str]]:
    """Each arrow from floor to floor: between its two rooms a place of its own on every floor that it passes."""
    found = []
    for start, to in ways:
        between = [f"{start}>{to}>{level}" for level in range(heights[start] - 1, heights[to], -1)]
        found.append([start, *between, to])
    return found


def places(rows: list[list[str]], ways: list[list[str]]) -> dict[str, float]:
    """Where on its floor each room and each passing arrow stands: near what it is joined to, so that few arrows cross."""
    joined: dict[str, list[str]] = {}
    for way in ways:
        for one, other in pairwise(way):
            joined.setdefault(one, []).append(other)
            joined.setdefault(other, []).append(one)
    spot = {name: 0.0 for row in rows for name in row}
    for turn in range(SWEEPS):
        for row in rows if turn % 2 else rows[::-1]:
            wish = {
                name: sum(spot[other] for other in joined[name]) / len(joined[name])
                if name in joined
                else spot[name]
                for name in row
            }
            row.sort(key=lambda name: (wish[name], name))
            widths = [THIN if ">" in name else BOX[0] + GAP for name in row]
            left = sum(wish.values()) / len(row) - sum(widths) / 2
            for name, width in zip(row, widths, strict=True):
                spot[name] = left + width / 2
                left += width
    return spot


def picture() -> str:
    """The rooms as boxes by floor, as SVG that reads on white and on black."""
    graph = {name: room.imports for name, room in rooms().items()}
    heights = floors(graph)
    ways = routes(arrows(graph), heights)
    level = heights | {name: int(name.rpartition(">")[2]) for way in ways for name in way[1:-1]}
    rows = [sorted(name for name in level if level[name] == i) for i in range(max(heights.values()) + 1)]
    across = places(rows, ways)
    boxes = [across[name] for name in graph]
    left = min(across.values()) - BOX[0] / 2 - MARGIN
    width = max(max(across.values()), max(boxes) + BOX[0] / 2) + MARGIN - left
    top = (len(rows) - 1) * FLOOR + BOX[1] + 2 * MARGIN
    spots = {name: (x - left, top - MARGIN - BOX[1] / 2 - level[name] * FLOOR) for name, x in across.items()}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {top:.0f}" width="{width:.0f}" height="{top:.0f}" '
        'role="img" aria-labelledby="title">',
        '<title id="title">The rooms of the package; an arrow points to what a room imports</title>',
        STYLE,
    ]
    half = BOX[1] / 2
    for way in ways:
        x, y = spots[way[0]][0], spots[way[0]][1] + half
        line = f"M{x:.0f} {y:.0f}"
        for name in way[1:]:
            u, v = spots[name][0], spots[name][1] - half
            line += f"C{x:.0f} {(y + v) / 2:.0f} {u:.0f} {(y + v) / 2:.0f} {u:.0f} {v:.0f}"
            if name != way[-1]:
                line += f"V{v + BOX[1]:.0f}"
            x, y = u, v + BOX[1]
        lines.append(f'<path d="{line}" marker-end="url(#to)"/>')
    for name in graph:
        x, y = spots[name]
        corner = f'x="{x - BOX[0] / 2:.0f}" y="{y - half:.0f}" width="{BOX[0]}" height="{BOX[1]}" rx="6"'
        lines += [f"<rect {corner}/>", f'<text x="{x:.0f}" y="{y + 5:.0f}">{escape(name)}</text>']
    return "\n".join([*lines, "</svg>"]) + "\n"


def listed() -> str:
    """Every room from the top floor down: what it holds and what it imports."""
    heights = floors({name: room.imports for name, room in rooms().items()})
    order = sorted(rooms().values(), key=lambda room: (-heights[room.name], room.name))
    rows = [
        [
            code(room.name),
            room.about.replace("``", "`"),
            ", ".join(map(code, sorted(room.imports, key=lambda n: (-heights[n], n)))),
        ]
        for room in order
    ]
    return table(["room", "what it holds", "imports"], rows)


def page() -> str:
    """The page as it should stand."""
    return fill(PAGE.read_text("utf-8"), "rooms", listed())


def main() -> None:
    PICTURE.write_text(picture(), "utf-8")
    PAGE.write_text(page(), "utf-8")
    print(f"{PICTURE.relative_to(ROOT)}\n{PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
