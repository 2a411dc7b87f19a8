"""Workplace meetings: planned, attended, undone. Who was there answers for themselves in
`learning`; until then it counts for nothing."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID, uuid5

from elearn.domain.content.confirming import QUESTIONS, drawn
from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later, months_later
from elearn.domain.record.completion import effective
from elearn.services.acting import Act
from elearn.store.models import Attendance, Meeting
from elearn.store.queries import meeting_votes, meetings
from elearn.store.queries.catalogue import reading
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.meeting_pages import meeting_text
from elearn.store.queries.meetings import MeetingRow
from elearn.store.queries.standing_facts import evidence_of
from elearn.store.upsert import insert_new

DAYS_BACK = 31
"""How long ago a meeting may have been that is entered afterwards, from paper."""
MONTHS_AHEAD = 12
TRIES = 20
"""To find a code that no other meeting of the day has."""


def plan(
    act: Act,
    unit: UUID,
    course: str,
    module: str,
    held_on: date,
    *,
    new_code: Callable[[], str],
    is_another: bool = False,
) -> UUID:
    """A meeting of *unit*, which the caller has made sure is the actor's.

    *is_another* says that the unit really meets about the module once more that day.

    Raises: Refusal `meeting-too-long-ago`, `meeting-too-far-ahead`, `meeting-page-missing`, also
    for a module that was withdrawn, `meeting-without-questions`, or `meeting-there-already`, whose
    value `meeting` is the one that is there.
    """
    if held_on < first_day(act.today):
        raise Refusal("meeting-too-long-ago", days=DAYS_BACK)
    if held_on > last_day(act.today):
        raise Refusal("meeting-too-far-ahead", months=MONTHS_AHEAD)
    page = meeting_text(act.session, act.municipality, course, module, "")
    text = reading(act.session, act.municipality, course, module, "")
    if page is None or text is None:
        raise Refusal("meeting-page-missing")
    if len(drawn(text.module, seed="")) < QUESTIONS:
        raise Refusal("meeting-without-questions")
    lock_people(act.session, act.municipality)
    already = meetings.meeting_on(act.session, act.municipality, unit, (course, module), held_on)
    if already and not is_another:
        raise Refusal("meeting-there-already", meeting=already)
    meeting = act.new_id()
    row = {
        "municipality_id": act.municipality,
        "id": meeting,
        "unit_id": unit,
        "course_id": course,
        "module_id": module,
        "held_on": held_on,
    }
    for _ in range(TRIES):
        if insert_new(act.session, Meeting, [{**row, "code": new_code()}]):
            act.note("meeting-planned", meeting)
            return meeting
    raise Refusal("meeting-codes-used-up")


def first_day(today: date) -> date:
    return later(today, -DAYS_BACK)


def last_day(today: date) -> date:
    return months_later(today, MONTHS_AHEAD)


def remove(act: Act, meeting: MeetingRow) -> None:
    """As if it had never been planned.

    Raises: Refusal `meeting-attended` once somebody is noted, `meeting-gone`.
    """
    hold(act, meeting)
    if meetings.noted(act.session, act.municipality, meeting.id):
        raise Refusal("meeting-attended")
    meeting_votes.drop_vote(act.session, act.municipality, meeting.id)
    meetings.drop_meeting(act.session, act.municipality, meeting.id)
    act.note("meeting-removed", meeting.id)


def note_attended(
    act: Act, meeting: MeetingRow, persons: Collection[UUID], listed: Collection[UUID]
) -> int:
    """How many of *persons* were not noted before; a second tick changes nothing. *listed* are
    those who were employed there on the day, in units of the actor's.

    Raises: Refusal `meeting-to-come` before its day, `attendance-not-listed` for somebody else,
    `meeting-gone`.
    """
    if meeting.held_on > act.today:
        raise Refusal("meeting-to-come")
    hold(act, meeting)
    if not set(persons) <= set(listed):
        raise Refusal("attendance-not-listed")
    return sum(_noted(act, meeting, person, act.actor) for person in sorted(set(persons)))


def join(act: Act, code: str) -> MeetingRow:
    """The actor is at the meeting of today whose code they were shown, wherever they work.

    Raises: Refusal `meeting-code-unknown`.
    """
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    meeting = meetings.meeting_with_code(act.session, act.municipality, digits, act.today)
    if meeting is None:
        raise Refusal("meeting-code-unknown")
    hold(act, meeting)
    _noted(act, meeting, act.actor, None)
    return meeting


def undo(act: Act, meeting: MeetingRow, person: UUID) -> None:
    """*person* was not there after all. Undoing it twice changes nothing.

    Raises: Refusal `attendance-confirmed` once their own answers have made it a completion.
    """
    rows = meetings.attendances(act.session, act.municipality, meeting.id, person)
    if any(row.evidence_id for row in rows):
        raise Refusal("attendance-confirmed")
    for row in rows:
        act.session.delete(row)
    if rows:
        act.note("attendance-undone", person)


def hold(act: Act, meeting: MeetingRow) -> None:
    """Nobody notes anybody there, opens a vote or removes it until the transaction ends.

    Raises: Refusal `meeting-gone`.
    """
    if not meetings.lock_meeting(act.session, act.municipality, meeting.id):
        raise Refusal("meeting-gone")


def _noted(act: Act, meeting: MeetingRow, person: UUID, by: UUID | None) -> int:
    """1 when it is news."""
    if meetings.attendances(act.session, act.municipality, meeting.id, person):
        return 0
    row = {
        "municipality_id": act.municipality,
        "id": uuid5(meeting.id, person.hex),
        "meeting_id": meeting.id,
        "person_id": person,
        "noted_by": by,
        "noted_on": act.today,
        "evidence_id": _completed_since(act, meeting, person),
    }
    new = insert_new(act.session, Attendance, [row])
    if new and by:  # of whoever joins by the code the row says all there is, with the day
        act.note("attendance-noted", person)
    return new


def _completed_since(act: Act, meeting: MeetingRow, person: UUID) -> UUID | None:
    """By which completion on the day or later *person* has answered for the module already."""
    return next(
        (
            row.id
            for row in effective(evidence_of(act.session, act.municipality, person))
            if (row.course, row.module) == (meeting.course, meeting.module)
            and row.completed_on >= meeting.held_on
        ),
        None,
    )
