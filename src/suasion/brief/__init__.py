"""Findings as one offline page."""
