"""Latent scores from imperfect indicators: a dynamic ordinal item-response model, fitted by Markov chains."""
