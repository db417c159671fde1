"""Worlds drawn and played. Importing this room turns on float64 in JAX for the whole process."""

import jax

jax.config.update("jax_enable_x64", True)
