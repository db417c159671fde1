"""A source that the author of a case brings along."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, model_validator

from suasion.domain.model import Model, Text

KEY = r"^[A-Za-z][A-Za-z0-9_-]*$"
#: Fields that are written in BibTeX under their own names.
PLAIN = ("year", "title", "note", "doi", "url")


class OwnSource(Model):
    """A source of one's own, cited by its key as those of the bibliography are.

    Attributes:
        key: By what name it is cited; letters, digits, ``-`` and ``_``.
        title: Its title; may be left out where ``bibtex`` is given.
        author: Who wrote it, one name each, the family name first; an institution is one name.
        year: When it appeared.
        published: Where it appeared: journal, book, publisher or institution.
        doi: Digital object identifier, if it has one.
        url: Address on the web, if it has one.
        note: What else a reader needs in order to find it.
        bibtex: The whole entry as BibTeX, in the place of the keys above; what a ``.bib`` file held stands here in the
            case of a run.
    """

    key: Annotated[str, Field(pattern=KEY, max_length=80)]
    title: str = ""
    author: tuple[Text, ...] = ()
    year: int | str = ""
    published: str = ""
    doi: str = ""
    url: str = ""
    note: str = ""
    bibtex: str = ""

    @model_validator(mode="after")
    def _titled(self) -> OwnSource:
        if not (self.title or self.bibtex):
            raise ValueError("a source needs a `title`, or the whole entry as `bibtex`")
        return self

    @property
    def entry(self) -> str:
        """The source as an entry of BibTeX."""
        if self.bibtex:
            return self.bibtex
        fields = {name: str(getattr(self, name)) for name in PLAIN} | {"howpublished": self.published}
        lines = [f"  {name} = {{{_safe(value)}}}," for name, value in fields.items() if value]
        if self.author:
            names = " and ".join(_whole(_safe(name)) for name in self.author)
            lines.insert(0, f"  author = {{{names}}},")
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])


def _safe(value: str) -> str:
    """Text without what BibTeX would read as the end of a field."""
    return re.sub(r"[{}\\]", "", " ".join(value.split()))


def _whole(name: str) -> str:
    """A name in braces where BibTeX would take it apart: an institution has no comma."""
    return name if "," in name else f"{{{name}}}"
