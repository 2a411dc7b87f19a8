"""Where everybody stands: status periods, derived anew from the facts.

Whoever changes an employment, a leave, the tree, a duty, an exemption or evidence calls
`recompute` in the same transaction, so that no list ever disagrees with another.
"""

from collections.abc import Collection
from uuid import UUID

from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import StatusPeriod, status_periods
from elearn.domain.record.concern import concern_of
from elearn.store.db import Session
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import (
    duties,
    facts,
    lock_standing,
    replace_periods,
    stored_periods,
)

Periods = dict[tuple[UUID, UUID], tuple[StatusPeriod, ...]]
"""By duty and person; whom a duty never concerns is absent."""


def recompute(
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> None:
    """Stores the periods of *persons*; None means of everybody."""
    session.flush()
    lock_standing(session, municipality, persons)
    periods = computed(session, municipality, persons)
    replace_periods(session, municipality, persons, periods)


def computed(
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> Periods:
    """What the facts say now, stored or not."""
    known = facts(session, municipality, persons)
    asking = duties(session, municipality)
    history = OrgHistory(placements(session, municipality))
    periods: Periods = {}
    for person, posts in known.posts.items():
        for duty in asking:
            found = status_periods(
                duty,
                concern_of(duty, posts, history),
                known.evidence.get(person, ()),
                known.exemptions.get((duty.id, person), ()),
            )
            if found:
                periods[duty.id, person] = found
    return periods


def disagreements(session: Session, municipality: UUID) -> list[tuple[UUID, UUID]]:
    """The duties and persons whose stored periods are not what the facts say."""
    stored = stored_periods(session, municipality)
    fresh = computed(session, municipality)
    return sorted(
        pair
        for pair in stored.keys() | fresh.keys()
        if tuple(stored.get(pair, ())) != fresh.get(pair, ())
    )
