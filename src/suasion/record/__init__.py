"""Who says so: sources."""
