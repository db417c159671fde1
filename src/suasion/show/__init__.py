"""What the terminal shows: tables, progress, lists. One file a subject; a command imports what it shows."""
