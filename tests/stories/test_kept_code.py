"""Compiled code kept between processes: found again, never trusted when damaged, never in the way."""

from __future__ import annotations

import pytest

from suasion.files.store.objects import Objects


@pytest.fixture
def store(tmp_path):
    return Objects(tmp_path / "cache")


def test_what_was_kept_is_found(store):
    assert store.get("one") is None
    store.put("one", b"code")
    store.put("two", b"other code")
    assert (store.get("one"), store.get("two")) == (b"code", b"other code")


def test_what_is_damaged_is_compiled_again(store):
    store.put("one", b"code")
    (file,) = store.folder.iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert store.get("one") is None
    store.put("one", b"code")
    assert store.get("one") == b"code"


def test_another_version_of_the_equations_finds_nothing(store, monkeypatch):
    store.put("one", b"code")
    monkeypatch.setattr("suasion.files.store.objects._source", lambda: b"changed")
    assert Objects(store.folder).get("one") is None


def test_a_folder_that_takes_no_files_is_no_obstacle(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Objects(tmp_path / "file" / "cache")
    store.put("one", b"code")
    assert store.get("one") is None
