"""What the chains of a measurement rest on: two runs of which it is the same have the same draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from suasion.domain.model import Model
from suasion.domain.scale import Measure, Scale
from suasion.errors import wording


class ChainsRecord(Model):
    """All that decides the draws of a measurement's chains; it lies with them while they run.

    Attributes:
        format: Version of the record.
        scale: The scale, without the items that are left out.
        measure: How the scores are made.
        settings: Of the sampler.
        readings: Digest of the readings.
        sampler: Module of the sampler.
        code: Digest of the sampler's code, whatever its comments and docstrings say.
        versions: Of the packages that the draws rest on.
    """

    format: Literal[2] = 2
    scale: Scale
    measure: Measure
    settings: dict[str, int]
    readings: str
    sampler: str
    code: str
    versions: dict[str, str]

    def differences(self, now: ChainsRecord) -> Iterator[tuple[str, str]]:
        """What was otherwise when these chains were begun: a sentence each, and what to do about it."""
        fix = wording("Give the same as before, or begin anew with {force}.", force=True)
        for name in ("scale", "readings"):
            if getattr(self, name) != getattr(now, name):
                words = {
                    "scale": wording("the scale or {without}", without=None),
                    "readings": "the readings",
                }[name]
                yield "This was begun otherwise: " + words + " changed since.", fix
        if self.measure != now.measure:
            what = f"the measure was {self.measure} and is {now.measure} now"
            yield f"This was begun otherwise: {what}.", fix
        if self.settings != now.settings:
            yield f"This was begun otherwise: {_changed(self.settings, now.settings)}.", fix
        if (self.sampler, self.code) != (now.sampler, now.code):
            what = "The sampler's code has changed since this was begun, so that its chains would not go on as they were."
            yield (
                what,
                wording("Finish it with the Suasion that began it, or begin anew with {force}.", force=True),
            )
        if self.versions != now.versions:
            what = f"Packages have changed since this was begun: {_changed(self.versions, now.versions)}."
            yield what, wording("Install the versions of then, or begin anew with {force}.", force=True)


def _changed(old: dict[str, int] | dict[str, str], new: dict[str, int] | dict[str, str]) -> str:
    return ", ".join(
        f"{name} was {old.get(name)} and is {new[name]} now" for name in new if old.get(name) != new[name]
    )
