"""How rights move: one mechanism a file, found without registration; ``year`` composes them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from suasion.domain.mechanism import Mechanism
from suasion.domain.parameter import Parameter


@cache
def catalogue() -> dict[str, Mechanism]:
    """Every mechanism of this folder by id, in alphabetical order."""
    names = sorted(info.name for info in iter_modules(__path__) if not info.ispkg)
    modules = [import_module(f"{__name__}.{name}") for name in names]
    mechanisms = [module.MECHANISM for module in modules if hasattr(module, "MECHANISM")]
    return {mechanism.id: mechanism for mechanism in mechanisms}


def switchable() -> tuple[str, ...]:
    """Ids of the mechanisms that an ablation can turn off."""
    return tuple(mechanism.id for mechanism in catalogue().values() if mechanism.switchable)


def parameters() -> dict[str, Parameter]:
    """Every declared parameter by id."""
    return {
        parameter.id: parameter for mechanism in catalogue().values() for parameter in mechanism.parameters
    }
