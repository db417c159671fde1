"""An estimate of threats with the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from suasion.domain.findings.threats import ThreatEffect, ThreatFitFindings
from suasion.games.threat.fitting import Fit
from suasion.lab import speaking
from suasion.lab.answered import Answered
from suasion.notebook import Card


def text(fit: ThreatFitFindings) -> str:
    """What an estimate says, in sentences; that a search failed comes first."""
    return speaking.text("threat_fit", fit)


def cannot_say(fit: ThreatFitFindings) -> tuple[str, ...]:
    """What these figures do not say."""
    return speaking.lines("threat_fit", fit, "cannot_say")


def effect_text(effect: ThreatEffect) -> str:
    """How threats move with a payoff, in sentences."""
    return speaking.text("threat_effect", effect)


@dataclass(frozen=True, repr=False)
class ThreatFit(Fit):
    """Estimated payoffs of the threat game, with the words for them."""

    @classmethod
    def of_fit(cls, fit: Fit) -> ThreatFit:
        """The same estimate with words."""
        return cls(**{field.name: getattr(fit, field.name) for field in fields(Fit)})

    def _card(self) -> Card:
        card = super()._card()
        return replace(card, text=[self.text], hint=f".text  {card.hint}  .cannot_say")

    @property
    def text(self) -> str:
        """What the estimate says, in words."""
        return text(self.findings)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these figures do not say."""
        return cannot_say(self.findings)

    def __str__(self) -> str:
        return self.text


class FitReport(Answered[ThreatFitFindings]):
    """An estimate and the effect of one payoff, as the command line reports them."""

    @property
    def text(self) -> str:
        """What the estimate says, in words."""
        return text(self.findings)

    @property
    def effect(self) -> str:
        """What the effect of the payoff is, in words; empty where none was asked for."""
        return effect_text(self.findings.effect) if self.findings.effect else ""

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these figures do not say."""
        return cannot_say(self.findings)

    @property
    def sentences(self) -> Mapping[str, object]:
        """The words for the estimate and for the effect, as JSON holds them."""
        moved = self.findings.effect
        effect = {} if moved is None else {**self.results["effect"], "text": effect_text(moved)}
        return {
            "text": text(self.findings),
            "cannot_say": list(cannot_say(self.findings)),
            "effect": effect,
        }
