"""Long work on this machine: threads, processes, progress, interruption, and going on where it stopped."""
