"""The engine's own text run by NumPy: the same functions with NumPy in the place of JAX and of machine code.

Inside :func:`numpy_twin` every module of the engine reads its arrays from NumPy, loops over the years in
Python, and takes special functions from SciPy. Nothing is written twice, so a difference in speed is a
difference between engines and not between models.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import jax
import numpy as np
import scipy.special

import suasion.mechanisms
import suasion.simulation
from suasion.simulation import play, rollout
from suasion.simulation.backends.jax import JaxBackend
from suasion.simulation.backends.native.backend import NativeBackend
from suasion.simulation.backends.protocol import Program
from suasion.simulation.setup import Game

FOLDERS = (suasion.mechanisms, suasion.simulation)
NATIVE = NativeBackend()


def _modules() -> list[ModuleType]:
    """Every module of the engine, imported."""
    for folder in FOLDERS:
        for found in pkgutil.iter_modules(folder.__path__):
            importlib.import_module(f"{folder.__name__}.{found.name}")
    starts = tuple(f"{folder.__name__}." for folder in FOLDERS)
    return [module for name, module in sorted(sys.modules.items()) if name.startswith(starts)]


def _scan(step: Callable[[Any, Any], tuple[Any, Any]], carry: Any, inputs: Any) -> tuple[Any, Any]:
    """``jax.lax.scan`` as a plain loop over the leading axis."""
    outputs = []
    for t in range(len(jax.tree.leaves(inputs)[0])):
        now = jax.tree.map(lambda leaf, t=t: leaf[t], inputs)
        carry, output = step(carry, now)
        outputs.append(output)
    return carry, jax.tree.map(lambda *leaves: np.stack(leaves), *outputs)


def _cond(needed: Any, longer: Callable[..., Any], shorter: Callable[..., Any], *given: Any) -> Any:
    """``jax.lax.cond`` with what is known already."""
    return longer(*given) if needed else shorter(*given)


#: What stands for ``jax`` itself inside the twin.
PLAIN = SimpleNamespace(tree=jax.tree, lax=SimpleNamespace(scan=_scan, cond=_cond))
BACK_ENDS = "suasion.simulation.backends"
#: What stands for a module's global of this name.
SWAPPED: dict[str, Any] = {
    "jnp": np,
    "jax": PLAIN,
    "ndtri": scipy.special.ndtri,
    "erf": scipy.special.erf,
}


@contextmanager
def numpy_twin() -> Iterator[None]:
    """Within this block the engine's modules compute with NumPy, uncompiled."""
    kept: list[tuple[ModuleType, str, Any]] = []
    for module in _modules():
        for name, value in list(vars(module).items()):
            if name in SWAPPED and not module.__name__.startswith(BACK_ENDS):
                kept.append((module, name, value))
                setattr(module, name, SWAPPED[name])
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


class Job:
    """One block of worlds ready to be played by any engine, all mechanisms on.

    Args:
        game: The case made ready.
        worlds: How many worlds.
        first: Number of the first world.
    """

    def __init__(self, game: Game, worlds: int, first: int = 0) -> None:
        index = np.arange(first, first + worlds, dtype=np.uint32)
        drawn = play.draw_worlds(game, index, {})()
        years = game.years
        policies = game.policies._replace(
            schedule=game.policies.schedule[:years], ahead=game.policies.ahead[:years]
        )
        masks = {name: np.array(1.0) for name in suasion.mechanisms.switchable()}
        self.shape = game.shape
        self.inputs = (policies, game.setting, drawn, masks, game.keys, index)
        self.years = worlds * game.shape.strategies * years

        policies, setting, drawn, masks, keys, _ = self.inputs
        program = Program(policies, setting, masks, keys, drawn.ids, self.shape)
        self.native, self.jax = NATIVE.player(program), JaxBackend().player(program)

    def run(self) -> dict[str, np.ndarray]:
        """Outcomes, [strategy, world], by machine code."""
        return self.native(self.inputs[2], self.inputs[-1])[0]

    def traced(self) -> dict[str, np.ndarray]:
        """The same by JAX."""
        return self.jax(self.inputs[2], self.inputs[-1])[0]

    def plain(self) -> dict[str, np.ndarray]:
        """The same by NumPy, within :func:`numpy_twin`."""
        out, _ = rollout.rollout(*self.inputs, shape=self.shape)
        return {name: np.asarray(value) for name, value in out.items()}


def differing(ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray], relative: float) -> np.ndarray:
    """Worlds in which any outcome of any strategy differs by more than ``relative``, [world]."""
    far = [
        ~np.isclose(theirs[name], ours[name], rtol=relative, atol=relative, equal_nan=True) for name in ours
    ]
    return np.asarray(np.stack(far).any((0, 1)))
