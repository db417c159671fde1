"""How a record looks at a prompt and in a notebook: a few lines of text, or HTML that takes the reader's own colours.

The HTML reaches for nothing outside itself, and names no colour: it is readable on light and on dark ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LINES = 10  # of text that a record takes at a prompt, its first line with them
COLUMNS = 88
LONG = 400  # characters of a value in a notebook
ROWS = 20  # of a table in a notebook
#: Fields by which a record is known to a reader, the best first.
NAMES = ("id", "title", "name", "key", "what")

BLOCK = "line-height:1.45;max-width:60em;margin:.2em 0"
SOFT = "opacity:.72"
RULE = "border-bottom:1px solid;border-color:currentColor"
CELL = "vertical-align:top;padding:.1em .9em .1em 0;border:0;background:none;white-space:normal"


@dataclass(frozen=True)
class Card:
    """What is shown of a record.

    Attributes:
        kind: What it is, ``Case`` for instance.
        name: What it is called; may be empty.
        rows: What stands in it: a label and a value each.
        text: Paragraphs, which only HTML shows.
        more: Further paragraphs, folded away behind their first word or two.
        tables: Tables by caption, which only HTML shows.
        hint: Where to look further.
    """

    kind: str
    name: str = ""
    rows: Sequence[tuple[str, object]] = ()
    text: Sequence[str] = ()
    more: tuple[str, Sequence[str]] = ("", ())
    tables: Sequence[tuple[str, pd.DataFrame]] = ()
    hint: str = ""

    def plain(self) -> str:
        """At most ten lines for a prompt."""
        room = LINES - 1 - bool(self.hint)
        shown = self.rows if len(self.rows) <= room else self.rows[: room - 1]
        wide = max((len(label) for label, _ in shown), default=0)
        lines = [f"<{self.kind}> {self.name}".rstrip()]
        lines += [f"  {label:<{wide}}  {brief(value, COLUMNS - wide - 4)}" for label, value in shown]
        if left := len(self.rows) - len(shown):
            lines.append(f"  … and {left} more")
        lines += [f"  {self.hint}"] if self.hint else []
        return "\n".join(cut(line, COLUMNS) for line in lines)

    def html(self) -> str:
        """The same as a fragment of HTML, with text and tables."""
        head = f'<span style="{SOFT}">{escape(self.kind)}</span> <strong>{escape(self.name)}</strong>'
        parts = [f'<div style="margin-bottom:.3em">{head}</div>']
        if self.rows:
            body = "".join(
                f'<tr style="background:none"><th scope="row" style="{CELL};text-align:left;font-weight:normal;{SOFT}">'
                f'{escape(label)}</th><td style="{CELL};text-align:left">{escape(brief(value, LONG))}</td></tr>'
                for label, value in self.rows
            )
            parts.append(
                f'<table style="border-collapse:collapse;border:0;margin:0;font-size:inherit">{body}</table>'
            )
        parts += [_paragraph(one) for one in self.text]
        for caption, frame in self.tables:
            parts.append(f'<div style="overflow-x:auto;margin-top:.5em">{_table(caption, frame)}</div>')
        label, paragraphs = self.more
        if paragraphs:
            inner = "".join(_paragraph(one) for one in paragraphs)
            parts.append(f"<details><summary>{escape(label)}</summary>{inner}</details>")
        if self.hint:
            parts.append(f'<div style="{SOFT};margin-top:.4em">{escape(self.hint)}</div>')
        return f'<div class="suasion" style="{BLOCK}">{"".join(parts)}</div>'


class Shown:
    """What has a card is shown by it, at a prompt and in a notebook."""

    def _card(self) -> Card:
        """What is shown of it."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self._card().plain()

    def _repr_html_(self) -> str:
        return self._card().html()


def rows_of(fields: Mapping[str, object]) -> list[tuple[str, object]]:
    """The rows of a card, from fields by name."""
    return [(name.replace("_", " "), value) for name, value in fields.items()]


def cut(text: str, most: int) -> str:
    """A text in one line of at most so many characters."""
    flat = " ".join(text.split()) if "\n" in text else text
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def brief(value: object, most: int = 66) -> str:
    """A value in a few words: what a record is called, how many a collection holds and the first of them."""
    match value:
        case None:
            return "–"
        case str():
            return cut(" ".join(value.split()), most)
        case bool() | int():
            return f"{value:,}" if type(value) is int and abs(value) >= 10_000 else str(value)
        case float():
            return f"{value:.4g}"
        case Mapping():
            return _several(len(value), (brief(key, 24) for key in value), most)
        case Sequence() | set() | frozenset():
            return _several(len(value), (brief(one, 24) for one in value), most)
    if isinstance(value, date):
        return value.isoformat()
    for name in NAMES:
        if isinstance(called := getattr(value, name, None), str) and called:
            return cut(called, most)
    shape = getattr(value, "shape", None)
    return f"{type(value).__name__}{list(shape) if shape else ''}"


def one_line(value: object, fields: Mapping[str, object], most: int = 100) -> str:
    """A part of a record as its constructor would be written, cut to one line."""
    parts = ", ".join(f"{name}={_literal(part)}" for name, part in fields.items())
    whole = f"{type(value).__name__}({parts})"
    return whole if len(whole) <= most else whole[: most - 2].rstrip(" ,") + "…)"


def _literal(value: object) -> str:
    return repr(cut(value, 60)) if isinstance(value, str) else brief(value, 40)


def _several(count: int, words: Iterable[str], most: int) -> str:
    """How many, and as many of the first as there is room for."""
    if not count:
        return "none"
    shown = f"{count}:"
    for number, word in enumerate(words):
        longer = f"{shown}{',' if number else ''} {word}"
        if len(longer) > most - 3:
            return f"{shown}{'' if number == 0 else ','} …"
        shown = longer
    return shown


def _paragraph(text: str) -> str:
    written = escape(text).replace("\n", "<br>")
    return f'<p style="margin:.5em 0">{written}</p>'


def _table(caption: str, frame: pd.DataFrame) -> str:
    """A data frame as HTML: what is in the index first, numbers to the right, no more than twenty rows."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    flat = frame.reset_index() if any(frame.index.names) or frame.index.dtype == object else frame
    names = [
        " ".join(str(part) for part in (one if isinstance(one, tuple) else (one,)) if part) for one in flat
    ]
    right = [is_numeric_dtype(kind) and not is_bool_dtype(kind) for kind in flat.dtypes]
    shown = flat if len(flat) <= ROWS else flat.head(ROWS)
    head = "".join(
        _cell("th", brief(name, 30), to_right) for name, to_right in zip(names, right, strict=True)
    )
    lines = [
        "".join(_cell("td", _value(one), to_right) for one, to_right in zip(row, right, strict=True))
        for row in shown.itertuples(index=False, name=None)
    ]
    if left := len(flat) - len(shown):
        lines.append(_cell("td", f"… and {left:,} more rows", False, len(names)))
    body = "".join(f'<tr style="background:none">{line}</tr>' for line in lines)
    named = f'<caption style="{SOFT};text-align:left;caption-side:top;padding:0">{escape(caption)}</caption>'
    return (
        f'<table style="border-collapse:collapse;border:0;margin:0;font-size:inherit">{named if caption else ""}'
        f'<thead><tr style="background:none;{RULE}">{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _cell(tag: str, text: str, to_right: bool, span: int = 1) -> str:
    side = "text-align:right;font-variant-numeric:tabular-nums" if to_right else "text-align:left"
    over = f' colspan="{span}"' if span > 1 else ""
    return f'<{tag}{over} style="{CELL};{side}">{escape(text)}</{tag}>'


def _value(value: object) -> str:
    """A cell in words; a number to three decimals."""
    if isinstance(value, float):
        return "–" if value != value else f"{value:.3f}"
    return brief(value, LONG)
