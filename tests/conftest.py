"""Puts this folder on the path, so that tests can share ``helpers``; sets how Hypothesis searches."""

from hypothesis import Phase, settings

# no "explain" and little shrinking: an example costs milliseconds, a recompilation seconds
settings.register_profile(
    "suasion", max_examples=50, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
settings.load_profile("suasion")
