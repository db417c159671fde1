"""Files of text, read whole or refused."""

from __future__ import annotations

from pathlib import Path

from suasion.errors import Problem, SuasionError
from suasion.files import regular

LARGEST = 5_000_000  # bytes; the largest bundled case has about a hundredth of this


def read(path: Path, *, folder: str = "Name a file in it.", large: str = "Is it the right one?") -> str:
    """The file as text.

    Args:
        path: The file.
        folder: What to do about a folder.
        large: What to do about a file that is too large.

    Raises:
        SuasionError: It is missing, a folder, too large, forbidden, or no UTF-8.
    """
    try:
        if path.is_dir():
            raise SuasionError(Problem(str(path), "This is a folder, not a file.", folder))
        with regular.opened(path) as file:
            content = file.read(LARGEST + 1)
        size = max(path.stat().st_size, len(content))
        if size > LARGEST:
            raise SuasionError(
                Problem(
                    path.name,
                    f"The file has more than {LARGEST / 1e6:.0f} MB, the most that is read.",
                    large,
                )
            )
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", "Check the path.")) from None
    except PermissionError:
        raise SuasionError(Problem(str(path), "You may not read it.", "Change its permissions.")) from None
    except UnicodeDecodeError as error:
        raise SuasionError(
            Problem(path.name, f"This is not UTF-8 text (byte {error.start + 1}).", "Save it as UTF-8.")
        ) from None
    except (OSError, ValueError) as error:  # a name with a null byte is the latter
        why = getattr(error, "strerror", None) or str(error)
        raise SuasionError(
            Problem(str(path)[:200], f"It cannot be read: {why}.", "Check the path.")
        ) from None
