"""Records as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from suasion.domain.findings.base import Record

if TYPE_CHECKING:
    import pandas as pd


def table_of(records: Sequence[Record], kind: type[Record]) -> pd.DataFrame:
    """Records as rows, their fields as columns; the columns are there though there be no row."""
    import pandas as pd

    return pd.DataFrame([one.model_dump() for one in records], columns=list(kind.model_fields))
