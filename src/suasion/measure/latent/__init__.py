"""Latent scores from imperfect indicators: a dynamic ordinal item-response model, fitted by Markov chains."""

import jax

jax.config.update("jax_enable_x64", True)
