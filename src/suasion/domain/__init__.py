"""The nouns: frozen records with no draws and no disk."""
