"""Voluntary practice: begin a session, answer, skip, end; delete what is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Days
from elearn.domain.recognition.case import Case
from elearn.domain.recognition.leave import WARM_UP_CASES, warms_up
from elearn.domain.recognition.practice import Practice as Planning
from elearn.domain.recognition.practice_record import PracticeRecord
from elearn.domain.recognition.practice_session import SKIPPED, PracticeSession
from elearn.domain.recognition.schedule import Schedule, ScheduleName
from elearn.domain.recognition.scheduling import schedule_for
from elearn.services.kept_practice import (
    Kept,
    Practitioner,
    every_locked,
    locked,
    made,
    opened,
    write,
)
from elearn.services.practice_letters import key_of, turn_off
from elearn.store.db import Session
from elearn.store.models import Practice
from elearn.store.queries.practice import Bank, BankCase
from elearn.store.sealing import Sealer


@dataclass(frozen=True)
class Given:
    """What came back from a page about one case."""

    token: str
    """Of the session that the page was drawn for."""
    number: int
    """Of the case, from 1."""
    version: str
    """Of the exercise that was shown."""
    level: str
    """1 to 6 as text; empty when none was chosen."""


def begin(
    session: Session,
    who: Practitioner,
    sealer: Sealer,
    bank: Bank,
    leaves: Days,
    *,
    schedule: ScheduleName = ScheduleName.FSRS,
    token: str,
    seed: str,
    today: date,
) -> None:
    """A session under way today; one that is goes on. *token* is to name a new one; *seed* is
    chance.

    What no key opens any more is begun anew. After a long leave the session is a warm-up, and
    what fell due during any leave falls due that much later.

    Raises: Refusal `practice-without-cases`.
    """
    row = made(session, who, sealer, today)
    before = opened(row, sealer, today)
    if before.session is not None and before.session.is_under_way(today):
        return
    visited_on = before.touched_on or today
    record = before.record.thawed(leaves, visited_on=visited_on, today=today)
    size = WARM_UP_CASES if warms_up(leaves, visited_on=visited_on, today=today) else None
    cases = _planned(record, bank, schedule, seed, today).session(size)
    if not cases:
        raise Refusal("practice-without-cases")
    begun = PracticeSession(token, today, tuple(case.id for case in cases))
    write(row, sealer, record, begun, today)


def answer(
    session: Session,
    who: Practitioner,
    sealer: Sealer,
    bank: Bank,
    given: Given,
    *,
    schedule: ScheduleName = ScheduleName.FSRS,
    today: date,
) -> None:
    """The concept's numbers move at once; which level was given is kept while the session lasts.

    Raises:
        Refusal: `practice-over`, `practice-answered` or `practice-not-yet` when it is not this
            case's turn, `practice-case-gone` or `practice-case-changed` when the bank is no
            longer the one that was shown, `answer-missing`, or a BadAnswer.
    """
    row, before = _under_way(session, who, sealer, today)
    assert before.session is not None
    found = _asked(before.session, bank, given)
    if found is None:
        raise Refusal("practice-case-gone")
    if found.exercise.version != given.version:
        raise Refusal("practice-case-changed")
    if not given.level:
        raise Refusal("answer-missing")
    found.exercise.exercise.grade((given.level,))
    planned = _schedules(bank, schedule)[found.case.concept]
    record = before.record.after(found.case, int(given.level), planned, today=today)
    write(row, sealer, record, before.session.answered(int(given.level)), today)


def skip(
    session: Session, who: Practitioner, sealer: Sealer, bank: Bank, given: Given, *, today: date
) -> None:
    """Leaves a case unanswered; also one that the bank no longer has.

    Raises: Refusal `practice-over`, `practice-answered` or `practice-not-yet`.
    """
    row, before = _under_way(session, who, sealer, today)
    assert before.session is not None
    found = _asked(before.session, bank, given)
    record = before.record.having_met(found.case, today=today) if found else before.record
    write(row, sealer, record, before.session.answered(SKIPPED), today)


def end(session: Session, who: Practitioner, sealer: Sealer) -> None:
    """Which answers were given is forgotten; nothing happens where no session is open."""
    row = locked(session, who, sealer)
    if row is not None:
        row.sealed_session = None


def forget(session: Session, who: Practitioner, sealer: Sealer) -> None:
    """Nothing is kept any more, and no letter comes; nothing happens where nothing is."""
    for row in every_locked(session, who, sealer):
        session.delete(row)
    turn_off(session, who.municipality, key_of(sealer, who.municipality, who.person))


def forget_persons(
    session: Session, municipality: UUID, persons: Iterable[UUID], sealer: Sealer
) -> None:
    """For people whose record is disposed of; who has never practised is passed over."""
    for person in persons:
        forget(session, Practitioner(municipality, person), sealer)


def _under_way(
    session: Session, who: Practitioner, sealer: Sealer, today: date
) -> tuple[Practice, Kept]:
    """Raises: Refusal `practice-over` where no session is open."""
    row = locked(session, who, sealer)
    before = opened(row, sealer, today)
    if row is None or before.session is None:
        raise Refusal("practice-over")
    return row, before


def _asked(under_way: PracticeSession, bank: Bank, given: Given) -> BankCase | None:
    return bank.get(under_way.require_next(given.token, given.number))


def _planned(
    record: PracticeRecord, bank: Bank, schedule: ScheduleName, seed: str, today: date
) -> Planning:
    cases = [one.case for one in bank.values()]
    schedules = _schedules(bank, schedule) | {
        concept: schedule_for(schedule, ())
        for concept in record.state.memories
        if concept not in {case.concept for case in cases}
    }
    return Planning(cases, record.state, schedules, today, seed)


def _schedules(bank: Bank, schedule: ScheduleName) -> dict[str, Schedule]:
    """By concept."""
    exemplars: dict[str, list[Case]] = defaultdict(list)
    for one in bank.values():
        exemplars[one.case.concept].append(one.case)
    return {one: schedule_for(schedule, cases) for one, cases in exemplars.items()}
