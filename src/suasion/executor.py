"""Where the tasks of long work run: the seam between the work and the machine that does it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Protocol, TypeVar, runtime_checkable

Result = TypeVar("Result")

AHEAD = 2  # tasks per worker that are made before their turn, so that no worker waits for the next


@runtime_checkable
class Executor(Protocol):
    """Runs tasks: on threads of this process (``jobs.threads``), at once (:data:`HERE`), or through a cluster's client."""

    @property
    def workers(self) -> int:
        """How many tasks run at the same time; 0 where each runs as soon as it is submitted."""

    def submit(self, task: Callable[[], Result], /) -> Future[Result]:
        """Takes a task over; the future holds its result, or the error that it raised."""


class Here:
    """Runs each task at once, on the thread that submits it."""

    workers = 0

    def submit(self, task: Callable[[], Result], /) -> Future[Result]:
        """Runs a task. What interrupts it is raised, everything else stands in the future."""
        future = Future[Result]()
        try:
            future.set_result(task())
        except Exception as error:
            future.set_exception(error)
        return future


HERE: Executor = Here()


def in_order(
    tasks: Iterable[Callable[[], Result]], executor: Executor, take: Callable[[Result], object]
) -> None:
    """Runs tasks and hands over their results in the order of the tasks.

    Args:
        tasks: What to run; each is taken from here shortly before its turn.
        executor: What runs them.
        take: Called on this thread with the result of each.
    """
    running: deque[Future[Result]] = deque()
    try:
        for task in tasks if executor.workers else _one_ahead(tasks):
            running.append(executor.submit(task))
            if len(running) > AHEAD * executor.workers:
                take(running.popleft().result())
        while running:
            take(running.popleft().result())
    finally:
        for future in running:
            future.cancel()


def _one_ahead(tasks: Iterable[Callable[[], Result]]) -> Iterator[Callable[[], Result]]:
    """Each task once the next has been made: making one may start what it will wait for."""
    waiting: deque[Callable[[], Result]] = deque()
    for task in tasks:
        waiting.append(task)
        if len(waiting) > 1:
            yield waiting.popleft()
    yield from waiting
