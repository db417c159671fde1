"""A posterior as a folder holds it: its draws packed, and its numbers beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from suasion.domain.findings.posterior import PosteriorFindings
from suasion.domain.posterior import Posterior
from suasion.errors import Problem, SuasionError
from suasion.files.formats.packed import Damaged, packed, unpacked
from suasion.files.library import content

MARKER = "posterior.npz"
AGAIN = "Make it again with `suasion fit`."
#: What is stored with fewer digits: effects of states, of which a thousandth of a standard deviation is nothing.
HALF = ("state_effects", "breakdown_effects")
SINGLE = (
    "coefficients",
    "scales",
    "shared",
    "openings",
    "closings",
    "wave",
    "breakdown",
    "destination",
    "opening_paths",
    "opening_levels",
    "closing_paths",
    "closing_levels",
    "breakdown_paths",
    "breakdown_levels",
)


@dataclass(frozen=True)
class StoredPosterior:
    """A posterior as it lies on disk."""

    posterior: Posterior
    findings: PosteriorFindings


def draws_packed(posterior: Posterior) -> bytes:
    """The draws as a packed NumPy archive; the same draws give the same bytes."""
    kinds = {**dict.fromkeys(HALF, np.float16), **dict.fromkeys(SINGLE, np.float32)}
    arrays = {name: value.astype(kinds.get(name, np.int32)) for name, value in posterior.arrays().items()}
    return packed(arrays, compressed=True)


def read_run(folder: Path) -> StoredPosterior:
    """A posterior of a folder.

    Raises:
        SuasionError: There is none, or it is damaged.
    """
    if not (folder / MARKER).is_file():
        what = "This is no folder of a posterior." if folder.is_dir() else "There is no such folder."
        raise SuasionError(Problem(str(folder), what, "`suasion fit` writes one."))
    try:
        stored = unpacked(folder / MARKER)
        arrays = {name: stored[name] for name in Posterior.names()}
        wide = {
            name: value.astype(float) if value.dtype.kind == "f" else value.astype(int)
            for name, value in arrays.items()
        }
        findings = PosteriorFindings.model_validate_json((folder / PosteriorFindings.file).read_bytes())
        posterior = Posterior(**wide)
        if len(posterior) != findings.draws or not all(np.isfinite(value).all() for value in wide.values()):
            raise ValueError("its files do not belong together")
    except (OSError, ValueError, KeyError, Damaged) as error:
        why = (str(error).splitlines() or ["unreadable"])[0].rstrip(".")[:200]
        raise SuasionError(Problem(str(folder), f"This posterior is damaged: {why}.", AGAIN)) from None
    return StoredPosterior(posterior, findings)


def shipped() -> StoredPosterior:
    """The posterior that Suasion ships: all states, sampled.

    Raises:
        SuasionError: It is damaged.
    """
    return read_run(content.ROOT / "posterior")
