"""Which strategy, where, and hanging on what."""
