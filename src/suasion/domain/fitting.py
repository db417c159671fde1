"""What a fit of the kernel is asked for, and what decides its draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from suasion.domain.findings.posterior import Method
from suasion.domain.model import Model
from suasion.errors import Problem, nearest

#: Iterations between two checkpoints; warm-up and draws are multiples of it.
PIECE = 100
LEAST = {"chains": 1, "warmup": PIECE, "draws": PIECE, "keep": 20}


@dataclass(frozen=True, kw_only=True)
class FitArguments:
    """Arguments of ``suasion fit`` and of ``suasion.fit_kernel``.

    Attributes:
        panel: Path of a panel as ``suasion panel --out`` writes it; built from the data folder if empty.
        method: ``nuts`` or ``laplace``.
        without: A state to leave out, by ISO3 code or Correlates of War number; none if empty.
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
    warmup: int = 600
    draws: int = 1500
    keep: int = 500
    jobs: int | None = None

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the arguments, whatever the panel."""
        if self.method not in get_args(Method):
            known = nearest(self.method, get_args(Method))
            yield Problem(f"--method {self.method[:40]}", "No method has this name.", known)
        if not 0 <= self.seed < 2**63:
            yield Problem(f"--seed {self.seed}", "A seed is a whole number from 0 to 2**63 - 1.")
        if self.jobs is not None and self.jobs < 1:
            yield Problem(
                f"--jobs {self.jobs}", "At least one process is needed.", "Leave it out to use all cores."
            )
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                yield Problem(f"--{name} {getattr(self, name)}", f"At least {least} are needed.")
        for name in ("warmup", "draws"):
            if getattr(self, name) % PIECE:
                what = f"Iterations are sampled {PIECE} at a time."
                yield Problem(f"--{name} {getattr(self, name)}", what, f"Give a multiple of {PIECE}.")
        if self.keep > self.chains * self.draws:
            what = f"There are only {self.chains * self.draws:,} draws."
            yield Problem(f"--keep {self.keep}", what, "Keep fewer, or raise --draws.")


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
        fix = "Give the same as before, or begin anew with --force."
        names = {"panel": "the panel", "code": "Suasion's code", "versions": "the versions of packages"}
        for name in type(self).model_fields:
            if getattr(self, name) != getattr(now, name):
                yield f"This was begun otherwise: {names.get(name, f'--{name}')} changed since.", fix
