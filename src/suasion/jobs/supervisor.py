"""Carries out many jobs: so many at once, with reports, and nothing left running when it is interrupted."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Protocol

from suasion.executor import Executor
from suasion.jobs.record import Job
from suasion.progress import Progress, silent


class Runner(Protocol):
    """How one job is carried out: in a process of this machine (``jobs.processes``), or by a cluster's worker."""

    def run(self, job: Job, progress: Progress, /) -> None:
        """Does all of a job's work, reporting as it goes."""

    def stop(self) -> None:
        """Ends at once whatever runs."""


Event = tuple[str, int, int] | Future[None]


def carry_out(
    jobs: Sequence[Job],
    executor: Executor,
    runner: Runner,
    *,
    progress: Progress | None = None,
    first_alone: bool = False,
) -> None:
    """Carries out all jobs. What they stored before an error or an interruption stays.

    Args:
        jobs: The jobs, in the order in which they are begun.
        executor: Decides how many run at once.
        runner: Carries out one.
        progress: Receives the reports of all jobs, on this thread.
        first_alone: Whether the others wait until the first has got ahead: it compiles code that they take over.

    Raises:
        SuasionError: A job could not be carried out; the others were stopped.
    """
    report = progress or silent
    events: queue.Queue[Event] = queue.Queue()

    def submit(job: Job) -> None:
        future = executor.submit(partial(runner.run, job, lambda *event: events.put(event)))
        future.add_done_callback(events.put)

    waiting = list(jobs)
    running = 0
    first_report: dict[str, int] = {}
    alone = first_alone
    try:
        while waiting or running:
            while waiting and not (alone and running):
                submit(waiting.pop(0))
                running += 1
            event = _next(events)
            if isinstance(event, Future):
                event.result()
                running -= 1
                continue
            report(*event)
            step, done, _ = event
            alone = alone and done <= first_report.setdefault(step, done)
    finally:
        runner.stop()


def _next(events: queue.Queue[Event]) -> Event:
    """The next event; wakes now and then, so that Ctrl-C is heard on every system."""
    while True:
        try:
            return events.get(timeout=1)
        except queue.Empty:
            continue
