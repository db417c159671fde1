"""Work on threads of this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from types import TracebackType
from typing import Self

from suasion.executor import Result


class Threads:
    """An executor of threads; as a context manager it drops what has not started when it is left.

    Args:
        workers: How many threads.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool = ThreadPoolExecutor(self.workers)

    def submit(self, task: Callable[[], Result], /) -> Future[Result]:
        """Takes a task over."""
        return self._pool.submit(task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C does not wait for what is compiling


def in_background(work: Callable[[], Result]) -> Future[Result]:
    """Starts work on a thread of its own, which no exit waits for."""
    future = Future[Result]()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
