"""Who declares that he wants the regime gone is not believed when he promises to stop."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def believed(Z: PerLane, rho: PerLane, h_rho: PerWorld) -> PerLane:
    """Credibility, discounted by a regime-change aim."""
    return Z * (1 - h_rho * rho)


MECHANISM = Mechanism(
    id="sincerity",
    title="Sincerity of the senders",
    claim="Who declares that he wants the regime gone is not believed when he promises to stop.",
    equations=(Equation("Z_c", "Z*(1 - h_rho*rho)", believed, Derived()),),
    parameters=(
        Parameter(
            "sincerity.h_rho",
            "share of credibility lost at a full regime-change aim",
            "share",
            Uniform(0.3, 1.0),
            "assumed",
            "the essay's criticism of the confrontational approach; its size is not measured",
            "enforcement school: a maximal aim can be bargained down",
        ),
    ),
    sources=("downs_rocke_barsoom1996",),
    disputed="The confrontational school sees the aim as leverage.",
    switchable=False,
)
