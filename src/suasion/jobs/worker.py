"""What the process of a job runs: reads the record, does the work, writes how far it has come."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from suasion.errors import SuasionError
from suasion.jobs.messages import Refusal, Report
from suasion.jobs.record import Job


def name_of(job: Job) -> str:
    """The name by which another process finds the job's kind."""
    kind = type(job)
    return f"{kind.__module__}:{kind.__qualname__}"


def work(kind: str, record: str) -> None:
    """Carries out one job.

    Args:
        kind: As :func:`name_of` has it.
        record: The job as JSON.
    """
    module, _, name = kind.partition(":")
    job: Job = getattr(import_module(module), name).model_validate_json(record)
    try:
        job.run(lambda step, done, total, /: _write(Report(step=step, done=done, total=total)))
    except SuasionError as error:
        _write(Refusal.of(error.problems))
    except (ArithmeticError, ValueError, RuntimeError, MemoryError) as error:
        _write(Refusal.of([job.failed(error)]))


def _write(message: Report | Refusal) -> None:
    """One line for the process that waits; without that one there is nothing left to do."""
    try:
        sys.stdout.write(message.model_dump_json() + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(1)
