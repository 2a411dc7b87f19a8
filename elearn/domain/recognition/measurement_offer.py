"""Whether a measurement block is offered today, why, and with which form. Never a demand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from elearn.domain.recognition.measurement_block import Occasion, next_form, occasion
from elearn.domain.recognition.measurement_record import MeasurementRecord, course_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with a course."""

    is_begun: bool
    """Whether any of it has been completed, or any exercise answered; opening a module is not yet
    beginning."""
    is_done: bool
    """Whether all of its modules have been completed."""


@dataclass(frozen=True, slots=True)
class Offer:
    course: str
    occasion: Occasion
    form: str


def offer_of(
    record: MeasurementRecord,
    forms: Iterable[str],
    course: str,
    progress: Progress,
    *,
    today: date,
) -> Offer | None:
    """None where no block of *course* is due, or every form of it was seen within a year."""
    taken = [(one.occasion, one.on) for one in record.of_course(course)]
    due = occasion(
        course_begun=progress.is_begun,
        course_done=progress.is_done,
        measured_on=taken,
        today=today,
    )
    own = [form for form in forms if course_of(form) == course]
    form = next_form(own, record.seen_on, today=today)
    return Offer(course, due, form) if due and form else None
