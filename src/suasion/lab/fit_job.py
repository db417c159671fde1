"""The job of one part of a fit: piece by piece, each stored before it is reported."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, ClassVar

import numpy as np

from suasion.domain.fitting import PIECE, FitRecord
from suasion.errors import Problem, wording
from suasion.files.store.fit_parts import FitParts
from suasion.jobs.record import Job
from suasion.progress import Progress

if TYPE_CHECKING:
    from suasion.estimate.histories import Histories
    from suasion.estimate.nuts import Position
    from suasion.estimate.parts import Samples


class FitJob(Job):
    """One chain of the choice of a series, or all that is quick.

    Attributes:
        folder: Folder of the parts.
        part: Name of the part; empty for all that is quick.
        chain: Number of the chain, from 0.
    """

    again: ClassVar[str] = wording("Go on with {resume}; if it breaks off again, tell us.", resume=True)
    again_smaller: ClassVar[str] = wording(
        "Go on with {resume} and {jobs}, which needs less.", resume=True, jobs=1
    )

    folder: str
    part: str = ""
    chain: int = 0

    @property
    def step(self) -> str:
        if not self.part:
            return "sizes and events"
        return f"{self.part.partition('.')[2].replace('_', ' ')}, chain {self.chain + 1}"

    def run(self, progress: Progress) -> None:
        store = FitParts(Path(self.folder))
        record = store.record()
        assert record is not None
        if self.part:
            self._chain(store, record, progress)
        else:
            self._quick(store, record, progress)

    def log(self) -> AbstractContextManager[IO[bytes]]:
        return FitParts(Path(self.folder)).log(self.step)

    def last_words(self) -> str:
        return FitParts(Path(self.folder)).last_words(self.step)

    def failed(self, error: Exception) -> Problem:
        why = str(error).split("\n")[0].rstrip(".") or type(error).__name__
        return Problem(
            self.step,
            f"The fit broke down: {why}.",
            wording("Try another {seed}, and look at the panel.", seed=None),
        )

    def _chain(self, store: FitParts, record: FitRecord, progress: Progress) -> None:
        from suasion.estimate.nuts import Position, Sampler
        from suasion.estimate.parts import part
        from suasion.estimate.rows import rows

        of = histories_of(store.inputs())
        model = part(self.part, of, rows(of), observed=record.observed)
        sampler = Sampler(
            model.model,
            model.data,
            warmup=record.warmup,
            draws=record.draws,
            seed=seed_of(record, self.part),
            chain=self.chain,
        )
        position = self._stored(store) or sampler.begin
        while position.done < sampler.length:
            progress(self.step, position.done, sampler.length)
            position, draws = sampler.advance(position)
            if draws:
                store.put(piece_name(self.part, self.chain, position.done), draws)
            leaves = {f"leaf_{i:03}": leaf for i, leaf in enumerate(position.leaves)}
            store.put(self._position_name, {"done": np.array(position.done), **leaves})
        assert isinstance(position, Position)
        progress(self.step, sampler.length, sampler.length)

    @property
    def _position_name(self) -> str:
        return f"{self.part}-{self.chain + 1}.position.npz"

    def _stored(self, store: FitParts) -> Position | None:
        from suasion.estimate.nuts import Position

        if not store.has(self._position_name):
            return None
        arrays = store.get(self._position_name)
        return Position(int(arrays.pop("done")), tuple(arrays[name] for name in sorted(arrays)))

    def _quick(self, store: FitParts, record: FitRecord, progress: Progress) -> None:
        from suasion.estimate import parts
        from suasion.estimate.rows import rows

        of = histories_of(store.inputs())
        table = rows(of)
        names = parts.QUICK if record.method == "nuts" else parts.PARTS
        for done, name in enumerate(names):
            progress(self.step, done, len(names))
            if store.has(part_name(name)):
                continue
            model = (
                parts.falls(of, store.get(part_name("waves")))
                if name == "breakdowns"
                else parts.part(name, of, table, observed=record.observed)
            )
            store.put(part_name(name), _samples(model, name, record))
        progress(self.step, len(names), len(names))


def _samples(model: object, name: str, record: FitRecord) -> Samples:
    from suasion.estimate import parts

    assert isinstance(model, parts.Part)
    seed = seed_of(record, name)
    if record.method == "laplace":
        draws = max(record.keep, record.draws)
        return parts.approximated(model, draws=draws, seed=seed, observed=record.observed)
    return parts.sampled(model, chains=record.chains, warmup=record.warmup, draws=record.draws, seed=seed)


def seed_of(record: FitRecord, part: str) -> int:
    """Seed of a part: parts whose luck were the same would seem correlated."""
    return int(np.random.SeedSequence([record.seed, *part.encode()]).generate_state(1)[0])


def part_name(part: str) -> str:
    """File of a part that is sampled at once."""
    return f"{part}.npz"


def piece_name(part: str, chain: int, done: int) -> str:
    """File of a piece of a chain."""
    return f"{part}-{chain + 1}-{done // PIECE:04}.npz"


def histories_of(arrays: dict[str, np.ndarray]) -> Histories:
    """The histories as they were stored."""
    from suasion.estimate.histories import Histories

    codes = tuple(str(code) for code in arrays["iso3"])
    return Histories(**{**arrays, "iso3": codes})  # type: ignore[arg-type]
