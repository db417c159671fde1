"""The forms in which producers hand out tables: archives, sheets, separated text, R files."""
