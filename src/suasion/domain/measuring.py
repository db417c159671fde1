"""What a measurement is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from suasion.domain.numbers import plain, seed, whole
from suasion.domain.scale import Measure, Scale
from suasion.errors import Problem, argument, nearest, wording

MOST_CHAINS = 64
LEAST = {"warmup": 1, "sweeps": 20, "keep": 20}


@dataclass(frozen=True, kw_only=True)
class MeasureArguments:
    """Arguments of ``suasion measure`` and of ``suasion.measure_scores``.

    Attributes:
        scale: A bundled name, the path of a TOML file, or a scale that is loaded.
        measure: How the scores are made; see :data:`suasion.domain.scale.Measure`.
        data: Path of a file with the indicators; the data folder if empty.
        without: Items to leave out.
        seed: Seed of every draw.
        fast: Whether a rough answer is enough.
        jobs: Chains that run at once; all cores if not given.
        chains: How many chains; the sampler's own number if not given, as for the next three.
        warmup: Sweeps of each chain that are thrown away.
        sweeps: Sweeps of each chain after them.
        keep: Draws retained of these.
    """

    scale: str | Scale = "physical-integrity"
    measure: str = "changing"
    data: str = ""
    without: tuple[str, ...] = ()
    seed: int = 0
    fast: bool = False
    jobs: int | None = None
    chains: int | None = None
    warmup: int | None = None
    sweeps: int | None = None
    keep: int | None = None

    def __post_init__(self) -> None:
        for name in ("seed", "jobs", "chains", "warmup", "sweeps", "keep"):
            object.__setattr__(self, name, plain(getattr(self, name)))

    @property
    def sampler(self) -> dict[str, int]:
        """What was chosen of the sampler's settings."""
        every = {name: getattr(self, name) for name in ("chains", "warmup", "sweeps", "keep")}
        return {name: value for name, value in every.items() if value is not None}

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the arguments, whatever the scale."""
        known = get_args(Measure)
        if self.measure not in known:
            nearby = nearest(str(self.measure), known)
            yield Problem(argument("measure", self.measure), "No measure has this name.", nearby)
        yield from seed(self.seed)
        if self.jobs is not None:
            fix = "Leave it out to use all cores."
            yield from whole("jobs", self.jobs, 1, None, "At least one process is needed.", fix)
        if self.measure != "index":
            yield from self._sampler_problems()
        elif self.fast or self.sampler:
            first, *more = [*(["fast"] if self.fast else []), *self.sampler]
            where = argument(first)
            for name in more:
                where = where + ", " + argument(name)
            yield Problem(where, "The index is computed at once and has no sampler.", "Leave this out.")

    def _sampler_problems(self) -> Iterator[Problem]:
        chosen = self.sampler
        what = f"Between 1 and {MOST_CHAINS} chains can be run."
        wrong = list(whole("chains", chosen.get("chains", 1), 1, MOST_CHAINS, what))
        for name, least in LEAST.items():
            what = f"At least {least} {'are' if least > 1 else 'is'} needed."
            wrong += whole(name, chosen.get(name, least), least, None, what)
        yield from wrong
        numbers = all(isinstance(value, int) for value in chosen.values())
        if numbers and chosen.get("keep", 0) > chosen.get("sweeps", 2**62):
            what = wording("No more draws can be kept than there are {sweeps}.", sweeps=self.sweeps)
            yield Problem(argument("keep", self.keep), what, "Keep fewer.")

    def problems_with(self, scale: Scale) -> Iterator[Problem]:
        """What is wrong with the items that are left out of a scale."""
        known = [item.id for item in scale.items]
        for name in dict.fromkeys(self.without):
            if name not in known:
                yield Problem(
                    argument("without", name), "The scale has no such item.", nearest(str(name), known)
                )
        left = len(known) - len(set(known) & set(self.without))
        if not left:
            yield Problem(argument("without"), "No item is left.", "Leave fewer out.")
        elif self.measure == "index" and left < 2:
            yield Problem(f"scale {scale.id}", "An index needs at least two items.", "Leave fewer out.")
