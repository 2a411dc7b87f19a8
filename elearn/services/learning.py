"""Attempts: begin, answer, submit, leave; and answers that came after the session had ended."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.content.confirming import drawn
from elearn.domain.content.renewing import asks_changes_only, changed_since
from elearn.domain.errors import Refusal
from elearn.domain.record.attempt import Work
from elearn.domain.record.completion import effective
from elearn.services import standing
from elearn.services.answering import Sent, answered, score, skipped
from elearn.services.counting import count_first_answers
from elearn.store.db import Session
from elearn.store.models import Attempt, Evidence, HeldAnswer
from elearn.store.queries import attempts, catalogue, meetings, published
from elearn.store.queries.standing_facts import evidence_of
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_new


@dataclass(frozen=True)
class Learner:
    """Who works on what."""

    municipality: UUID
    person: UUID
    course: str
    module: str

    @property
    def key(self) -> tuple[UUID, UUID, str, str]:
        return (self.municipality, self.person, self.course, self.module)


def begin(
    session: Session,
    learner: Learner,
    sealer: Sealer,
    *,
    attempt_id: UUID,
    secret: str,
    today: date,
) -> None:
    """An open attempt on the current version; the one that is open already goes on, unless no key
    opens it any more. Of whoever took an earlier version only what has changed since is asked,
    where the versions since leave it at that.

    Both *attempt_id* and *secret* are random: nothing in the row tells when it was made.

    Raises:
        Refusal: `module-not-found`, `module-withdrawn`.
    """
    found = _open(session, learner, sealer, None, attempt_id=attempt_id, secret=secret, today=today)
    if found.is_of_meeting:
        _ask_all(session, learner, sealer)


def begin_confirming(
    session: Session,
    learner: Learner,
    sealer: Sealer,
    *,
    attempt_id: UUID,
    secret: str,
    today: date,
) -> None:
    """An open attempt that asks three questions of whoever was at a meeting about the module, of
    the version that was current on its day. One that is open already keeps version and answers.

    Raises:
        Refusal: `attendance-missing` when there is nothing to confirm, `module-not-found`,
            `module-withdrawn`.
    """
    waiting = meetings.awaiting(session, *learner.key)
    if not waiting:
        raise Refusal("attendance-missing")
    _attendance, held_on = waiting[0]
    version = meetings.version_on(
        session, learner.municipality, learner.course, learner.module, held_on
    )
    _open(session, learner, sealer, version, attempt_id=attempt_id, secret=secret, today=today)
    _ask_three(session, learner, sealer)


def _open(
    session: Session,
    learner: Learner,
    sealer: Sealer,
    version: str | None,
    *,
    attempt_id: UUID,
    secret: str,
    today: date,
) -> Work:
    """What has been done so far. *version* None is the current one."""
    found = attempts.open_attempt(session, *learner.key)
    body = sealer.open(found.sealed) if found is not None else None
    if body is not None:
        return Work.loaded(body)
    reading = catalogue.reading(
        session, learner.municipality, learner.course, learner.module, "", version
    )
    if reading is None:
        raise Refusal("module-not-found")
    if reading.is_withdrawn:
        raise Refusal("module-withdrawn")
    attempts.forget_submitted(session, *learner.key)
    if found is not None:
        session.delete(found)
        session.flush()
    work = _renewing(session, learner, reading.module, Work(secret)) if version is None else None
    begun = work or Work(secret)
    row = {
        "municipality_id": learner.municipality,
        "id": attempt_id,
        "person_id": learner.person,
        "course_id": learner.course,
        "module_id": learner.module,
        "version": reading.module.version,
        "state": "open",
        "sealed": sealer.seal(begun.dumped()),
        "begun_on": today,
    }
    insert_new(session, Attempt, [row])
    return begun


def _renewing(
    session: Session, learner: Learner, module: CompiledModule, work: Work
) -> Work | None:
    """*work* on what has changed since the learner took *module*; None when it is all of it."""
    rows = evidence_of(session, learner.municipality, learner.person)
    done = [row for row in effective(rows) if (row.course, row.module) == learner.key[2:]]
    if not done or done[-1].version == module.version:
        return None
    since = published.versions_since(
        session, learner.municipality, learner.course, learner.module, done[-1].version
    )
    if since is None or not asks_changes_only(since.retakes):
        return None
    old = catalogue.reading(
        session, learner.municipality, learner.course, learner.module, "", done[-1].version
    )
    only = changed_since(old.module, module) if old is not None else ()
    return work.renewing(since.label, only) if only else None


def _ask_all(session: Session, learner: Learner, sealer: Sealer) -> None:
    """The open attempt asks the whole module."""
    attempt, work = _locked(session, learner, sealer)
    attempt.sealed = sealer.seal(work.asking(()).dumped())


def _ask_three(session: Session, learner: Learner, sealer: Sealer) -> None:
    """The open attempt asks three questions: the same ones however often it is told to."""
    attempt, work = _locked(session, learner, sealer)
    found = catalogue.reading(
        session, learner.municipality, learner.course, learner.module, "", attempt.version
    )
    if found is None:
        raise Refusal("module-not-found")
    only = drawn(found.module, seed=work.secret)
    attempt.sealed = sealer.seal(work.asking(only).dumped())


def answer(
    session: Session, learner: Learner, sealer: Sealer, exercise: CompiledExercise, sent: Sent
) -> Work:
    """Keeps the answer, and gives back the work with it.

    Raises: Refusal `attempt-over` when it is no longer open, or as `answered`.
    """
    attempt, work = _locked(session, learner, sealer)
    work = answered(exercise, work, sent)
    attempt.sealed = sealer.seal(work.dumped())
    return work


def skip(session: Session, learner: Learner, sealer: Sealer, exercise: CompiledExercise) -> None:
    """The exercise is passed by. Raises: Refusal `attempt-over`, or as `skipped`."""
    attempt, work = _locked(session, learner, sealer)
    attempt.sealed = sealer.seal(skipped(exercise, work).dumped())


def take_up(session: Session, learner: Learner, sealer: Sealer, exercise: CompiledExercise) -> None:
    """The exercise is asked after all. Raises: Refusal `attempt-over`."""
    attempt, work = _locked(session, learner, sealer)
    attempt.sealed = sealer.seal(work.taking_up(exercise.id).dumped())


def _locked(session: Session, learner: Learner, sealer: Sealer) -> tuple[Attempt, Work]:
    attempt = attempts.locked_attempt(session, *learner.key)
    if attempt is None:
        raise Refusal("attempt-over")
    return attempt, opened(attempt, sealer)


def submit(
    session: Session,
    learner: Learner,
    sealer: Sealer,
    module: CompiledModule,
    *,
    evidence_id: UUID,
    today: date,
) -> bool:
    """The attempt becomes evidence, the counters rise, and the status follows: all or nothing.

    Of three questions the evidence is that of a meeting, completed on its day. Either way the
    attendances at meetings about the module are confirmed by it.

    *evidence_id* is random and the row is recorded by the day: with the moments of two of them
    anybody could tell how long the second module took.

    False when it was submitted before: double submit, two tabs, the back button.

    Raises:
        Refusal: `attempt-unfinished` while answers are missing or the mark is not met,
            `attendance-missing` when the meeting was undone meanwhile.
    """
    attempt = attempts.locked_attempt(session, *learner.key)
    if attempt is None:
        return False
    work = opened(attempt, sealer)
    if not score(module, work).passed:
        raise Refusal("attempt-unfinished")
    attended = meetings.awaiting(session, *learner.key)
    if work.is_of_meeting and not attended:
        raise Refusal("attendance-missing")
    if not attempts.flip_to_submitted(session, learner.municipality, attempt.id, today=today):
        return False
    count_first_answers(
        session, (learner.municipality, learner.person), sealer, module, work, today=today
    )
    session.add(
        Evidence(
            municipality_id=learner.municipality,
            id=evidence_id,
            person_id=learner.person,
            course_id=learner.course,
            module_id=learner.module,
            version=module.version,
            completed_on=attended[0][1] if work.is_of_meeting else today,
            recorded_at=datetime.combine(today, time.min, UTC),
            kind="meeting" if work.is_of_meeting else "self",
        )
    )
    session.flush()
    meetings.confirm(session, learner.municipality, [id for id, _ in attended], evidence_id)
    standing.recompute(session, learner.municipality, [learner.person])
    return True


def leave_result(session: Session, learner: Learner) -> None:
    """Deletes the finished attempt with its answers."""
    attempts.forget_submitted(session, *learner.key)


def opened(attempt: Attempt, sealer: Sealer) -> Work:
    """Raises: Refusal `attempt-unreadable` when no key opens it any more."""
    body = sealer.open(attempt.sealed)
    if body is None:
        raise Refusal("attempt-unreadable")
    return Work.loaded(body)


def answered_courses(
    session: Session, municipality: UUID, person: UUID, sealer: Sealer
) -> set[str]:
    """In which something unfinished has been answered, or may have been where no key opens it any
    more. For the learner's own request: it opens what lies sealed."""
    return {
        attempt.course_id
        for attempt in attempts.open_attempts(session, municipality, person)
        if (body := sealer.open(attempt.sealed)) is None or Work.loaded(body).is_answered
    }


def hold(
    session: Session, municipality: UUID, token_hash: bytes, sealed: bytes, *, today: date
) -> None:
    """Keeps what a signed-out browser sent."""
    session.add(
        HeldAnswer(
            municipality_id=municipality, token_hash=token_hash, sealed=sealed, kept_on=today
        )
    )


def take_held(session: Session, municipality: UUID, token_hash: bytes) -> bytes | None:
    """What was kept, once; None when there is nothing."""
    found = session.get(HeldAnswer, (municipality, token_hash))
    if found is None:
        return None
    session.delete(found)
    return found.sealed
