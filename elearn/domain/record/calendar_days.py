"""Which day of a duty stands in a calendar."""

from datetime import date

from elearn.domain.record.completion import Status
from elearn.domain.record.reminders import STEPS


def calendar_day(status: Status, due_on: date | None, valid_until: date | None) -> date | None:
    """By when it is to be done or renewed; of what is done, until when it counts. None where
    nothing is asked, and of what lasts for good."""
    if status in STEPS:
        return due_on
    return valid_until if status is Status.VALID else None
