"""What a fit of the kernel is asked for, and what decides its draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from suasion.domain.findings.posterior import Method
from suasion.domain.model import Model
from suasion.domain.numbers import plain, seed, whole
from suasion.errors import Problem, argument, mention, nearest, wording

#: Iterations between two checkpoints; warm-up and draws are multiples of it.
PIECE = 100
LEAST = {"chains": 1, "warmup": PIECE, "draws": PIECE, "keep": 20}


@dataclass(frozen=True, kw_only=True)
class FitArguments:
    """Arguments of ``suasion fit`` and of ``suasion.fit_kernel``.

    Attributes:
        panel: Path of a panel as ``suasion panel --out`` writes it; built from the data folder if empty.
        method: ``nuts`` or ``laplace``.
        without: A state to leave out, by name, code or number; none if empty.
        until: Last year to read; all if not given.
        observed: Whether the observation layer is on.
        seed: Seed of every draw.
        chains: How many chains.
        warmup: Iterations of each chain that are thrown away.
        draws: Iterations of each chain after them.
        keep: Draws stored of all chains together.
        jobs: Chains that run at once; all cores if not given.
    """

    panel: str = ""
    method: str = "nuts"
    without: str = ""
    until: int | None = None
    observed: bool = True
    seed: int = 0
    chains: int = 2
    warmup: int = 1000
    draws: int = 3000
    keep: int = 500
    jobs: int | None = None

    def __post_init__(self) -> None:
        for name in ("until", "seed", "chains", "warmup", "draws", "keep", "jobs"):
            object.__setattr__(self, name, plain(getattr(self, name)))

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the arguments, whatever the panel."""
        if self.method not in get_args(Method):
            known = nearest(str(self.method), get_args(Method))
            yield Problem(argument("method", self.method), "No method has this name.", known)
        yield from seed(self.seed)
        if self.jobs is not None:
            fix = "Leave it out to use all cores."
            yield from whole("jobs", self.jobs, 1, None, "At least one process is needed.", fix)
        wrong: list[Problem] = []
        for name, least in LEAST.items():
            wrong += whole(name, getattr(self, name), least, None, f"At least {least} are needed.")
        yield from wrong
        if wrong:
            return
        for name in ("warmup", "draws"):
            if getattr(self, name) % PIECE:
                what, fix = f"Iterations are sampled {PIECE} at a time.", f"Give a multiple of {PIECE}."
                yield Problem(argument(name, getattr(self, name)), what, fix)
        if self.keep > (most := self.chains * self.draws):
            fix = wording("Keep fewer, or raise {draws}.", draws=None)
            yield Problem(argument("keep", self.keep), f"There are only {most:,} draws.", fix)


class FitRecord(Model):
    """All that decides the draws of a fit; it lies with its parts while they run.

    Attributes:
        format: Version of the record.
        method: How it is fitted.
        without: State that is left out.
        until: Last year that is read.
        observed: Whether the observation layer is on.
        seed: Seed of every draw.
        chains: How many chains.
        warmup: Iterations thrown away.
        draws: Iterations after them.
        keep: Draws stored.
        panel: Digest of what is read of the panel.
        code: Digest of the code.
        versions: Of the packages that the draws rest on.
    """

    format: Literal[1] = 1
    method: Method
    without: int | None
    until: int | None
    observed: bool
    seed: int
    chains: int
    warmup: int
    draws: int
    keep: int
    panel: str
    code: str
    versions: dict[str, str]

    def differences(self, now: FitRecord) -> Iterator[tuple[str, str]]:
        """What was otherwise when this fit was begun: a sentence each, and what to do about it."""
        fix = wording("Give the same as before, or begin anew with {force}.", force=True)
        names = {"panel": "the panel", "code": "Suasion's code", "versions": "the versions of packages"}
        for name in type(self).model_fields:
            if getattr(self, name) != getattr(now, name):
                what = names.get(name) or mention(name)
                yield "This was begun otherwise: " + what + " changed since.", fix
