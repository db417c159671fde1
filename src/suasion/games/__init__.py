"""The schools' game theory in closed form."""
