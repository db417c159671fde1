"""Findings in sentences, in the reader's language; no other room holds prose."""
