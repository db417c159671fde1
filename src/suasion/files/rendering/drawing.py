"""Figures drawn by other processes: drawing is the longest part of a brief, and one process keeps to one core."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

PROCESSES = 2
#: Starts the renderer before it is asked for anything, since the start takes as long as many figures.
SCRIPT = (
    "import json, sys, vl_convert\n"
    'vl_convert.vegalite_to_svg(\'{"data": {"values": []}, "mark": "point"}\')\n'
    "text = sys.stdin.read()\n"
    "json.dump([vl_convert.vegalite_to_svg(spec) for spec in json.loads(text or '[]')], sys.stdout)\n"
)


class Renderers:
    """Processes that draw, each its share."""

    def __init__(self) -> None:
        self._running = [process for process in (_begin() for _ in range(PROCESSES)) if process]
        self._drawing, self._stopped = Lock(), False

    def svgs(self, specs: Sequence[str]) -> list[str]:
        """Vega-Lite specifications as SVG, in their order.

        What no other process could draw is drawn by this one; the pictures are the same.

        Raises:
            RuntimeError: It was asked to stop.
        """
        with self._drawing:
            return self._svgs(specs)

    def _svgs(self, specs: Sequence[str]) -> list[str]:
        running = self._running
        shares = [list(range(i, len(specs), len(running))) for i in range(len(running))]
        for process, share in zip(running, shares, strict=True):
            _send(process, json.dumps([specs[i] for i in share]))
        pictures: dict[int, str] = {}
        for process, share in zip(running, shares, strict=True):
            pictures |= dict(zip(share, _receive(process), strict=False))
        self._running = []
        if self._stopped:
            raise RuntimeError("the drawing was stopped")
        missing = [i for i in range(len(specs)) if i not in pictures]
        if missing:
            import vl_convert

            pictures |= {i: str(vl_convert.vegalite_to_svg(specs[i])) for i in missing}
        return [pictures[i] for i in range(len(specs))]

    def stop(self) -> None:
        """Ends the processes that have not answered, though another thread may wait for them."""
        self._stopped = True
        for process in self._running:
            process.kill()
        with self._drawing:
            for process in self._running:
                process.communicate()
            self._running = []


@contextmanager
def renderers() -> Iterator[Renderers]:
    """Processes that draw; none is left behind."""
    made = Renderers()
    try:
        yield made
    finally:
        made.stop()


def _begin() -> subprocess.Popen[bytes] | None:
    """A process that waits for specifications; none where it cannot be started."""
    if not sys.executable:
        return None
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", SCRIPT],  # -P: a module in the working folder is not imported
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


def _send(process: subprocess.Popen[bytes], text: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(text.encode("ascii"))
        process.stdin.close()
    except OSError:  # it has ended already; what it should have drawn is missing
        process.kill()
    process.stdin = None


def _receive(process: subprocess.Popen[bytes]) -> list[str]:
    """What a process drew; nothing where it failed."""
    content, _ = process.communicate()
    return [str(one) for one in json.loads(content)] if process.returncode == 0 else []
