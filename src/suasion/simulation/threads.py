"""Work on threads, taken in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

AHEAD = 2  # tasks per thread that are made before their turn, so that no thread waits for the next


def in_turn(tasks: Iterable[Callable[[], Result]], jobs: int, done: Callable[[Result], object]) -> None:
    """Runs tasks on threads and hands over what they give, in the order of the tasks.

    Args:
        tasks: What to run; each is taken from here shortly before its turn.
        jobs: Threads.
        done: Called on this thread with what each task gave.
    """
    jobs = max(1, jobs)
    pool = ThreadPoolExecutor(jobs)
    running: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            running.append(pool.submit(task))
            if len(running) > AHEAD * jobs:
                done(running.popleft().result())
        while running:
            done(running.popleft().result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C does not wait for what is compiling
