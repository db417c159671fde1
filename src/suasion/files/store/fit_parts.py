"""Parts of a fit on disk while they run."""

from __future__ import annotations

from typing import ClassVar

from suasion.domain.fitting import FitRecord
from suasion.files.store.unfinished import UnfinishedFolder


class FitParts(UnfinishedFolder[FitRecord]):
    """The folder in which the parts of a fit lie until it is finished."""

    kind: ClassVar[type[FitRecord]] = FitRecord
