"""Findings as one page that opens offline."""
