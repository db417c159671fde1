"""``python -m suasion``: the command line, where its script is not on the path."""

from suasion.cli import main

if __name__ == "__main__":
    main()
