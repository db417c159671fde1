"""Parameters of domains and stocks put side by side, so that one operation serves all of them."""

from __future__ import annotations

from collections.abc import Iterable

import jax.numpy as jnp
from jaxtyping import Float

from suasion.mechanisms import stock
from suasion.mechanisms.types import Array, Params, PerWorld
from suasion.mechanisms.year.scope import by_domain
from suasion.mechanisms.year.stocks import stock_laws
from suasion.notation import RIGHTS


def stacked_parameters(p: Params) -> dict[str, Float[Array, "row 1 world"]]:
    """What is new beside the parameters: those of domains and stocks stacked, [domain or stock, 1, world].

    A stock whose law declares no rate moves at the rate 1: its pulls carry their own.
    """

    def rows(values: Iterable[PerWorld]) -> Float[Array, "row 1 world"]:
        return jnp.stack(list(values))[:, None]

    laws = stock_laws().values()
    one = jnp.ones_like(p[f"{next(iter(laws)).id}.half_life"])
    letters = [right.letter.removeprefix("r_") for right in RIGHTS]
    return {
        **{base: rows(p[f"{base}_{letter}"] for letter in letters) for base in sorted(by_domain())},
        "stock.rate": rows(p.get(f"{law.id}.rate", one) for law in laws),
        "stock.reversion": stock.reversion_rate(rows(p[f"{law.id}.half_life"] for law in laws)),
    }
