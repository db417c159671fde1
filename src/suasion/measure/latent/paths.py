"""Paths of scores: a random walk with heavy-tailed steps, and its Gaussian algebra in linear time.

A spell's first score is N(0, 1); each later one differs from the year before by an innovation, sigma times a Student t
with 4 degrees of freedom (the authors' published program; their first score is a t with 1000). Given a weight w for
each innovation, w ~ Gamma(2, 2), it is N(0, sigma^2 / w), and the precision of a spell's scores has three diagonals.

The Cholesky factor is lower and has two diagonals: ``main`` and, below it, ``-lower``,
where ``lower`` of a row ties it to the row before.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp

from suasion.measure.latent.random_numbers import RandomNumbers
from suasion.measure.latent.shapes import Cells, Flags, Number, PerSpell

FREEDOM = 4.0  # degrees of freedom of innovations


class Factor(NamedTuple):
    """Lower Cholesky factor of a precision."""

    main: Cells
    lower: Cells  # 0 in the first row


def stiffness(weight: Cells, sigma: Number, begins: Flags, follows: Flags) -> tuple[Cells, Cells]:
    """Prior precision of first scores, and of the steps into each cell; 0 where there is none."""
    return jnp.where(begins, 1.0, 0.0), jnp.where(follows, weight / sigma**2, 0.0)


def factor(first: Cells, step: Cells, neg_hessian: Cells, held: Flags) -> Factor:
    """Factorises the precision with these prior precisions and the readings' ``neg_hessian``; cells not held stand alone."""
    after = jnp.concatenate([step[1:], jnp.zeros_like(step[:1])])
    diagonal = jnp.where(held, first + step + after + neg_hessian, 1.0)

    def down(main: PerSpell, row: tuple[PerSpell, PerSpell]) -> tuple[PerSpell, tuple[PerSpell, PerSpell]]:
        here, tie = row
        lower = tie / main
        main = jnp.sqrt(here - lower * lower)
        return main, (main, lower)

    _, (main, lower) = jax.lax.scan(down, jnp.ones_like(diagonal[0]), (diagonal, step), unroll=4)
    return Factor(main, lower)


def solve_lower(by: Factor, right: Cells) -> Cells:
    """L^-1 ``right``."""

    def down(above: PerSpell, row: tuple[PerSpell, PerSpell, PerSpell]) -> tuple[PerSpell, PerSpell]:
        value, main, lower = row
        above = (value + lower * above) / main
        return above, above

    return jax.lax.scan(down, jnp.zeros_like(right[0]), (right, by.main, by.lower), unroll=4)[1]


def solve_upper(by: Factor, right: Cells) -> Cells:
    """L'^-1 ``right``."""
    tie = jnp.concatenate([by.lower[1:], jnp.zeros_like(by.lower[:1])])

    def up(below: PerSpell, row: tuple[PerSpell, PerSpell, PerSpell]) -> tuple[PerSpell, PerSpell]:
        value, main, lower = row
        below = (value + lower * below) / main
        return below, below

    rows = (right, by.main, tie)
    return jax.lax.scan(up, jnp.zeros_like(right[0]), rows, reverse=True, unroll=4)[1]


def times_upper(by: Factor, cells: Cells) -> Cells:
    """L' ``cells``."""
    tie = jnp.concatenate([by.lower[1:], jnp.zeros_like(by.lower[:1])])
    below = jnp.concatenate([cells[1:], jnp.zeros_like(cells[:1])])
    return by.main * cells - tie * below


def steps(scores: Cells, follows: Flags) -> Cells:
    """Innovations, 0 where a cell follows on none."""
    before = jnp.concatenate([jnp.zeros_like(scores[:1]), scores[:-1]])
    return jnp.where(follows, scores - before, 0.0)


def log_steps(squares: Cells, sigma: Number, number: Number) -> Number:
    """Log-density of ``number`` innovations with these squares (0 elsewhere), up to a constant."""
    tails = jnp.sum(jnp.log1p(squares / (FREEDOM * sigma**2)))
    return -number * jnp.log(sigma) - 0.5 * (FREEDOM + 1) * tails


def draw_weights(random: RandomNumbers, squares: Cells, sigma: Number) -> Cells:
    """Weights given the innovations' squares: Gamma(5/2, (4 + square / sigma^2) / 2), in closed form."""
    pair = -jnp.log(random.uniform(*squares.shape) * random.uniform(*squares.shape))
    shape_five_halves = pair + 0.5 * random.normal(*squares.shape) ** 2
    return shape_five_halves * 2.0 / (FREEDOM + squares / sigma**2)
