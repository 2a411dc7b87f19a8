"""Changes to the organisation from a day on: the people and the roles follow the units."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people import reorganisation
from elearn.domain.people.employment import transferred
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.unit_list import KnownUnitRow
from elearn.services.audit import note_act
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.models import RoleGrant
from elearn.store.queries import admin_units as units
from elearn.store.queries import people_import as people
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.org import placements

LONGEST_NAME = 160
LONGEST_CODE = 60


@dataclass(frozen=True)
class Change:
    """One change of the organisation: whose, by whom, from which day on."""

    session: Session
    municipality: UUID
    actor: UUID | None
    """None is the command line."""
    on: date
    """The first day it holds."""
    new_id: Callable[[], UUID]
    now: datetime


def create(change: Change, unit: KnownUnitRow, parent: UUID | None, name: str) -> UUID:
    """Raises: Refusal `unit-name-length`, `unit-code-length`, `unit-code-taken`, and as
    `reorganisation.created`."""
    _check_name(name)
    if not 0 < len(unit.code) <= LONGEST_CODE:
        raise Refusal("unit-code-length", longest=LONGEST_CODE)
    taken = {row.code.casefold() for row in units.known_rows(change.session, change.municipality)}
    if unit.code.casefold() in taken:
        raise Refusal("unit-code-taken", code=unit.code)
    before = placements(change.session, change.municipality)
    after = reorganisation.created(before, unit.id, parent, name, change.on)
    units.insert_units(change.session, change.municipality, [unit])
    _write(change, before, after, "unit-created", unit.id)
    return unit.id


def rename(change: Change, unit: UUID, name: str) -> None:
    """Raises: Refusal `unit-name-length`, and as `reorganisation.renamed`."""
    _check_name(name)
    before = placements(change.session, change.municipality)
    after = reorganisation.renamed(before, unit, name, change.on)
    _write(change, before, after, "unit-renamed", unit)


def move(change: Change, unit: UUID, new_parent: UUID) -> None:
    """Raises: Refusal, as `reorganisation.moved`."""
    before = placements(change.session, change.municipality)
    after = reorganisation.moved(before, unit, new_parent, change.on)
    _write(change, before, after, "unit-moved", unit)
    _recompute_below(change, [*before, *after], {unit})


def merge(change: Change, source: UUID, target: UUID) -> int:
    """The people and the roles of *source* are in *target* from that day. How many people.

    Raises: Refusal, as `reorganisation.merged`.
    """
    lock_people(change.session, change.municipality)
    before = placements(change.session, change.municipality)
    after = reorganisation.merged(before, source, target, change.on)
    _write(change, before, after, "unit-merged", source)
    moved = _transfer_people(change, source, target)
    _transfer_roles(change, source, target)
    _recompute_below(change, [*before, *after], {source, target}, moved)
    return len(moved)


def close(change: Change, unit: UUID) -> None:
    """Roles held on *unit* end with it.

    Raises: Refusal `unit-has-people` while somebody has a post there on that day or later, and
        as `reorganisation.closed`.
    """
    lock_people(change.session, change.municipality)
    before = placements(change.session, change.municipality)
    after = reorganisation.closed(before, unit, change.on)
    count = units.people_from(change.session, change.municipality, unit, change.on)
    if count:
        raise Refusal("unit-has-people", count=count)
    grants = units.grants_on(change.session, change.municipality, unit, change.on)
    held_by = {grant.person_id for grant in grants}
    for grant in grants:
        _end_grant(change, grant)
    _write(change, before, after, "unit-closed", unit)
    if held_by:
        recompute(change.session, change.municipality, held_by)


def describe(change: Change, unit: KnownUnitRow) -> None:
    """Kind, controller and months: facts that are not dated."""
    units.update_units(change.session, change.municipality, [unit])
    _note(change, "unit-described", unit.id)


def recompute_units(
    session: Session, municipality: UUID, changed: Collection[UUID], rows: Sequence[Placement]
) -> None:
    """Anew for everybody who was ever employed at or below *changed*, by any of *rows*."""
    below: set[UUID] = set()
    days = {row.from_on for row in rows}
    for day in days:
        tree = OrgTree.on(day, rows)
        below = below.union(*(tree.subtree(unit) for unit in changed))
    _posts, persons = units.posts_of_units(session, municipality, below | set(changed))
    if persons:
        recompute(session, municipality, persons)


def _check_name(name: str) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise Refusal("unit-name-length", longest=LONGEST_NAME)


def _write(
    change: Change,
    before: Sequence[Placement],
    after: Sequence[Placement],
    act: str,
    unit: UUID,
) -> None:
    change.session.flush()
    units.write_placements(change.session, change.municipality, before, after)
    _note(change, act, unit)


def _note(change: Change, act: str, unit: UUID) -> None:
    note_act(
        change.session,
        change.municipality,
        change.actor,
        act,
        unit,
        id=change.new_id(),
        now=change.now,
    )


def _transfer_people(change: Change, source: UUID, target: UUID) -> set[UUID]:
    ids, _persons = units.posts_of_units(change.session, change.municipality, [source])
    posts = people.posts(change.session, change.municipality, ids)
    staying = [post for post in posts if post.period.end > change.on]
    changed, new = [], []
    for post in staying:
        first, *following = transferred(post, target, change.on, new_id=change.new_id())
        changed.append(first)
        new += following
    people.update_posts(change.session, change.municipality, changed)
    people.insert_posts(change.session, change.municipality, new)
    return {post.person for post in staying}


def _transfer_roles(change: Change, source: UUID, target: UUID) -> None:
    for grant in units.grants_on(change.session, change.municipality, source, change.on):
        heir = RoleGrant(
            municipality_id=change.municipality,
            id=change.new_id(),
            person_id=grant.person_id,
            role=grant.role,
            unit_id=target,
            from_on=max(change.on, grant.from_on),
            to_on=grant.to_on,
            is_deputy=grant.is_deputy,
            granted_by=change.actor or grant.granted_by,
        )
        change.session.add(heir)
        _end_grant(change, grant)


def _end_grant(change: Change, grant: RoleGrant) -> None:
    """One that would never have held leaves no row."""
    if grant.from_on < change.on:
        grant.to_on = change.on
    else:
        change.session.delete(grant)


def _recompute_below(
    change: Change,
    rows: Sequence[Placement],
    changed: set[UUID],
    persons: Collection[UUID] = (),
) -> None:
    change.session.flush()
    recompute_units(change.session, change.municipality, changed, rows)
    if persons:
        recompute(change.session, change.municipality, persons)
