"""Long work that can be gone on with: what is said when it is interrupted."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from suasion.cli.shared.printing import say


@contextmanager
def resumable(unfinished: Callable[[Path], Path | None], place: Path, out: Path | None) -> Iterator[None]:
    """On Ctrl-C says where the unfinished work lies, and the command that goes on with it.

    Args:
        unfinished: Where the work for a folder lies, if any does.
        place: The folder that the work is for.
        out: The same if the user named it.
    """
    try:
        yield
    except KeyboardInterrupt:
        if (left := unfinished(place)) is not None:
            again = [one for one in sys.argv[1:] if one not in ("--resume", "--force")]
            again += [] if out else ["--out", str(place)]
            line = shlex.join(["suasion", *again, "--resume"])
            say(f"\nWhat was sampled so far lies in {left}. Go on with:\n  {line}", err=True)
        raise
