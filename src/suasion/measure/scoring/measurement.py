"""The findings of a measurement, put together from its plan and the summary of its scores."""

from __future__ import annotations

import numpy as np

from suasion.domain.findings.measurement import Agreement, Diagnostics, MeasurementFindings
from suasion.measure.scoring.agreement import agreement
from suasion.measure.scoring.fit_plan import FitPlan
from suasion.measure.scoring.summary import Summary


def findings(
    plan: FitPlan, scores: Summary, diagnostics: Diagnostics | None, exact: Agreement | None
) -> MeasurementFindings:
    """What was measured.

    Args:
        plan: What was asked for.
        scores: Summary of the scores [row].
        diagnostics: Whether the chains agree; none for the index.
        exact: How far a fast result lies from the exact one, where that is known.
    """
    readings = plan.readings
    published = None
    if plan.published is not None:
        published = agreement(scores.mean, scores.sd, *plan.published.T)
    return MeasurementFindings(
        scale=plan.scale.id,
        title=plan.scale.title,
        measure=plan.measure,
        without=plan.without,
        fast=plan.fast,
        settings=plan.settings,
        rows=len(readings),
        states=len(np.unique(readings.cow)),
        years=(int(readings.year.min()), int(readings.year.max())),
        items=len(plan.scale.items),
        readings=sum(int((~np.isnan(values)).sum()) for values in readings.values.values()),
        fitted_on=plan.fitted_on,
        published=published,
        exact=exact,
        diagnostics=diagnostics,
        failed=diagnostics is not None and diagnostics.failed,
        remarks=plan.remarks,
    )
