"""Indicators of the field's datasets, joined into one panel of state-years."""
