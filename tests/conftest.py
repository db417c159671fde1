"""Puts this folder on the path, so that tests can share ``helpers``; sets how Hypothesis searches; adds datasets."""

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# no "explain" and little shrinking: an example costs milliseconds, a recompilation seconds
QUICK = settings(max_examples=50, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
# the same examples every time, so that a run can be repeated; `pytest --hypothesis-profile=search` looks further
settings.register_profile("suasion", QUICK, derandomize=True, database=None)
settings.register_profile("search", QUICK)
settings.load_profile("suasion")

PRODUCED = Path(os.environ.get("SUASION_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))


@pytest.fixture(scope="session")
def produced():
    """The folder of the producers' files; the test is skipped, aloud, where it is absent."""
    if not PRODUCED.is_dir():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    return PRODUCED


@pytest.fixture(scope="session")
def added(produced, tmp_path_factory):
    """A data folder to which all of them were added, once in a session."""
    from suasion.lab import add_data

    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUASION_DATA", str(folder))
        add_data(produced)
    return folder


@pytest.fixture
def data_folder(added, monkeypatch):
    """The same, as the user's data folder; not to be written to."""
    monkeypatch.setenv("SUASION_DATA", str(added))
    return added


@pytest.fixture(scope="session")
def panel_of_tests(added):
    """The whole panel, built once in a session."""
    from suasion.lab import load_panel

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUASION_DATA", str(added))
        return load_panel()
