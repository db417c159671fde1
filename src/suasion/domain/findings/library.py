"""Things of the library and the model, as they are listed and shown."""

from __future__ import annotations

from suasion.domain.case import Case
from suasion.domain.dataset import Dataset
from suasion.domain.findings.base import Record
from suasion.domain.mechanism import Mechanism
from suasion.domain.parameter import Parameter


class Listed(Record):
    """A thing in a list.

    Attributes:
        kind: What it is: case, treaty, mechanism …
        id: Its name.
        title: Its title, if it has one.
        description: What it says, does or asks, in a sentence, if that is known.
        claim: What a mechanism claims.
        switchable: Whether a mechanism can be switched off.
        meaning: What a parameter means.
        prior: Its prior.
        origin: Where that comes from.
        source: Who says so.
    """

    kind: str
    id: str
    title: str = ""
    description: str = ""
    claim: str = ""
    switchable: bool = True
    meaning: str = ""
    prior: str = ""
    origin: str = ""
    source: str = ""


class ShownCase(Record):
    """A case.

    Attributes:
        id: Its name.
        title: Its title.
        question: What it asks.
        summary: What a reader must know first.
        target: Name of the target state.
        facts: How many dated facts it has.
        strategies: Ids of its strategies.
    """

    id: str
    title: str
    question: str
    summary: str
    target: str
    facts: int
    strategies: tuple[str, ...]

    @classmethod
    def of(cls, case: Case) -> ShownCase:
        """What is shown of a case."""
        return cls(
            id=case.id,
            title=case.title,
            question=case.question,
            summary=case.summary,
            target=case.target.name,
            facts=len(case.facts),
            strategies=tuple(one.id for one in case.strategies),
        )


class ShownParameter(Record):
    """A parameter.

    Attributes:
        id: Its name.
        meaning: What it means.
        unit: Its unit.
        prior: Its prior, as text.
        origin: Where that comes from.
        source: Who says so.
        disputed: Who disputes it.
    """

    id: str
    meaning: str
    unit: str
    prior: str
    origin: str
    source: str
    disputed: str

    @classmethod
    def of(cls, one: Parameter) -> ShownParameter:
        """What is shown of a parameter."""
        return cls(
            id=one.id,
            meaning=one.meaning,
            unit=one.unit,
            prior=one.prior.text,
            origin=one.origin,
            source=one.source,
            disputed=one.disputed,
        )


class ShownMechanism(Record):
    """A mechanism.

    Attributes:
        id: Its name.
        title: Its title.
        claim: What it claims.
        equations: Each equation as text, by name.
        parameters: Its parameters.
        sources: Keys of the bibliography.
        disputed: Who disputes it.
        switchable: Whether it can be switched off.
    """

    id: str
    title: str
    claim: str
    equations: dict[str, str]
    parameters: tuple[ShownParameter, ...]
    sources: tuple[str, ...]
    disputed: str
    switchable: bool

    @classmethod
    def of(cls, one: Mechanism) -> ShownMechanism:
        """What is shown of a mechanism."""
        return cls(
            id=one.id,
            title=one.title,
            claim=one.claim,
            equations={equation.name: equation.text for equation in one.equations},
            parameters=tuple(map(ShownParameter.of, one.parameters)),
            sources=one.sources,
            disputed=one.disputed,
            switchable=one.switchable,
        )


class ShownDataset(Record):
    """A dataset of the catalogue.

    Attributes:
        id: Its name.
        title: The producer's title.
        version: The newest version that Suasion knows.
        says: What it holds, in one sentence.
        tables: Full names of its tables.
    """

    id: str
    title: str
    version: str
    says: str
    tables: tuple[str, ...]

    @classmethod
    def of(cls, one: Dataset) -> ShownDataset:
        """What is shown of a dataset."""
        tables = tuple(name for name, _ in one.each())
        return cls(id=one.id, title=one.title, version=one.version, says=one.says, tables=tables)
