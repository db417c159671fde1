"""Sentences as they were written before there were tables of them: an oracle, never imported by the package."""
