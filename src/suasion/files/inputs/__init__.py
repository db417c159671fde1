"""Files that people write, read whole or refused with every problem at once."""
