"""Whether an announced threat is carried out: the last move of the threat game, for an announcement as given.

In the threat game (`suasion.games.threat`) a sender that was resisted stands firm if ``W_A + eps_A > a + eps_a``. Where
the announcement itself says nothing about the shocks (the cutoff is low, as for a policy already announced), the
chance hangs on ``W_A - a`` alone: Phi((W_A - a)/sqrt(2)) with the normal shocks of that game, logistic with
extreme-value ones, which the model's other choices have too. With shocks of one spread the two differ by less
than .023.
"""

from __future__ import annotations

import jax.numpy as jnp

from suasion.games.arrays import Numbers


def stands_firm(margin: Numbers) -> Numbers:
    """Chance that a sender carries out what it announced.

    Args:
        margin: Its mean worth of standing firm less that of backing down, ``W_A - a``, in scales of the shocks; any
            shape. A costlier retreat (a lower ``a``) and a cheaper threat (a higher ``W_A``) both raise it.

    Returns:
        ``1/(1 + exp(-margin))``, same shape.

    Source: crismancox_gibilisco2021, with extreme-value shocks in place of normal ones.
    """
    return 1 / (1 + jnp.exp(-margin))
