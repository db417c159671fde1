"""Run folders: what a comparison leaves on the disk."""
