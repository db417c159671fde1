"""A job: work that a process of its own can carry out, here or on another machine, from its record alone."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import AbstractContextManager
from typing import IO, ClassVar

from suasion.domain.model import Model
from suasion.errors import Problem
from suasion.progress import Progress


class Job(Model):
    """A typed, frozen record of work, which can be written as JSON and read again by another process.

    A kind of job adds its fields, and says how it is carried out. It stores each part of its work as it is finished, so
    that the same record, run again, goes on where the last run stopped.
    """

    #: How a user goes on with what stopped, and how with less memory.
    again: ClassVar[str]
    again_smaller: ClassVar[str]

    @property
    @abstractmethod
    def step(self) -> str:
        """What the job is called in reports and in problems."""

    @abstractmethod
    def run(self, progress: Progress) -> None:
        """Does the work from where it stands to its end.

        Raises:
            SuasionError: What the user can mend.
        """

    @abstractmethod
    def log(self) -> AbstractContextManager[IO[bytes]]:
        """Opens the file that the job's process writes its warnings and errors to."""

    @abstractmethod
    def last_words(self) -> str:
        """The last line of that file; empty if there is none."""

    @abstractmethod
    def failed(self, error: Exception) -> Problem:
        """What a user is told of an error that the work itself raised."""

    def ended(self, code: int) -> Problem:
        """What a user is told where the job's process ended before its work did.

        Args:
            code: The exit code; below 0 the number of the signal that ended it.
        """
        if code < 0:
            what = f"Its process was ended by signal {-code}, most likely for want of memory."
            return Problem(self.step, what, self.again_smaller)
        words = self.last_words()
        what = f"Its process broke off (exit code {code}){f': {words}' if words else ''}".rstrip(".") + "."
        return Problem(self.step, what, self.again)
