"""Work on threads: in order whatever finishes first, few tasks made before their turn, the first failure told."""

from __future__ import annotations

import time
from functools import partial
from threading import Event, Lock, get_ident

import pytest

from suasion.jobs.threads import in_background
from suasion.simulation.threads import AHEAD, in_turn


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs):
    def slow_at_first(i: int) -> int:
        time.sleep(0.002 * (10 - i))
        return i

    found: list[int] = []
    in_turn((partial(slow_at_first, i) for i in range(10)), jobs, found.append)
    assert found == list(range(10))


def test_no_more_threads_than_jobs_work_at_once():
    lock, working, most, threads = Lock(), 0, 0, set()

    def work() -> None:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
            threads.add(get_ident())
        time.sleep(0.005)
        with lock:
            working -= 1

    in_turn([work] * 20, 2, lambda _: None)
    assert most == len(threads) == 2
    assert get_ident() not in threads


def test_tasks_are_made_shortly_before_their_turn():
    made, done = [], []

    def tasks():
        for i in range(50):
            made.append(i)
            assert len(made) - len(done) <= 2 * AHEAD + 1
            yield partial(int, i)

    in_turn(tasks(), 2, done.append)
    assert done == list(range(50))


def test_the_first_failure_is_told_and_stops_the_rest():
    ran, found = [], []

    def work(i: int) -> int:
        ran.append(i)
        if i == 3:
            raise ZeroDivisionError
        return i

    with pytest.raises(ZeroDivisionError):
        in_turn((partial(work, i) for i in range(100)), 1, found.append)
    assert found == [0, 1, 2]
    assert len(ran) < 10


def test_what_is_begun_is_worked_out_beside():
    go = Event()
    result = in_background(lambda: (go.wait(5), get_ident()))
    assert not result.done()
    go.set()
    waited, thread = result.result(5)
    assert waited and thread != get_ident()


def test_what_is_begun_and_fails_says_so_when_asked():
    result = in_background(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        result.result(5)
