"""The panel of state-years: built from the data folder, written, and asked what it holds."""
