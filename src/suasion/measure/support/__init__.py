"""How far a case lies from the state-years that were observed: by variable, jointly, and what followed near it."""
