"""Work begun beside other work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result]) -> Future[Result]:
    """Begins to work something out, on a thread that no exit waits for."""
    result = Future[Result]()

    def answer() -> None:
        try:
            result.set_result(work())
        except BaseException as error:
            result.set_exception(error)

    Thread(target=answer, daemon=True).start()
    return result
