"""What another duty means for everybody, worked out before anybody has to wait for it.

To derive a whole municipality takes seconds, and on SQLite whoever writes keeps all others from
writing. So a duty is worked out in a transaction that only reads; the one that writes looks what
has changed since, derives those people alone, and writes what becomes otherwise. What the facts
say is the same either way: it is only found out earlier.

Source: docs/decisions/0031.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from uuid import UUID

from elearn.domain.people.org import OrgHistory, Placement
from elearn.domain.record.completion import StatusPeriod
from elearn.domain.record.duty import Duty
from elearn.domain.record.tally import Change, Stretch
from elearn.services.coverage_sums import summed
from elearn.services.standing import Derived, derived_from, recompute
from elearn.store.db import Session
from elearn.store.queries import course_standing as store
from elearn.store.queries.course_standing import Kept
from elearn.store.queries.coverage_sums import raise_sums
from elearn.store.queries.fact_marks import marks
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import duties, facts, lock_standing, one_duty

Periods = frozenset[tuple[UUID, StatusPeriod]]
"""With the duty that each is of."""
Tallies = Mapping[str, tuple[Stretch, ...]]
"""By course."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one person: what is kept and would not be any more, and what would be instead."""

    gone: Periods
    new: Periods
    counted: Tallies
    counts: Tallies
    """Of the courses in which the person counts otherwise."""


@dataclass(frozen=True)
class Ahead:
    duty: UUID | None
    """The one that asks something else than what is stored."""
    before: Duty | None
    """What that one asks as stored: what is kept follows from it."""
    courses: frozenset[str]
    asking: frozenset[Duty]
    placements: frozenset[Placement]
    marks: Mapping[UUID, int]
    """What it was worked out from; it holds for as long as these are the same."""
    differences: Mapping[UUID, Difference]
    """By person; those who stand as they stood are absent."""
    sums: Mapping[tuple[str, Change], int]
    """By how much each sum changes, if all the differences are written."""


def work_out(
    session: Session,
    municipality: UUID,
    courses: Collection[str],
    instead: tuple[UUID, Duty | None] | None = None,
) -> Ahead:
    """For everybody, in *courses*, what becomes otherwise if one duty asks what is given *instead*,
    or nothing. Writes nothing."""
    before = one_duty(session, municipality, instead[0]) if instead else None
    asking = frozenset(_asking(session, municipality, courses, instead))
    # Before the facts: what changes between the two is then found to be otherwise.
    known_by = marks(session, municipality)
    placed = frozenset(placements(session, municipality))
    fresh = derived_from(facts(session, municipality), asking, OrgHistory(placed))
    differences = _differences(store.kept(session, municipality, courses), fresh)
    return Ahead(
        instead[0] if instead else None,
        before,
        frozenset(courses),
        asking,
        placed,
        known_by,
        differences,
        _sums(differences),
    )


def settle(
    session: Session,
    municipality: UUID,
    courses: Collection[str],
    before: Duty | None,
    ahead: Ahead | None,
) -> None:
    """Stores where everybody stands in *courses*, one of whose duties asked what is *before*, and
    asks something else now. *ahead* saves what it already knows; None knows nothing."""
    session.flush()
    lock_standing(session, municipality, None)
    if ahead is None or not _holds(session, municipality, courses, before, ahead):
        _write(session, municipality, work_out(session, municipality, courses), set())
        return
    now, then = marks(session, municipality), ahead.marks
    changed = {person for person in now.keys() | then.keys() if now.get(person) != then.get(person)}
    _write(session, municipality, ahead, changed)
    if changed:
        recompute(session, municipality, changed)


def _asking(
    session: Session,
    municipality: UUID,
    courses: Collection[str],
    instead: tuple[UUID, Duty | None] | None,
) -> Iterator[Duty]:
    changed, other = instead or (None, None)
    for duty in duties(session, municipality):
        if duty.course in courses and duty.id != changed:
            yield duty
    if other is not None:
        yield other


def _holds(
    session: Session,
    municipality: UUID,
    courses: Collection[str],
    before: Duty | None,
    ahead: Ahead,
) -> bool:
    """Whether it was worked out from the same duties and the same tree; people are compared one by
    one."""
    return (
        ahead.courses == frozenset(courses)
        and ahead.before == before
        and ahead.asking == frozenset(_asking(session, municipality, courses, None))
        and ahead.placements == frozenset(placements(session, municipality))
    )


def _differences(kept: Kept, fresh: Derived) -> dict[UUID, Difference]:
    periods: dict[UUID, set[tuple[UUID, StatusPeriod]]] = defaultdict(set)
    for (duty, person), of_person in fresh.periods.items():
        periods[person].update((duty, period) for period in of_person)
    tallies: dict[UUID, dict[str, tuple[Stretch, ...]]] = defaultdict(dict)
    for (person, course), stretches in fresh.tallies.items():
        tallies[person][course] = stretches
    persons = kept.periods.keys() | kept.tallies.keys() | periods.keys()
    found = {
        person: _difference(
            kept.periods.get(person, set()),
            periods.get(person, set()),
            kept.tallies.get(person, {}),
            tallies.get(person, {}),
        )
        for person in persons
    }
    return {person: each for person, each in found.items() if each is not None}


def _difference(
    was: Set[tuple[UUID, StatusPeriod]],
    becomes: Set[tuple[UUID, StatusPeriod]],
    counted: Tallies,
    counts: Tallies,
) -> Difference | None:
    others = {
        course
        for course in counted.keys() | counts.keys()
        if counted.get(course) != counts.get(course)
    }
    if was == becomes and not others:
        return None
    return Difference(
        frozenset(was - becomes),
        frozenset(becomes - was),
        {course: counted[course] for course in others & counted.keys()},
        {course: counts[course] for course in others & counts.keys()},
    )


def _sums(differences: Mapping[UUID, Difference]) -> Counter[tuple[str, Change]]:
    sums = summed(_by_person_and_course((p, each.counts) for p, each in differences.items()))
    sums.subtract(summed(_by_person_and_course((p, e.counted) for p, e in differences.items())))
    return Counter({change: by for change, by in sums.items() if by})


def _by_person_and_course(
    tallies: Iterable[tuple[UUID, Tallies]],
) -> dict[tuple[UUID, str], tuple[Stretch, ...]]:
    return {
        (person, course): stretches
        for person, of_person in tallies
        for course, stretches in of_person.items()
    }


def _write(session: Session, municipality: UUID, ahead: Ahead, but: Set[UUID]) -> None:
    """For everybody *but* some."""
    written = {person: each for person, each in ahead.differences.items() if person not in but}
    left_out = {person: each for person, each in ahead.differences.items() if person in but}
    store.replace_some_periods(
        session,
        municipality,
        ((person, *period) for person, each in written.items() for period in each.gone),
        ((person, *period) for person, each in written.items() for period in each.new),
    )
    store.replace_some_tallies(
        session,
        municipality,
        _by_person_and_course((person, each.counted) for person, each in written.items()),
        _by_person_and_course((person, each.counts) for person, each in written.items()),
    )
    sums = Counter(ahead.sums)
    if left_out:
        sums.subtract(_sums(left_out))
    raise_sums(session, municipality, sums)
    store.drop_empty_sums(session, municipality, ahead.courses)
