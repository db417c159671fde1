"""What Suasion stores for itself between processes: checkpoints and compiled code."""
