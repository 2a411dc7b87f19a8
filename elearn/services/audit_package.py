"""The facts of an audit package, put together; nothing is stored."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgHistory, OrgTree
from elearn.domain.record.audit_package import Asked, Package, known, standing_on, ways
from elearn.domain.record.completion import status_periods
from elearn.domain.record.concern import concern_of
from elearn.domain.record.coverage import Standing, roll_up, visible_units
from elearn.services.audit_chain import link_by
from elearn.store.db import Session
from elearn.store.queries.audit_package import units_of_staff, version_numbers
from elearn.store.queries.certificates import titles_by_language
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.my_units import around
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import duties, facts


def audit_package(
    session: Session,
    municipality: UUID,
    name: str,
    asked: Asked,
    tree: OrgTree,
    *,
    now: datetime,
) -> Package:
    """*tree* is of the day asked about, and as much of it as may be told of; *name* is the
    municipality's. Statuses are derived anew, from what was known by then.

    What may be told is judged in the whole organisation, whoever asks: packages of different
    people can be laid side by side, and of one unit they should be the same.

    Raises: Refusal `package-unit-hidden`.
    """
    history = OrgHistory(placements(session, municipality))
    rules = [duty for duty in duties(session, municipality) if duty.course == asked.course]
    units = units_of_staff(session, municipality, list(tree), asked.on)
    found = facts(session, municipality, list(units))
    evidence = {
        person: known(found.evidence.get(person, ()), asked.known_until) for person in units
    }
    standings = []
    for person, within in units.items():
        periods = [
            status_periods(
                duty,
                concern_of(duty, found.posts[person], history, found.roles.get(person, ())),
                evidence[person],
                found.exemptions.get((duty.id, person), ()),
                found.extensions.get((duty.id, person), ()),
            )
            for duty in rules
        ]
        held = standing_on(periods, asked.on)
        if held is not None:
            standings.append(Standing(person, within, *held))
    coverage = roll_up(tree, standings)
    beside = around(history.tree_on(asked.on), asked.unit)
    sums = coverage_on(session, municipality, asked.course, list(beside), asked.on)
    shown = visible_units(beside, {**sums, **coverage})
    if asked.unit not in shown:
        raise Refusal("package-unit-hidden")
    versions, kinds = ways(evidence, asked.course, asked.on)
    return Package(
        municipality=name,
        asked=asked,
        titles=titles_by_language(session, municipality, asked.course),
        duties=rules,
        tree=tree,
        coverage=coverage,
        shown=shown & frozenset(tree),
        versions=versions,
        numbers=version_numbers(session, municipality, asked.course),
        kinds=kinds,
        sealed=link_by(session, municipality, asked.known_until, now=now),
    )


def units_told(
    session: Session, municipality: UUID, courses: Iterable[str], org: OrgTree, on: date
) -> frozenset[UUID]:
    """The units of *org*, the whole organisation, of which one of *courses* can be told."""
    told: set[UUID] = set()
    for course in courses:
        told |= visible_units(org, coverage_on(session, municipality, course, list(org), on))
    return frozenset(told)
