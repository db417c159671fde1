"""Jobs: carried out by processes or by anything else that runs them, with reports; stopped whole, and gone on with."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import get_ident

import pytest
from pydantic import ValidationError

from counting import Counting
from suasion.errors import SuasionError
from suasion.executor import HERE, Executor
from suasion.jobs.identity import meaning
from suasion.jobs.messages import Refusal, Report, read
from suasion.jobs.processes import Processes
from suasion.jobs.record import Job
from suasion.jobs.supervisor import carry_out
from suasion.jobs.threads import Threads
from suasion.progress import Progress

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


class InThisProcess:
    """Stands for a cluster: runs a job from its record wherever the executor has put it."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.stopped = False

    def run(self, job: Job, progress: Progress, /) -> None:
        self.order.append(job.step)
        type(job).model_validate_json(job.model_dump_json()).run(progress)

    def stop(self) -> None:
        self.stopped = True


def counting(folder: Path, *names: str, until: int = 3, **more) -> list[Counting]:
    return [Counting(folder=str(folder), name=name, until=until, **more) for name in names]


def done(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".log")


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_whatever_runs_them_jobs_come_to_the_same_end(tmp_path, workers):
    executor: Executor = Threads(workers) if workers else HERE
    runner = InThisProcess()
    reports: list[tuple[str, int, int]] = []
    carry_out(counting(tmp_path, "a", "b"), executor, runner, progress=lambda *one: reports.append(one))
    assert done(tmp_path) == ["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]
    for name in ("a", "b"):
        assert [one for one in reports if one[0] == name] == [(name, count, 3) for count in range(4)]
    assert runner.stopped


def test_processes_do_the_same_and_report_on_the_thread_that_asked(tmp_path):
    threads = set()
    reports: list[tuple[str, int, int]] = []

    def report(*one) -> None:
        threads.add(get_ident())
        reports.append(one)

    with Threads(2) as executor:
        carry_out(counting(tmp_path, "a", "b"), executor, Processes(ENVIRONMENT), progress=report)
    assert done(tmp_path) == ["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]
    assert [one for one in reports if one[0] == "a"] == [("a", count, 3) for count in range(4)]
    assert threads == {get_ident()}


def test_the_first_runs_alone_until_it_has_got_ahead(tmp_path):
    runner = InThisProcess()
    before: dict[str, list[str]] = {}

    def report(step: str, count: int, total: int) -> None:
        before.setdefault(f"{step}-{count}", list(runner.order))

    with Threads(3) as executor:
        jobs = counting(tmp_path, "a", "b", "c", wait=0.1)
        carry_out(jobs, executor, runner, progress=report, first_alone=True)
    assert before["a-0"] == ["a"]
    assert len(done(tmp_path)) == 9


def test_a_job_that_was_finished_before_does_not_keep_the_others_waiting(tmp_path):
    for number in range(3):
        (tmp_path / f"a-{number}").write_text("", "utf-8")
    with Threads(2) as executor:
        carry_out(counting(tmp_path, "a", "b", "c"), executor, InThisProcess(), first_alone=True)
    assert len(done(tmp_path)) == 9


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        ("refuses", "It is full. Empty it."),
        ("fails", "It failed: no number."),
        ("exits", "Its process broke off (exit code 3): a slip of the code. Start it again."),
    ],
)
def test_what_breaks_is_named_the_others_stop_and_all_can_go_on(tmp_path, breaks, says):
    jobs = [
        *counting(tmp_path, "a", until=1000, wait=0.01),
        *counting(tmp_path, "b", wait=1.0, breaks=breaks),
    ]
    with Threads(2) as executor, pytest.raises(SuasionError) as error:
        carry_out(jobs, executor, Processes(ENVIRONMENT))
    assert says in str(error.value)
    count = len(done(tmp_path))
    assert 0 < count < 1000
    carry_out(counting(tmp_path, "a", until=count + 2), HERE, InThisProcess())
    assert len(done(tmp_path)) == count + 2


def test_an_interruption_leaves_no_process_behind(tmp_path):
    processes = Processes(ENVIRONMENT)

    def interrupt(step: str, count: int, total: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    with Threads(2) as executor, pytest.raises(KeyboardInterrupt):
        jobs = counting(tmp_path, "a", "b", until=1000, wait=0.02)
        carry_out(jobs, executor, processes, progress=interrupt)
    count = len(done(tmp_path))
    processes.run(counting(tmp_path, "c")[0], lambda *_: None)  # nothing starts any more
    assert len(done(tmp_path)) == count


def test_a_record_is_frozen_and_refuses_what_it_does_not_know():
    job = Counting(folder="/", name="a", until=3)
    with pytest.raises(ValidationError):
        job.until = 4
    with pytest.raises(ValidationError):
        Counting.model_validate_json('{"folder": "/", "name": "a", "until": 3, "utnil": 4}')


def test_messages_are_read_and_other_lines_are_not():
    report = Report(step="a", done=1, total=2)
    assert read(report.model_dump_json()) == report
    assert isinstance(read('{"kind": "refusal", "problems": [[["a", "a"], ["b", "b"], ["", ""]]]}'), Refusal)
    for line in ("", "hello", "[1]", '{"share": 0.5}', "null"):
        assert read(line) is None


def test_comments_docstrings_and_layout_are_no_part_of_what_code_means():
    code = 'def f(x):\n    """Adds."""\n    return x + 1  # more\n'
    assert meaning(code) == meaning('"""A module."""\ndef f( x ):\n\n    "Adds one."\n    return x+1')
    assert meaning(code) != meaning(code.replace("1", "2"))
