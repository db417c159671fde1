"""The only disk: what people write (TOML) and what machines write (runs)."""
