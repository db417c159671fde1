"""The datasets of the field: one file for each thing that is done with them."""
