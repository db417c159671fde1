"""A source, ready to be read and to be cited."""

from __future__ import annotations

from suasion.domain.model import Model, Text


class Source(Model):
    """An entry of a bibliography, as plain text and as BibTeX.

    Attributes:
        key: By what name it is cited.
        kind: What BibTeX calls it: ``article``, ``book``, ``misc`` …
        authors: Who wrote it, the family name first; an institution is one author.
        year: When it appeared; empty where that is not known.
        title: Its title.
        published: Where it appeared: journal, book, publisher or institution.
        note: What else a reader needs in order to find it.
        doi: Digital object identifier, if it has one.
        url: Address on the web, if it has one.
        bibtex: The entry as BibTeX, without what is for the maintainers alone.
    """

    key: Text
    kind: Text
    authors: tuple[str, ...] = ()
    year: str = ""
    title: str = ""
    published: tuple[str, ...] = ()
    note: str = ""
    doi: str = ""
    url: str = ""
    bibtex: Text

    @property
    def id(self) -> str:
        """By what name it is cited, as everything in a list has an ``id``."""
        return self.key

    @property
    def says(self) -> str:
        """The reference on one line."""
        return self.text

    @property
    def author(self) -> str:
        """Its authors on one line; ``others`` at the end of BibTeX's list as such."""
        names = [*self.authors[:-1], "and others"] if self.authors[-1:] == ("others",) else self.authors
        return "; ".join(names)

    @property
    def text(self) -> str:
        """A reference on one line."""
        parts = [self.author, self.year, self.title, *self.published, self.note]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."

    @property
    def address(self) -> str:
        """Where it is found on the web; empty where that is not known."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url if self.url.startswith(("https://", "http://")) else ""
