"""What the sampler is given; it lies with the scoring, which needs no sampler."""

from suasion.measure.scoring.readings import Floats, Readings

__all__ = ["Floats", "Readings"]
