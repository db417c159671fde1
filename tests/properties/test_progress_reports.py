"""Progress is counted up, named, and never overshoots."""

from __future__ import annotations

from suasion.progress import Counter, silent, under


def test_a_counter_reports_its_beginning_every_step_and_its_end():
    reports: list[tuple[str, int, int]] = []
    counter = Counter(lambda *report: reports.append(report), "worlds", 1200)
    for number in (480, 480, 480):
        counter.add(number)
    assert reports == [("worlds", done, 1200) for done in (0, 480, 960, 1200)]


def test_a_counter_without_a_receiver_counts_in_silence():
    Counter(None, "worlds", 2).add()
    assert silent("worlds", 1, 2) is None


def test_a_step_can_be_reported_under_another_name():
    reports: list[tuple[str, int, int]] = []
    other = under("chance averaged out", lambda *report: reports.append(report))
    assert other is not None
    Counter(other, "worlds", 3).add(3)
    assert reports == [("chance averaged out", 0, 3), ("chance averaged out", 3, 3)]
    assert under("chance averaged out", None) is None
