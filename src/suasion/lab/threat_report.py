"""An estimate of threats with the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from suasion.domain.findings.threats import ThreatFitFindings
from suasion.games.threat.fitting import Fit
from suasion.lab.answered import Answered
from suasion.words import threats as words


@dataclass(frozen=True)
class ThreatFit(Fit):
    """Estimated payoffs of the threat game, with the words for them."""

    @classmethod
    def of_fit(cls, fit: Fit) -> ThreatFit:
        """The same estimate with words."""
        return cls(**{field.name: getattr(fit, field.name) for field in fields(Fit)})

    @property
    def text(self) -> str:
        """What the estimate says, in words."""
        return words.text(self.findings)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these figures do not say."""
        return words.cannot_say(self.findings)

    def __str__(self) -> str:
        return self.text


class FitReport(Answered[ThreatFitFindings]):
    """An estimate and the effect of one payoff, as the command line reports them."""

    @property
    def sentences(self) -> Mapping[str, object]:
        """The words for the estimate and for the effect, as JSON holds them."""
        moved = self.findings.effect
        effect = {} if moved is None else {**self.results["effect"], "text": words.effect(moved)}
        return {
            "text": words.text(self.findings),
            "cannot_say": list(words.cannot_say(self.findings)),
            "effect": effect,
        }
