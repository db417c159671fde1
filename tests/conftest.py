"""Puts this folder on the path, so that tests can share ``helpers``; sets how Hypothesis searches."""

from hypothesis import Phase, settings

# no "explain" and little shrinking: an example costs milliseconds, a recompilation seconds
QUICK = settings(max_examples=50, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
# the same examples every time, so that a run can be repeated; `pytest --hypothesis-profile=search` looks further
settings.register_profile("suasion", QUICK, derandomize=True, database=None)
settings.register_profile("search", QUICK)
settings.load_profile("suasion")
