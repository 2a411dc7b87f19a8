"""Where everybody stands: status periods, derived anew from the facts.

Whoever changes an employment, a leave, the tree, a duty, an exemption, more time or evidence
calls
`recompute` in the same transaction, so that no list ever disagrees with another.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import StatusPeriod
from elearn.domain.record.duty import Duty
from elearn.domain.record.tally import Stretch, tally
from elearn.domain.record.terms import periods_under
from elearn.services import coverage_sums
from elearn.store.db import Session
from elearn.store.queries.org import placements, placements_around
from elearn.store.queries.standing_facts import (
    Facts,
    duties,
    facts,
    lock_standing,
    replace_periods,
    stored_periods,
)

FEW = 20
"""Persons. For more than these the whole tree is read, which is then the smaller part."""

Periods = dict[tuple[UUID, UUID], tuple[StatusPeriod, ...]]
"""By duty and person; whom a duty never concerns is absent."""


@dataclass(frozen=True, slots=True)
class Derived:
    periods: Periods
    tallies: dict[tuple[UUID, str], tuple[Stretch, ...]]
    """By person and course: what the person adds to the coverage of units."""


def recompute(
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> None:
    """Stores the periods of *persons*, and counts them anew; None means everybody."""
    session.flush()
    lock_standing(session, municipality, persons)
    found = derived(session, municipality, persons)
    replace_periods(session, municipality, persons, found.periods)
    coverage_sums.recount(session, municipality, persons, found.tallies)


def derived(
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> Derived:
    """What the facts say now, stored or not."""
    known = facts(session, municipality, persons)
    asking = duties(session, municipality)
    return derived_from(known, asking, _history(session, municipality, persons, known, asking))


def derived_from(known: Facts, asking: Collection[Duty], history: OrgHistory) -> Derived:
    """What *known* says of those whose it is, under the duties *asking*."""
    found = Derived({}, {})
    for person, posts in known.posts.items():
        by_course = defaultdict(list)
        for duty in asking:
            periods = periods_under(
                duty,
                posts,
                history,
                known.evidence.get(person, ()),
                known.exemptions.get((duty.id, person), ()),
                known.extensions.get((duty.id, person), ()),
                known.roles.get(person, ()),
            )
            if periods:
                found.periods[duty.id, person] = periods
                by_course[duty.course].append(periods)
        for course, of_course in by_course.items():
            if stretches := tally(posts, of_course, history):
                found.tallies[person, course] = stretches
    return found


def _history(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID] | None,
    known: Facts,
    asking: Collection[Duty],
) -> OrgHistory:
    """For a few no more of it than where their units stood, so that the price of a completion does
    not grow with the municipality."""
    if persons is None or len(persons) > FEW:
        return OrgHistory(placements(session, municipality))
    worked_in = {post.unit for posts in known.posts.values() for post in posts}
    aimed_at = {unit for duty in asking for terms in (*duty.earlier, duty) for unit in terms.units}
    return OrgHistory(placements_around(session, municipality, worked_in | aimed_at))


def disagreements(session: Session, municipality: UUID) -> list[tuple[UUID, UUID]]:
    """The duties and persons whose stored periods are not what the facts say."""
    stored = stored_periods(session, municipality)
    fresh = derived(session, municipality).periods
    return sorted(
        pair
        for pair in stored.keys() | fresh.keys()
        if tuple(stored.get(pair, ())) != fresh.get(pair, ())
    )


def miscounted(session: Session, municipality: UUID) -> list[tuple[UUID, str]]:
    """The units and courses whose kept coverage is not what the facts say."""
    return coverage_sums.differing(session, municipality, derived(session, municipality).tallies)
