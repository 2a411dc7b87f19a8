"""What may be kept about a person, and for how long."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import later, months_later
from elearn.domain.people.sign_in import CODE_DAYS, SESSION_DAYS
from elearn.domain.recognition.panel_votes import BALLOT_DAYS

LONGEST_MONTH = 31


class Kept(StrEnum):
    EVIDENCE = "evidence"
    OPEN_ATTEMPT = "open-attempt"
    SUBMITTED_ATTEMPT = "submitted-attempt"
    SESSION = "session"
    SLIP = "slip"
    AUDIT = "audit"
    HELD_ANSWER = "held-answer"
    EXERCISE_SEEN = "exercise-seen"
    PRACTICE = "practice"
    PRACTICE_SESSION = "practice-session"
    BALLOT = "ballot"
    SIGN_IN_FAILURE = "sign-in-failure"
    IMPORT_PREVIEW = "import-preview"
    JOB = "job"
    REMINDER = "reminder"
    MEETING_VOTE = "meeting-vote"
    BULK_ACT = "bulk-act"
    RESUME_NUMBER = "resume-number"


@dataclass(frozen=True, slots=True)
class Term:
    since: str
    """The event it counts from, as a code."""
    months: int = 0
    days: int = 0


RETENTION: Mapping[Kept, Term] = {
    Kept.EVIDENCE: Term("employment-ended", months=24),  # a controller may set other months
    Kept.OPEN_ATTEMPT: Term("attempt-started", days=30),
    Kept.SUBMITTED_ATTEMPT: Term("attempt-submitted", days=1),
    Kept.SESSION: Term("signed-in", days=SESSION_DAYS),
    Kept.SLIP: Term("slip-printed", days=CODE_DAYS),
    Kept.AUDIT: Term("page-viewed", months=24),
    Kept.HELD_ANSWER: Term("answer-arrived", days=1),
    Kept.EXERCISE_SEEN: Term("exercise-answered", months=24),
    Kept.PRACTICE: Term("last-practised", months=24),
    Kept.PRACTICE_SESSION: Term("session-begun", days=1),
    Kept.BALLOT: Term("ballot-handed-out", days=BALLOT_DAYS),
    Kept.SIGN_IN_FAILURE: Term("last-failure", days=1),
    Kept.IMPORT_PREVIEW: Term("file-read", days=1),
    Kept.JOB: Term("job-due", days=30),
    Kept.REMINDER: Term("letter-sent", months=12),
    Kept.MEETING_VOTE: Term("meeting-held", days=1),
    Kept.BULK_ACT: Term("acted", days=30),
    Kept.RESUME_NUMBER: Term("number-used", months=6),
}


def goes_on(kept: Kept, since: date) -> date:
    """The first day on which it is to be gone, *since* being the day of the term's event."""
    term = RETENTION[kept]
    return later(months_later(since, term.months), term.days)


def last_to_go(kept: Kept, today: date) -> date:
    """The last day whose events are to be gone by *today*."""
    term = RETENTION[kept]
    day = today - timedelta(days=term.days + LONGEST_MONTH * term.months)
    while goes_on(kept, day + timedelta(days=1)) <= today:
        day += timedelta(days=1)
    return day


def evidence_goes_on(
    employments: Collection[Employment], *, months: int = RETENTION[Kept.EVIDENCE].months
) -> date | None:
    """The first day on which a person's evidence is to be gone; None while there is no last day.

    *employments* are all the posts of one person; *months* is what the controller of the last
    one has set.
    """
    ends = [employment.period.to_on for employment in employments]
    known = [end for end in ends if end is not None]
    return months_later(max(known), months) if known and len(known) == len(ends) else None
