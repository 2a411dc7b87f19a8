"""A measurement block: the same 24 cases for everybody who gets the form, and never practised.

Three parallel forms take turns, so that nobody meets a case again within a year.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import months_later
from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.lot import lot

SIGNALS = 8
LOOKALIKES = 16
MONTHS_UNSEEN = 12
BETWEEN_BLOCKS = timedelta(days=182)


class Occasion(StrEnum):
    BEFORE_COURSE = "before-course"
    AFTER_COURSE = "after-course"
    HALF_YEARLY = "half-yearly"


def next_form(forms: Iterable[str], seen_on: Mapping[str, date], *, today: date) -> str | None:
    """The form to take: an unseen one, else the one longest ago.

    None while each was seen less than twelve months ago. *seen_on* has the last day by form.
    """
    rested = [
        form
        for form in forms
        if form not in seen_on or months_later(seen_on[form], MONTHS_UNSEEN) <= today
    ]
    return min(rested, key=lambda form: (seen_on.get(form, date.min), form), default=None)


def block_of(form: str, bank: Iterable[Case], *, seed: str) -> tuple[Case, ...]:
    """The 8 signals and 16 look-alikes of *form*, in an order of their own for each *seed*.

    Raises: Refusal `form-incomplete`.
    """
    cases = [case for case in bank if case.form == form]
    _require_complete(form, cases)
    return tuple(sorted(cases, key=lambda case: lot(case.id, seed=seed)))


def occasion(
    *,
    course_begun: bool,
    course_done: bool,
    measured_on: Sequence[tuple[Occasion, date]],
    today: date,
) -> Occasion | None:
    """Why a block is due today; None when none is. *measured_on* are the blocks taken so far."""
    taken = {reason for reason, _ in measured_on}
    if not course_begun:
        return None if Occasion.BEFORE_COURSE in taken else Occasion.BEFORE_COURSE
    if not course_done:
        return None
    if taken <= {Occasion.BEFORE_COURSE}:
        return Occasion.AFTER_COURSE
    latest_on = max(day for _, day in measured_on)
    return Occasion.HALF_YEARLY if today - latest_on >= BETWEEN_BLOCKS else None


def is_complete(cases: Iterable[Case]) -> bool:
    """Whether these are as many of each class as a form has, and nothing else."""
    truths = Counter(case.truth for case in cases)
    return truths == {Truth.SIGNAL: SIGNALS, Truth.LOOKALIKE: LOOKALIKES}


def _require_complete(form: str, cases: Sequence[Case]) -> None:
    if not is_complete(cases):
        signals = sum(case.truth is Truth.SIGNAL for case in cases)
        lookalikes = sum(case.truth is Truth.LOOKALIKE for case in cases)
        raise Refusal("form-incomplete", form=form, signals=signals, lookalikes=lookalikes)
