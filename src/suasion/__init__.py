"""Suasion: which strategy moves a state that signs human-rights treaties and breaks them?

>>> import suasion
>>> comparison = suasion.compare("north-korea", worlds=2000)  # doctest: +SKIP
>>> print(comparison.text)  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors and type checkers; at run time a name is imported when it is asked for
    from suasion.errors import SuasionError
    from suasion.lab import (
        add_data,
        case_names,
        check_data,
        cite,
        cite_data,
        compare,
        countries,
        country,
        data_status,
        depth,
        describe_data,
        draw_worlds,
        fit_kernel,
        list_data,
        load_case,
        load_data,
        load_panel,
        load_posterior,
        load_run,
        load_scores,
        measure_scores,
        score_draws,
        simulate,
        solve,
        state_scores,
        support,
        talks,
        talks_names,
        threat_equilibria,
        threat_fit,
    )

    __version__: str

__all__ = [
    "SuasionError",
    "add_data",
    "case_names",
    "check_data",
    "cite",
    "cite_data",
    "compare",
    "countries",
    "country",
    "data_status",
    "depth",
    "describe_data",
    "draw_worlds",
    "fit_kernel",
    "list_data",
    "load_case",
    "load_data",
    "load_panel",
    "load_posterior",
    "load_run",
    "load_scores",
    "measure_scores",
    "score_draws",
    "simulate",
    "solve",
    "state_scores",
    "support",
    "talks",
    "talks_names",
    "threat_equilibria",
    "threat_fit",
]


def __getattr__(name: str) -> Any:
    if name == "SuasionError":
        from suasion.errors import SuasionError

        return SuasionError
    if name == "__version__":
        from importlib.metadata import version

        return version("suasion")
    if name in __all__:
        from suasion import lab

        return getattr(lab, name)
    raise AttributeError(f"module 'suasion' has no attribute {name!r}", name=name, obj=sys.modules[__name__])


def __dir__() -> list[str]:
    return sorted(__all__)
