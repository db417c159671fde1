"""Work on threads: in order whatever finishes first, few tasks made before their turn, the first failure raised."""

from __future__ import annotations

import time
from functools import partial
from threading import Event, Lock, get_ident

import pytest

from suasion.executor import AHEAD, HERE, in_order
from suasion.jobs.threads import Threads, in_background


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs):
    def slow_at_first(i: int) -> int:
        time.sleep(0.002 * (10 - i))
        return i

    found: list[int] = []
    in_order((partial(slow_at_first, i) for i in range(10)), Threads(jobs), found.append)
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

    in_order([work] * 20, Threads(2), lambda _: None)
    assert most == len(threads) == 2
    assert get_ident() not in threads


def test_tasks_are_made_shortly_before_their_turn():
    made, done = [], []

    def tasks():
        for i in range(50):
            made.append(i)
            assert len(made) - len(done) <= 2 * AHEAD + 1
            yield partial(int, i)

    in_order(tasks(), Threads(2), done.append)
    assert done == list(range(50))


def test_the_first_failure_is_raised_and_stops_the_rest():
    ran, found = [], []

    def work(i: int) -> int:
        ran.append(i)
        if i == 3:
            raise ZeroDivisionError
        return i

    with pytest.raises(ZeroDivisionError):
        in_order((partial(work, i) for i in range(100)), Threads(1), found.append)
    assert found == [0, 1, 2]
    assert len(ran) < 10


def test_background_work_runs_on_a_thread_of_its_own():
    go = Event()
    result = in_background(lambda: (go.wait(5), get_ident()))
    assert not result.done()
    go.set()
    waited, thread = result.result(5)
    assert waited and thread != get_ident()


def test_background_work_that_fails_says_so_when_asked():
    result = in_background(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        result.result(5)


def test_without_workers_tasks_run_on_this_thread_the_next_made_before_each():
    made, ran = [], []

    def tasks():
        for i in range(5):
            made.append(i)
            yield lambda i=i: (i, len(made), get_ident())

    in_order(tasks(), HERE, ran.append)
    assert [(i, ahead) for i, ahead, _ in ran] == [(0, 2), (1, 3), (2, 4), (3, 5), (4, 5)]
    assert {thread for _, _, thread in ran} == {get_ident()}


def test_an_executor_that_is_left_runs_nothing_that_had_not_started():
    go, ran = Event(), []
    with Threads(1) as executor:
        first = executor.submit(lambda: go.wait(5))
        futures = [executor.submit(partial(ran.append, i)) for i in range(5)]
    go.set()
    assert first.result(5)
    assert all(future.cancelled() for future in futures) and not ran
