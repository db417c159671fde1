"""Writes the message catalogues from the code, the templates and the library; translations are kept.

python scripts/messages.py          src/suasion/library/locale/suasion.pot and every LANGUAGE/LC_MESSAGES/suasion.po
python scripts/messages.py --check  says what is untranslated, and whether the catalogues are up to date
python scripts/messages.py --add de begins a catalogue of German
"""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from suasion.domain.sentences import SentencesFile
from suasion.files.library import content
from suasion.files.library.locales import FILE, LOCALES, first, translated
from suasion.mechanisms import catalogue, parameters
from suasion.notation import OUTCOMES
from suasion.simulation.quantities import MEANINGS

ROOT = Path(__file__).resolve().parents[1] / "src" / "suasion"
#: What is extracted, and how: the last is Suasion's own tables of sentences.
METHODS = [
    ("words/**.py", "python"),
    ("brief/**.py", "python"),
    ("brief/**.j2", "jinja2.ext:babel_extract"),
    ("library/sentences/**.toml", "sentences"),
]
#: Function to the places of its messages.
KEYWORDS = {"say": (1,), "count": (1, 2), "mark": (1,), "table": (1,), "counted": (1, 2)}
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # not the day of writing, so that nothing changes without a change
TEMPLATE = LOCALES / "suasion.pot"


def sentences(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """What Babel's extractor calls for a table of sentences."""
    table = SentencesFile.model_validate(tomllib.loads(file.read().decode("utf-8")))
    for message in table.messages():
        yield 0, "table" if isinstance(message, str) else "counted", message, []


def said() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Every message in code, templates and tables, with its place."""
    own: list[tuple[str, Any]] = [
        (pattern, sentences if method == "sentences" else method) for pattern, method in METHODS
    ]
    rows = extract_from_dir(
        ROOT, own, {"brief/**.j2": {"trimmed": "false"}}, KEYWORDS, directory_filter=lambda _: True
    )
    for name, _, message, _, _ in sorted(rows, key=lambda row: (row[0], row[1])):
        yield message, Path(name).as_posix()


def titles() -> Iterator[tuple[str, str]]:
    """Every text of the library and the model that a brief shows."""
    for outcome in OUTCOMES:
        yield outcome.title, "notation/outcomes.py"
    for kind in ("strategies", "worldviews"):
        for one in content.folder(kind).values():
            yield one.title, f"library/{kind}"
            yield one.says, f"library/{kind}"
    for one in content.folder("treaties").values():
        yield one.title, "library/treaties"
    for mechanism in catalogue().values():
        for text in (mechanism.title, mechanism.claim, mechanism.disputed):
            yield text, f"mechanisms/{mechanism.id}.py"
    for parameter in parameters().values():
        yield parameter.meaning, f"mechanisms/{parameter.id.split('.')[0]}.py"
        yield parameter.disputed, f"mechanisms/{parameter.id.split('.')[0]}.py"
    for meaning in MEANINGS.values():
        yield meaning, "simulation/quantities.py"


def template() -> Catalog:
    """All messages, without translations."""
    catalog = Catalog(project="Suasion", charset="utf-8", fuzzy=False, creation_date=DAY, revision_date=DAY)
    for message, place in [*said(), *titles()]:
        catalog.add(message, locations=[(place, cast("int", None))])
    return catalog


def written(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def updated(path: Path, language: str) -> Catalog:
    """A language's catalogue with the messages of today; what was translated stays."""
    if path.is_file():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(
            locale=language,
            project="Suasion",
            charset="utf-8",
            fuzzy=False,
            creation_date=DAY,
            revision_date=DAY,
        )
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.fuzzy = False
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a translation."""
    return [first(message) for message in catalog if message.id and not translated(message)]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--add", action="append", default=[], metavar="LANGUAGE")
    arguments = parser.parse_args()
    check = arguments.check
    own = {path.parent.parent.name for path in LOCALES.glob(f"*/{FILE}")}
    late = 0
    for language in sorted(own | set(arguments.add)):
        path = LOCALES / language / FILE
        catalog = updated(path, language)
        new = written(catalog)
        missing = untranslated(catalog)
        print(f"{language}: {len(catalog)} messages, {len(missing)} untranslated")
        if check:
            late += new != path.read_bytes()
            print("\n".join(f"  {message}" for message in missing))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
    if not check:
        TEMPLATE.write_bytes(written(template()))
    return int(bool(late))


if __name__ == "__main__":
    sys.exit(main())
