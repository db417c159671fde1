"""What plays blocks of worlds: compiler flags, barriers and machine code stand here and nowhere else."""
