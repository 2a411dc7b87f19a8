"""Disposal: what has been kept long enough goes. Source: docs/privacy.md."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.record.retention import RETENTION, Kept, evidence_goes_on, last_to_go
from elearn.services import coverage_sums
from elearn.services.audit import note_act
from elearn.store.db import Session
from elearn.store.queries import disposal, jobs
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import facts

DISPOSED = "evidence-disposed"
DEFAULT_MONTHS = RETENTION[Kept.EVIDENCE].months


def persons_to_dispose(session: Session, municipality: UUID, *, today: date) -> list[UUID]:
    """Everybody whose last employment ended so long ago that their record goes, *today*.

    Merged persons are one human: they go together or not at all, the merged ones first.
    """
    left = disposal.persons_who_have_left(session, municipality, today)
    merged = disposal.merged_persons(session, municipality)
    humans = _humans(left, merged)
    everybody = {person for human in humans for person in human}
    posts = facts(session, municipality, everybody).posts
    staying = disposal.persons_ever_employed(session, municipality, everybody) - left
    months = disposal.retention_months(session, municipality)
    placed = placements(session, municipality)
    over = [
        person
        for human in humans
        if not human & staying and _is_over(human, posts, months, placed, today)
        for person in human
    ]
    return sorted(over, key=lambda person: (person not in merged, person))


def dispose(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID],
    *,
    new_id: Callable[[], UUID],
    now: datetime,
) -> None:
    """Everything about *persons* is gone, and a line each says so. Those who are gone already
    are passed over, so a list of earlier disposals can be gone through again after a restore."""
    for person in persons:
        if disposal.person_exists(session, municipality, person):
            coverage_sums.forget(session, municipality, person)
            disposal.drop_person(session, municipality, person)
            note_act(session, municipality, None, DISPOSED, person, id=new_id(), now=now)
            session.flush()


def dispose_of_the_rest(session: Session, *, today: date) -> None:
    """What is kept for days or months whoever it is about, in every municipality: attempts,
    held answers, practice, ballots, open courses, votes at meetings, sessions, codes, failures,
    views, acts, previews, letters, jobs done."""
    disposal.drop_attempts(
        session,
        open_until=last_to_go(Kept.OPEN_ATTEMPT, today),
        submitted_until=last_to_go(Kept.SUBMITTED_ATTEMPT, today),
    )
    disposal.drop_held_answers(session, last_to_go(Kept.HELD_ANSWER, today))
    disposal.drop_exercises_seen(session, last_to_go(Kept.EXERCISE_SEEN, today))
    disposal.drop_measurement_seen(session, last_to_go(Kept.EXERCISE_SEEN, today))
    disposal.drop_practice(session, last_to_go(Kept.PRACTICE, today))
    disposal.end_practice_sessions(session, last_to_go(Kept.PRACTICE_SESSION, today))
    disposal.drop_ballots(session, last_to_go(Kept.BALLOT, today))
    disposal.drop_open_work(session, last_to_go(Kept.OPEN_ATTEMPT, today))
    disposal.drop_resume_numbers(session, last_to_go(Kept.RESUME_NUMBER, today))
    disposal.drop_meeting_votes(session, last_to_go(Kept.MEETING_VOTE, today))
    disposal.drop_sessions_unused(session, _before(Kept.SESSION, today))
    disposal.drop_codes(session, _before(Kept.SLIP, today))
    disposal.drop_failures(session, _before(Kept.SIGN_IN_FAILURE, today))
    disposal.drop_views(session, _before(Kept.AUDIT, today))
    disposal.drop_acts(session, _before(Kept.AUDIT, today), keep={DISPOSED})
    disposal.drop_previews(session, _before(Kept.IMPORT_PREVIEW, today))
    disposal.drop_reminders(session, last_to_go(Kept.REMINDER, today))
    disposal.drop_bulk_acts(session, _before(Kept.BULK_ACT, today))
    jobs.drop_finished(session, _before(Kept.JOB, today))


def _humans(persons: Collection[UUID], merged: Mapping[UUID, UUID]) -> list[frozenset[UUID]]:
    """*persons*, each with everybody who is the same human."""
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for person in (*persons, *merged):
        root = person
        seen = {root}
        while root in merged and merged[root] not in seen:
            root = merged[root]
            seen.add(root)
        members[root] |= {root, person}
    asked = set(persons)
    return [frozenset(human) for human in members.values() if human & asked]


def _is_over(
    human: Collection[UUID],
    posts: Mapping[UUID, list[Employment]],
    months: Mapping[UUID, int],
    placed: Collection[Placement],
    today: date,
) -> bool:
    own = [post for person in human for post in posts.get(person, ())]
    if not own:
        return False
    last = max(own, key=lambda post: post.period.end)
    kept_months = _months_of(last, months, placed) if months else DEFAULT_MONTHS
    goes = evidence_goes_on(own, months=kept_months)
    return goes is not None and goes <= today


def _months_of(post: Employment, months: Mapping[UUID, int], placed: Collection[Placement]) -> int:
    """What the controller of the unit had set, or whoever is above it."""
    last_day = post.period.end - timedelta(days=1)
    path = OrgTree.on(last_day, placed).path(post.unit)
    return next((months[unit] for unit in reversed(path) if unit in months), DEFAULT_MONTHS)


def _before(kept: Kept, today: date) -> datetime:
    """Moments earlier than this are to be gone by *today*; a code or session whose last hours
    fall on the day itself still has them."""
    return datetime.combine(last_to_go(kept, today), time.min, UTC)
