"""Ctrl-C, which is heard at every stage."""

from __future__ import annotations

import _thread
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from types import FrameType

SOON = 0.02  # seconds until Ctrl-C is raised again where Python could not pass it on
PATIENCE = 3.0  # seconds that what was interrupted has to tidy up


@contextmanager
def heard() -> Iterator[None]:
    """Sees to it that Ctrl-C reaches whoever called.

    Python drops what is raised in a callback (of a weak reference, of a finalizer), and so do some libraries in mid-import:
    there Ctrl-C is raised again. A process that was told to ignore it (``nohup``) goes on ignoring it.
    """
    if (
        current_thread() is not main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    arrived, unraisable = Event(), sys.unraisablehook

    def stop(*_: int | FrameType | None) -> None:
        _again(PATIENCE, arrived)
        raise KeyboardInterrupt

    def dropped(what: sys.UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            _again(SOON, arrived)
        else:
            unraisable(what)

    signal.signal(signal.SIGINT, stop)
    sys.unraisablehook = dropped
    try:
        yield
    finally:
        arrived.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = unraisable


def _again(seconds: float, arrived: Event) -> None:
    """Raises Ctrl-C once more on the main thread, unless it has arrived by then."""

    def wait() -> None:
        if not arrived.wait(seconds):
            _thread.interrupt_main()

    Thread(target=wait, daemon=True).start()


def ignore() -> None:
    """Hears Ctrl-C no more: what it asked for is under way."""
    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
