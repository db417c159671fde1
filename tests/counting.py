"""A job for tests of all that stands around jobs: it counts to a number, a file for each step done."""

from __future__ import annotations

import os
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, ClassVar

from suasion.errors import Problem, SuasionError
from suasion.jobs.record import Job
from suasion.progress import Progress


class Counting(Job):
    again: ClassVar[str] = "Start it again."
    again_smaller: ClassVar[str] = "Start it again with less."

    folder: str
    name: str
    until: int
    wait: float = 0.0
    breaks: str = ""

    @property
    def step(self) -> str:
        return self.name

    def run(self, progress: Progress) -> None:
        done = len(list(Path(self.folder).glob(f"{self.name}-*")))
        while done < self.until:
            progress(self.name, done, self.until)
            time.sleep(self.wait)
            if self.breaks == "refuses":
                raise SuasionError(Problem("a file", "It is full.", "Empty it."))
            if self.breaks == "fails":
                raise ArithmeticError("no number")
            if self.breaks == "exits":
                sys.stderr.write("a slip of the code\n")
                os._exit(3)
            print("a library prints what it likes")
            (Path(self.folder) / f"{self.name}-{done}").write_text("", "utf-8")
            done += 1
        progress(self.name, done, self.until)

    def log(self) -> AbstractContextManager[IO[bytes]]:
        return (Path(self.folder) / f"{self.name}.log").open("wb")

    def last_words(self) -> str:
        return (Path(self.folder) / f"{self.name}.log").read_text("utf-8").strip()

    def failed(self, error: Exception) -> Problem:
        return Problem(self.name, f"It failed: {error}.", self.again)
