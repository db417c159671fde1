"""Pages and figures made by other processes."""
