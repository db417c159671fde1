"""The series in which rights and civil society are recorded: what the kernel learns and plays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """One recorded series, from 0 to 1, higher is better.

    Attributes:
        id: The panel's column.
        title: In words.
        variable: The producer's name of it.
        state: Letter of the model's state that it records; two series of one state count equally.
    """

    id: str
    title: str
    variable: str
    state: str


SERIES = (
    Series("physical_integrity", "physical integrity", "v2x_clphy", "r_P"),
    Series("political_liberties", "political civil liberties", "v2x_clpol", "r_C"),
    Series("private_liberties", "private civil liberties", "v2x_clpriv", "r_C"),
    Series("group_rights", "group rights", "v2x_gencl", "r_G"),
    Series("civil_society", "civil society", "v2xcs_ccsi", "A"),
)
SERIES_IDS = tuple(one.id for one in SERIES)
