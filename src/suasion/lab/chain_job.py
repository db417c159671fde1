"""The job of one chain: piece by piece, each stored before it is reported."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import IO, ClassVar, cast

from suasion.domain.scale import Scale
from suasion.errors import Problem, Wording, wording
from suasion.files.store.checkpoints import Checkpoints, log_name
from suasion.jobs.record import Job
from suasion.measure.sampler import Sampler, Settings
from suasion.measure.scoring.readings import Readings
from suasion.progress import Progress


class ChainJob(Job):
    """One chain of a measurement.

    Attributes:
        folder: Folder of the checkpoints.
        chain: Number of the chain, from 0.
    """

    again: ClassVar[str] = Wording(
        "Run it again; if it breaks off again, tell us.",
        "Go on with --resume; if it breaks off again, tell us.",
    )
    again_smaller: ClassVar[str] = Wording(
        "Run it with `jobs=1`, which needs less.", "Go on with --resume --jobs 1, which needs less."
    )

    folder: str
    chain: int

    @property
    def step(self) -> str:
        return f"chain {self.chain + 1}"

    def run(self, progress: Progress) -> None:
        checkpoints = self._checkpoints
        record = checkpoints.record()
        assert record is not None and record.measure != "index"
        sampler = load_sampler(record.sampler)
        settings = Settings(**record.settings)
        model = sampler.model(readings(checkpoints, record.scale), record.measure)
        length = settings.warmup + settings.sweeps
        pieces, stored = checkpoints.position(self.chain)
        position = stored if pieces else sampler.begin(model, settings, self.chain)
        while (share := sampler.done(settings, position)) < 1.0:
            progress(self.step, round(share * length), length)
            position, draws = sampler.advance(model, settings, position)
            pieces += 1
            checkpoints.save(self.chain, pieces, position, draws.scores, draws.items)
        progress(self.step, length, length)

    def log(self) -> AbstractContextManager[IO[bytes]]:
        return self._checkpoints.log(log_name(self.chain))

    def last_words(self) -> str:
        return self._checkpoints.last_words(log_name(self.chain))

    def failed(self, error: Exception) -> Problem:
        why = str(error).split("\n")[0].rstrip(".") or type(error).__name__
        return Problem(
            self.step,
            f"The sampler broke down: {why}.",
            wording("Try another {seed}, and look at the readings.", seed=None),
        )

    @property
    def _checkpoints(self) -> Checkpoints:
        return Checkpoints(Path(self.folder))


def load_sampler(module: str) -> Sampler:
    """The sampler of this module's name."""
    return cast(Sampler, import_module(module))


def readings(checkpoints: Checkpoints, scale: Scale) -> Readings:
    """The readings as they were stored."""
    arrays = checkpoints.inputs()
    values = {item.id: arrays[f"item-{item.id}"] for item in scale.items}
    return Readings(scale, arrays["cow"], arrays["year"], values)
