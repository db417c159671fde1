"""Which strategy does best, where, and which assumption that rests on."""
