"""What scores were made of, as it lies beside them in a run folder and in what Suasion ships."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from suasion.domain.findings.base import Findings
from suasion.domain.findings.measurement import Agreement, Diagnostics, FittedOn
from suasion.domain.scale import Measure, Scale


class ScoresManifest(Findings):
    """What scores were made of: enough to make them again, or to see why they cannot come out the same.

    Attributes:
        format: Version of this record.
        kind: What lies in the folder.
        scale: The scale as it was, without the items left out.
        measure: How the scores were made.
        without: Items left out.
        fast: Whether the fast mode made them.
        failed: Whether their diagnostics failed.
        settings: Of the sampler.
        fitted_on: Where the readings come from.
        published: How far the scores lie from published ones; missing where there are none.
        diagnostics: Whether the chains agree; missing for the index.
        versions: Of Python and of the packages.
        code: Digest of the sampler's code; empty for the index.
        draws: How many draws are shipped; missing in a run folder.
        steps_per_sd: Steps of a shipped draw within one standard deviation; missing in a run folder.
    """

    file = "manifest.json"

    format: Literal[2] = 2
    kind: Literal["scores"] = "scores"
    scale: Scale
    measure: Measure
    without: tuple[str, ...]
    fast: bool
    failed: bool
    settings: dict[str, int]
    fitted_on: FittedOn
    published: Agreement | None
    diagnostics: Diagnostics | None
    versions: dict[str, str]
    code: str
    draws: int | None = None
    steps_per_sd: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_format_1(cls, data: Any) -> Any:
        """Reads the first version, whose diagnostics held a sentence as well."""
        if not isinstance(data, dict) or data.get("format") != 1:
            return data
        diagnostics = data.get("diagnostics")
        if isinstance(diagnostics, dict):
            diagnostics = {name: value for name, value in diagnostics.items() if name != "text"}
        return {**data, "format": 2, "diagnostics": diagnostics}
