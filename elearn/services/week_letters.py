"""The weekly letters: planned each working day for all who are due one, written when they leave.

A letter is put together at the moment it is sent, so that it never speaks of what was done since
it was planned.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from elearn.domain.people.org import OrgTree
from elearn.domain.record.week_letters import Facts, WeekLetter, letters_on
from elearn.domain.record.working_days import is_working_day, week_of
from elearn.store.db import Session
from elearn.store.queries import jobs as ask
from elearn.store.queries.org import placements
from elearn.store.queries.people import turned_out
from elearn.store.queries.reminding import (
    Whom,
    course_titles,
    facts,
    led_by,
    note_told,
)

PLAN_JOB = "plan-letters"
LETTER_JOB = "mail-week"


@dataclass(frozen=True)
class Foreseen:
    """The letters of one day."""

    letters: dict[UUID, WeekLetter]
    """By the person they go to."""
    facts: Facts
    tree: OrgTree


def plan_key(municipality: UUID, day: date) -> str:
    return f"{PLAN_JOB}:{municipality}:{day}"


def ask_for_plan(
    session: Session, municipality: UUID, day: date, *, id: UUID, now: datetime
) -> None:
    """The letters of *day* are planned once, however many workers ask."""
    ask.add_job(
        session, municipality, PLAN_JOB, {}, id=id, run_at=now, once_key=plan_key(municipality, day)
    )


def persons_due(session: Session, municipality: UUID, day: date) -> list[UUID]:
    """To whom a letter is due on *day* and none is planned in its week.

    A handful of questions, however many people there are.
    """
    found = facts(session, municipality, day, day)
    tree = OrgTree.on(day, placements(session, municipality))
    planned = _planned(session, municipality, day)
    return sorted(letters_on(found, tree, day).keys() - planned)


def plan(
    session: Session,
    municipality: UUID,
    persons: Iterable[UUID],
    day: date,
    run_at: datetime,
    *,
    new_id: Callable[[], UUID],
) -> int:
    """A job for a letter to each of *persons*, at most one a person and week. How many are new."""
    letters = ((new_id(), each, f"{_week_key(municipality, day)}{each}") for each in persons)
    return ask.add_personal_jobs(session, municipality, LETTER_JOB, letters, run_at)


def reader_of(session: Session, municipality: UUID, person: UUID, day: date) -> UUID | None:
    """To whom a letter goes that was planned for *person*: whoever they have turned out to be. None
    when those have a letter of their own in the week of *day*."""
    now = turned_out(session, municipality).get(person, person)
    if now == person:
        return person
    own = ask.persons_with_job(session, municipality, _week_key(municipality, day))
    return None if now in own else now


def letter_for(session: Session, municipality: UUID, person: UUID, day: date) -> WeekLetter | None:
    """What the letter to *person* says if it leaves on *day*; None when there is nothing to say."""
    tree = OrgTree.on(day, placements(session, municipality))
    tops = led_by(session, municipality, person, day)
    below = frozenset[UUID]().union(*map(tree.subtree, tops))
    found = facts(session, municipality, day, day, Whom(person, below))
    return letters_on(found, tree, day).get(person)


def names_in(
    session: Session, municipality: UUID, day: date
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[UUID, str]]:
    """Titles by course and language, and the names of the units of *day*."""
    tree = OrgTree.on(day, placements(session, municipality))
    return course_titles(session, municipality), {unit: tree.name(unit) for unit in tree}


def note_sent(
    session: Session, municipality: UUID, letter: WeekLetter, to: UUID, day: date
) -> None:
    """*letter* has been handed over; what it told is not told again."""
    note_told(session, municipality, letter.told, to, day)


def foresee(session: Session, municipality: UUID, day: date, *, today: date) -> Foreseen:
    """The letters of *day* if nobody does anything until then, the days before played through.

    Whoever had a letter earlier in the same week has none; nobody has one on a day off.
    """
    found = facts(session, municipality, today, day)
    placed = placements(session, municipality)
    planned = _planned(session, municipality, today)
    had = {person: week_of(today) for person in planned}
    letters: dict[UUID, WeekLetter] = {}
    for each in _working_days(today, day):
        letters = letters_on(found, OrgTree.on(each, placed), each)
        for person in [one for one in letters if had.get(one) == week_of(each)]:
            del letters[person]
        for person, letter in letters.items():
            had[person] = week_of(each)
            if each < day:
                found.remember(letter, person, each)
    if not is_working_day(day):
        letters = {}
    return Foreseen(letters, found, OrgTree.on(day, placed))


def _planned(session: Session, municipality: UUID, day: date) -> frozenset[UUID]:
    """Who has a letter in the week of *day*; one that was planned for somebody who was merged away
    is that of whoever they turned out to be."""
    now = turned_out(session, municipality)
    persons = ask.persons_with_job(session, municipality, _week_key(municipality, day))
    return frozenset(now.get(person, person) for person in persons)


def _working_days(first: date, last: date) -> Iterator[date]:
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    return (day for day in days if is_working_day(day))


def _week_key(municipality: UUID, day: date) -> str:
    return f"{LETTER_JOB}:{municipality}:{week_of(day)}:"
