"""The sums from which coverage is read, kept in step with the facts.

What each person was counted as is kept beside the sums. Whoever derives a person anew takes the old
out and puts the new in, in the same transaction: nobody else need be looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from uuid import UUID

from elearn.domain.record.tally import Change, Stretch, changes
from elearn.store.db import Session
from elearn.store.queries import coverage_sums as store
from elearn.store.queries.coverage_sums import Tallies


def recount(
    session: Session, municipality: UUID, persons: Collection[UUID] | None, fresh: Tallies
) -> None:
    """*fresh* are the tallies of *persons* now, all of them; None means of everybody."""
    if persons is None:
        store.drop_sums(session, municipality)
        store.drop_tallies(session, municipality)
        store.insert_tallies(session, municipality, fresh)
        store.insert_sums(session, municipality, summed(fresh))
        return
    known = store.stored_tallies(session, municipality, persons)
    changed = {key for key in known.keys() | fresh.keys() if known.get(key) != fresh.get(key)}
    if not changed:
        return
    now = {key: fresh[key] for key in changed & fresh.keys()}
    before = {key: known[key] for key in changed & known.keys()}
    sums = summed(now)
    sums.subtract(summed(before))
    store.forget_tallies(session, municipality, before.keys())
    store.insert_tallies(session, municipality, now)
    store.raise_sums(session, municipality, sums)


def forget(session: Session, municipality: UUID, person: UUID) -> None:
    """Takes *person* out of every sum."""
    recount(session, municipality, [person], {})


def differing(session: Session, municipality: UUID, fresh: Tallies) -> list[tuple[UUID, str]]:
    """The units and courses whose sums are not what the tallies *fresh* of everybody add up to, and
    those in which somebody is remembered as counted otherwise."""
    stored, right = store.stored_sums(session, municipality), summed(fresh)
    wrong = {
        (change[0], course)
        for course, change in stored.keys() | right.keys()
        if stored.get((course, change), 0) != right[course, change]
    }
    kept = store.stored_tallies(session, municipality)
    for person, course in kept.keys() | fresh.keys():
        old, new = kept.get((person, course), ()), fresh.get((person, course), ())
        wrong |= {(each.unit, course) for each in set(old) ^ set(new)}
    return sorted(wrong)


def summed(tallies: Tallies) -> Counter[tuple[str, Change]]:
    by_course: dict[str, list[Stretch]] = defaultdict(list)
    for (_person, course), stretches in tallies.items():
        by_course[course] += stretches
    return Counter(
        {
            (course, change): by
            for course, stretches in by_course.items()
            for change, by in changes(stretches).items()
        }
    )
