"""How payoffs of threats hang on the columns of a table, as people write it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from suasion.domain.model import Id, Model, Text

CONSTANT = "constant"


def _kind_of_payoff(value: object) -> str:
    return "Terms" if isinstance(value, list | tuple) else "Number"


Payoff = Annotated[
    Annotated[float, Tag("Number")] | Annotated[tuple[Text, ...], Tag("Terms")],
    Discriminator(_kind_of_payoff),
]


class ThreatCounts(Model):
    """Which column counts crises that ended so."""

    no_challenge: Text
    concession: Text
    back_down: Text
    fight: Text


class ThreatColumn(Model):
    """A covariate made from a column.

    Attributes:
        of: The column.
        by: What is done to its numbers.
    """

    of: Text
    by: Literal["sqrt", "log", "square"]


class ThreatPayoffs(Model):
    """For each payoff the number at which it is fixed, or its covariates; ``constant`` is a column of ones."""

    S_A: Payoff
    V_A: Payoff
    C_B: Payoff
    V_B: Payoff
    W_A: Payoff
    W_B: Payoff
    a: Payoff


class ThreatsFile(Model):
    """A specification of threats as written.

    Attributes:
        columns: Covariates that are made from columns, by the name that payoffs use.
    """

    format: Literal[1]
    id: Id
    title: Text
    says: str = ""
    source: Text
    counts: ThreatCounts
    columns: dict[Text, ThreatColumn] = {}
    payoffs: ThreatPayoffs

    def needed(self) -> list[str]:
        """Every column of the table that it reads, counts first."""
        named = list(self.counts.model_dump().values())
        for terms in self.payoffs.model_dump().values():
            if not isinstance(terms, float):
                named += [self.columns[t].of if t in self.columns else t for t in terms if t != CONSTANT]
        return list(dict.fromkeys(named))

    def sources(self) -> list[str]:
        """Bibliography keys that it names."""
        return [part.split(":", 1)[0].strip() for part in self.source.split(";")]
