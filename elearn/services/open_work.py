"""An open course, taken by whoever holds a resume number: begin, answer, finish, delete.

Nobody is known here and nothing is counted: that an answer was somebody's first cannot be told.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.errors import Refusal
from elearn.domain.record.attempt import Work
from elearn.domain.record.retention import Kept, goes_on
from elearn.services.answering import Sent, answered, score, skipped
from elearn.store.db import Session
from elearn.store.models import OpenWork, ResumeNumber
from elearn.store.queries import catalogue
from elearn.store.queries import open_courses as ask
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_new


@dataclass(frozen=True)
class Holder:
    """Whoever has a number; there is nothing else to know."""

    municipality: UUID
    number_key: bytes

    @classmethod
    def of(cls, municipality: UUID, number: str, sealer: Sealer) -> Self:
        return cls(municipality, sealer.pseudonym("resume-number", municipality, number))


def begin_course(session: Session, who: Holder, course: str, *, today: date) -> None:
    """The number of *who*, which is new, stands for a way through *course* from now on.

    Raises: Refusal `course-not-open`.
    """
    if not ask.is_open(session, who.municipality, course):
        raise Refusal("course-not-open")
    row = {
        "municipality_id": who.municipality,
        "number_key": who.number_key,
        "course_id": course,
        "used_on": today,
    }
    insert_new(session, ResumeNumber, [row])


def held(session: Session, who: Holder, *, today: date) -> ResumeNumber:
    """Raises: Refusal `resume-number-unknown` for one that never was, was claimed or deleted, or
    was not used for too long, which are not told apart."""
    return _known(ask.resume_number(session, *_at(who)), today)


def locked(session: Session, who: Holder, *, today: date) -> ResumeNumber:
    """As `held`, until the transaction ends. Raises: Refusal as `held`."""
    return _known(ask.locked_number(session, *_at(who)), today)


def go_on(session: Session, who: Holder, *, today: date) -> str:
    """The course that the number is for; it has been used today. Raises: Refusal as `held`."""
    number = held(session, who, today=today)
    number.used_on = today
    return number.course_id


def begin(
    session: Session, who: Holder, module: str, sealer: Sealer, *, secret: str, today: date
) -> None:
    """Work on the current version of *module*; what is begun goes on, unless no key opens it any
    more, and what is done stays done. *secret* is random.

    Raises: Refusal as `held`; `module-not-found`, `module-withdrawn`.
    """
    number = locked(session, who, today=today)
    found = ask.locked_work(session, *_at(who), module)
    if found is not None and (found.sealed is None or sealer.open(found.sealed) is not None):
        return
    reading = catalogue.reading(session, who.municipality, number.course_id, module, "")
    if reading is None:
        raise Refusal("module-not-found")
    if reading.is_withdrawn:
        raise Refusal("module-withdrawn")
    if found is not None:
        session.delete(found)
        session.flush()
    number.used_on = today
    session.add(
        OpenWork(
            municipality_id=who.municipality,
            number_key=who.number_key,
            module_id=module,
            version=reading.module.version,
            sealed=sealer.seal(Work(secret).dumped()),
            begun_on=today,
        )
    )


def answer(
    session: Session,
    who: Holder,
    module: str,
    sealer: Sealer,
    exercise: CompiledExercise,
    sent: Sent,
    *,
    today: date,
) -> Work:
    """Keeps the answer, and gives back the work with it.

    Raises: Refusal as `held`; `attempt-over`, or as `answered`.
    """
    row, work = _locked(session, who, module, sealer, today)
    work = answered(exercise, work, sent)
    row.sealed = sealer.seal(work.dumped())
    return work


def skip(
    session: Session,
    who: Holder,
    module: str,
    sealer: Sealer,
    exercise: CompiledExercise,
    *,
    today: date,
) -> None:
    """The exercise is passed by. Raises: Refusal as `held`; `attempt-over`, or as `skipped`."""
    row, work = _locked(session, who, module, sealer, today)
    row.sealed = sealer.seal(skipped(exercise, work).dumped())


def take_up(
    session: Session,
    who: Holder,
    module: str,
    sealer: Sealer,
    exercise: CompiledExercise,
    *,
    today: date,
) -> None:
    """The exercise is asked after all. Raises: Refusal as `held`; `attempt-over`."""
    row, work = _locked(session, who, module, sealer, today)
    row.sealed = sealer.seal(work.taking_up(exercise.id).dumped())


def finish(
    session: Session, who: Holder, module: CompiledModule, sealer: Sealer, *, today: date
) -> bool:
    """That the module is done, in which version and on which day, is all that is left of it.

    False when it was done before: double submit, two tabs, the back button.

    Raises: Refusal as `held`; `attempt-unfinished` while answers are missing or the mark is not
        met.
    """
    number = locked(session, who, today=today)
    row = ask.locked_work(session, *_at(who), module.id)
    if row is None or row.sealed is None:
        return False
    if not score(module, opened(row, sealer)).passed:
        raise Refusal("attempt-unfinished")
    row.sealed, row.done_on = None, today
    number.used_on = today
    return True


def forget(session: Session, who: Holder) -> None:
    """The number with everything under it is gone, now and for good."""
    ask.forget_number(session, *_at(who))


def opened(row: OpenWork, sealer: Sealer) -> Work:
    """Raises: Refusal `attempt-over` when it is done, `attempt-unreadable` when no key opens it
    any more."""
    if row.sealed is None:
        raise Refusal("attempt-over")
    body = sealer.open(row.sealed)
    if body is None:
        raise Refusal("attempt-unreadable")
    return Work.loaded(body)


def _at(who: Holder) -> tuple[UUID, bytes]:
    return (who.municipality, who.number_key)


def _known(row: ResumeNumber | None, today: date) -> ResumeNumber:
    if row is None or goes_on(Kept.RESUME_NUMBER, row.used_on) <= today:
        raise Refusal("resume-number-unknown")
    return row


def _locked(
    session: Session, who: Holder, module: str, sealer: Sealer, today: date
) -> tuple[OpenWork, Work]:
    number = locked(session, who, today=today)
    row = ask.locked_work(session, *_at(who), module)
    if row is None:
        raise Refusal("attempt-over")
    number.used_on = today
    return row, opened(row, sealer)
