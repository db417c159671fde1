"""NumPyro's sampler, played in pieces so that it can be stopped and taken up again to the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import jax
import numpy as np

#: Iterations played at once, between two checkpoints.
PIECE = 100
#: What the sampler aims at when it sets its step.
ACCEPTANCE = 0.9


class Position(NamedTuple):
    """Where a chain stands: how many iterations are done, and the sampler's state as plain arrays."""

    done: int
    leaves: tuple[np.ndarray, ...]


class Sampler:
    """A chain of a NumPyro model.

    Args:
        model: The model; takes ``data``.
        data: What it is fitted on.
        warmup: Iterations that are thrown away; a multiple of ``PIECE``.
        draws: Iterations after them; a multiple of ``PIECE``.
        seed: Of the chain.
        chain: Number of the chain.
    """

    def __init__(
        self, model: Callable[..., None], data: object, *, warmup: int, draws: int, seed: int, chain: int
    ) -> None:
        from numpyro.infer import NUTS

        self.warmup, self.draws = warmup, draws
        self._data = data
        self._kernel = NUTS(model, target_accept_prob=ACCEPTANCE)
        key = jax.random.fold_in(jax.random.PRNGKey(seed), chain)
        state = self._kernel.init(key, warmup, None, (data,), {})
        leaves, self._tree = jax.tree.flatten(state)
        self.begin = Position(0, tuple(np.asarray(leaf) for leaf in leaves))

        def piece(state: Any) -> tuple[Any, Any]:
            def one(state: Any, _: None) -> tuple[Any, Any]:
                state = self._kernel.sample(state, (data,), {})
                return state, (state.z, state.diverging)

            return jax.lax.scan(one, state, None, length=PIECE)

        self._piece = jax.jit(piece)

    @property
    def length(self) -> int:
        """All iterations."""
        return self.warmup + self.draws

    def advance(self, position: Position) -> tuple[Position, dict[str, np.ndarray]]:
        """One piece further; its draws by site, [draw, ...], and whether they ``diverged`` (empty in the warm-up)."""
        state = jax.tree.unflatten(self._tree, list(position.leaves))
        state, (z, diverging) = self._piece(state)
        leaves = tuple(np.asarray(leaf) for leaf in jax.tree.leaves(state))
        after = Position(position.done + PIECE, leaves)
        if after.done <= self.warmup:
            return after, {}
        constrain = jax.vmap(self._kernel.postprocess_fn((self._data,), {}))
        sites: Mapping[str, Any] = constrain(z)
        return after, {
            **{name: np.asarray(value) for name, value in sites.items()},
            "diverged": np.asarray(diverging),
        }


def sample(
    model: Callable[..., None], data: object, *, chains: int, warmup: int, draws: int, seed: int
) -> dict[str, np.ndarray]:
    """All chains of a small model one after the other: site to draws, [chain, draw, ...]."""
    every = []
    for chain in range(chains):
        sampler = Sampler(model, data, warmup=warmup, draws=draws, seed=seed, chain=chain)
        position, pieces = sampler.begin, []
        while position.done < sampler.length:
            position, piece = sampler.advance(position)
            pieces.append(piece)
        every.append(joined([piece for piece in pieces if piece]))
    return {name: np.stack([chain[name] for chain in every]) for name in every[0]}


def joined(pieces: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Pieces of one chain as one: site to draws, [draw, ...]."""
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
