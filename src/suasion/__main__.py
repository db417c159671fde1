"""The command line: what the script ``suasion`` and ``python -m suasion`` start."""

import os


def main() -> None:
    """Starts the command line; Ctrl-C while its modules are still read ends it in one line as well."""
    try:
        from suasion.cli import main as command_line
    except KeyboardInterrupt:
        os.write(2, b"\nStopped; nothing was left half-written.\n")
        os._exit(130)
    command_line()


if __name__ == "__main__":
    main()
