"""Datasets and the panel: recognised, checked, and held in the data folder."""
