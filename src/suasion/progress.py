"""How far long work has come: the one way in which every long command reports it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Progress(Protocol):
    """Receives reports while long work runs, possibly from several threads.

    A step is one part of the work with a count of its own: ``("worlds", 480, 10_000)``. Its first report may have
    ``done`` at 0; in its last, ``done`` equals ``total``. Steps may overlap in time.
    """

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """Receives one report.

        Args:
            step: Which step of the work.
            done: How much of it is done.
            total: Of how much.
        """


def silent(step: str, done: int, total: int, /) -> None:
    """Reports nothing."""


class Counter:
    """Counts one step up and reports each change, the beginning included.

    Args:
        progress: Who receives the reports; nobody if not given.
        step: Which step of the work.
        total: How much there is to do.
    """

    def __init__(self, progress: Progress | None, step: str, total: int) -> None:
        self._report = progress or silent
        self._step = step
        self._total = total
        self._done = 0
        self._report(step, 0, total)

    def add(self, number: int = 1) -> None:
        """Reports that this much more is done; never more than the total."""
        self._done = min(self._done + number, self._total)
        self._report(self._step, self._done, self._total)


def under(step: str, progress: Progress | None) -> Progress | None:
    """The same receiver, with every report made under this step's name."""
    if progress is None:
        return None
    report = progress

    def renamed(_: str, done: int, total: int, /) -> None:
        report(step, done, total)

    return renamed
