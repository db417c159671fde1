"""The state at the start of a case: one share for every right and every stock of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import create_model

from suasion.domain.model import Model, ShareQuantity
from suasion.notation import STARTING, StateVariable


def _default(one: StateVariable) -> ShareQuantity | None:
    """What is assumed where a case is silent; nothing where it must speak."""
    if one.if_silent is None:
        return None
    value, low, high = one.if_silent
    return ShareQuantity(value=value, low=low, high=high, source="assumed", disputed=one.disputed)


def _fields() -> dict[str, Any]:
    return {
        one.id: (ShareQuantity, ... if (default := _default(one)) is None else default) for one in STARTING
    }


if TYPE_CHECKING:

    class Start(Model):
        """The state at the start; the fields are the ids of ``notation.STARTING``."""

        def __getattr__(self, name: str) -> ShareQuantity: ...

else:
    Start = create_model(
        "Start",
        __base__=Model,
        __module__=__name__,
        __doc__="\n".join(
            [
                "The state at the start; one share for every right and every stock of the model.",
                "",
                "Attributes:",
                *(f"    {one.id}: ``{one.letter}``, {one.meaning}." for one in STARTING),
            ]
        ),
        **_fields(),
    )
