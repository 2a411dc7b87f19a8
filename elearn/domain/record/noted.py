"""What counts as completed without the person's own answers here, what has to be seen for it, how
old it may be, and why a row is taken back.

Source: decisions/0024; cmi5, 9.5.5.2 for the reasons of a waiver.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later, months_later
from elearn.domain.record.completion import Evidence, EvidenceKind
from elearn.domain.record.duty import Duty


class Waiver(StrEnum):
    """Why a module is marked as complete by other means, in cmi5's own words."""

    TESTED_OUT = "Tested Out"
    EQUIVALENT_AU = "Equivalent AU"
    EQUIVALENT_OUTSIDE_ACTIVITY = "Equivalent Outside Activity"
    ADMINISTRATIVE = "Administrative"


class Way(StrEnum):
    """How it was completed; kept as the reason of the row."""

    CLASSROOM = "classroom"
    OTHER_E_LEARNING = "other-e-learning"
    EARLIER_EMPLOYER = "earlier-employer"
    OTHER_COURSE_HERE = "other-course-here"
    KNOWLEDGE_TEST = "knowledge-test"
    ON_PAPER = "on-paper"
    NOT_RECORDED = "not-recorded"


class Proof(StrEnum):
    """What whoever approves it has seen."""

    CERTIFICATE = "certificate"
    ATTENDANCE_LIST = "attendance-list"
    EMPLOYER_STATEMENT = "employer-statement"
    ANSWER_SHEET = "answer-sheet"
    WAS_THERE = "was-there"


@dataclass(frozen=True, slots=True)
class Terms:
    kind: EvidenceKind
    waiver: Waiver
    longest_months: int
    """How long ago it may have been."""


_EQUIVALENT = Terms(EvidenceKind.EQUIVALENCE, Waiver.EQUIVALENT_OUTSIDE_ACTIVITY, 24)
TERMS: Mapping[Way, Terms] = {
    Way.CLASSROOM: _EQUIVALENT,
    Way.OTHER_E_LEARNING: _EQUIVALENT,
    Way.EARLIER_EMPLOYER: replace(_EQUIVALENT, longest_months=12),
    Way.OTHER_COURSE_HERE: Terms(EvidenceKind.EQUIVALENCE, Waiver.EQUIVALENT_AU, 24),
    Way.KNOWLEDGE_TEST: Terms(EvidenceKind.EQUIVALENCE, Waiver.TESTED_OUT, 12),
    Way.ON_PAPER: Terms(EvidenceKind.MANUAL, Waiver.ADMINISTRATIVE, 12),
    Way.NOT_RECORDED: Terms(EvidenceKind.MANUAL, Waiver.ADMINISTRATIVE, 12),
}


class Correction(StrEnum):
    """Why a row is taken back."""

    WRONG_PERSON = "wrong-person"
    WRONG_DAY = "wrong-day"
    WRONG_MODULE = "wrong-module"
    NOT_COMPLETED = "not-completed"
    ENTERED_TWICE = "entered-twice"
    COUNTS_AFTER_ALL = "counts-after-all"
    """Of a correction, which was the mistake."""
    UNDONE = "undone"
    """Together with the other rows of an act for many."""


OF_COMPLETIONS = (
    Correction.WRONG_PERSON,
    Correction.WRONG_DAY,
    Correction.WRONG_MODULE,
    Correction.NOT_COMPLETED,
    Correction.ENTERED_TWICE,
)


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody says of a completion."""

    way: Way
    proof: Proof
    completed_on: date


def check_noted(noted: Noted, duty: Duty, *, today: date) -> None:
    """Raises: Refusal `completed-in-future`, `completed-too-long-ago` beyond the age that its way
    allows, `completed-expired` when *duty* would not count it any more."""
    months = TERMS[noted.way].longest_months
    if noted.completed_on > today:
        raise Refusal("completed-in-future")
    if noted.completed_on < months_later(today, -months):
        raise Refusal("completed-too-long-ago", months=months)
    if duty.valid_days is not None and later(noted.completed_on, duty.valid_days) < today:
        raise Refusal("completed-expired", days=duty.valid_days)


def reasons_for(row: Evidence) -> tuple[Correction, ...]:
    """Why *row* may be taken back: a completion, or a correction that was the mistake."""
    return OF_COMPLETIONS if row.withdraws is None else (Correction.COUNTS_AFTER_ALL,)
