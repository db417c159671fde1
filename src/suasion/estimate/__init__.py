"""What the record of all states says: the kernel and its events, estimated from the panel."""

import jax

jax.config.update("jax_enable_x64", True)
