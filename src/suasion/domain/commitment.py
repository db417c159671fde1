"""What a target has promised: ratified treaties, and its reports on them."""

from __future__ import annotations

from suasion.domain.model import Day, Id, Model, ShareQuantity, Text


class Report(Model):
    """A report to a treaty body.

    Attributes:
        what: Which report.
        due: Day.
        sent: Day.
        considered: Day on which the committee took it up.
        source: Who says so.
        note: For the reader.
    """

    what: Text
    due: Day | None = None
    sent: Day | None = None
    considered: Day | None = None
    source: Text
    note: str = ""


class Commitment(Model):
    """A ratified treaty.

    Attributes:
        treaty: Id of a treaty of the library.
        ratified: Day. Only that a treaty is ratified counts, not since when.
        form: Ratification, accession or succession. For the reader.
        reservations: For the reader.
        source: Who says so.
        note: For the reader.
        clarity: Clarity of this treaty's duties. For the reader so far.
        reports: Reports to the treaty body, see ``[[commitments.reports]]``.
    """

    treaty: Id
    ratified: Day
    form: str = ""
    reservations: Text
    source: Text
    note: str = ""
    clarity: ShareQuantity
    reports: tuple[Report, ...] = ()
