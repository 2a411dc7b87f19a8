"""A payroll list: planned, shown, applied as a whole, and taken back."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.payroll import (
    KnownPerson,
    PayrollRow,
    PersonChange,
    Plan,
    PostChange,
    Stated,
    plan,
)
from elearn.domain.people.rows import RowFault
from elearn.interchange.people_csv import PayrollList
from elearn.services import import_batches
from elearn.services.audit import note_act
from elearn.services.sign_in import persons_above
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.queries import people_import as store
from elearn.store.queries.colleagues import lock_people

KIND = "people"
Rows = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Covering:
    """Whom a list speaks for."""

    is_whole: bool = False
    """Everybody within reach, not only the units that occur on the list."""
    named: frozenset[UUID] = frozenset()
    """Units it speaks for although they may not occur on it, and what stands under them."""
    within: frozenset[UUID] | None = None
    """The units within reach; None means all."""
    actor: UUID | None = None
    """Who sent it; None is the command line."""


@dataclass(frozen=True, slots=True)
class Preview:
    listed: PayrollList
    is_whole: bool


def plan_people(
    session: Session,
    municipality: UUID,
    listed: PayrollList,
    covering: Covering,
    *,
    today: date,
    new_id: Callable[[], UUID],
    now: datetime,
) -> Plan:
    """What the list would change now, with the faults of its rows. Nothing is written."""
    known = store.known(session, municipality)
    named = covering.named
    if covering.is_whole:
        named = frozenset(unit.id for unit in known.units.values())
    made = plan(
        listed.rows,
        known,
        stated=listed.stated,
        named=named,
        within=covering.within,
        today=today,
        new_id=new_id,
    )
    above = _above(session, municipality, made, covering, now)
    faults = sorted((*listed.faults, *made.faults, *above), key=lambda fault: fault.row)
    return replace(made, faults=tuple(faults))


def apply_people(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    planned: Plan,
    *,
    allow_leavers: bool,
    batch: UUID | None = None,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """Writes the whole of *planned*, or nothing. The id of the batch that can be undone.

    Raises: Refusal `import-has-faults` or `import-many-leavers`.
    """
    if planned.faults:
        raise Refusal("import-has-faults", count=len(planned.faults))
    if planned.has_many_leavers and not allow_leavers:
        raise Refusal(
            "import-many-leavers", leavers=planned.open_leavers, posts=planned.covered_posts
        )
    inverse = [
        *_write_people(session, municipality, planned.people, today),
        *_write_posts(session, municipality, planned.posts),
    ]
    recompute(session, municipality, planned.touched)
    note_act(session, municipality, actor, "people-imported", None, id=new_id(), now=now)
    return import_batches.finish(
        session, municipality, batch, KIND, actor, inverse, planned.counts, id=new_id(), now=now
    )


def keep_preview(
    session: Session,
    municipality: UUID,
    actor: UUID,
    preview: Preview,
    *,
    id: UUID,
    now: datetime,
) -> UUID:
    content = json.dumps(_packed(preview)).encode()
    return import_batches.keep_preview(session, municipality, actor, KIND, content, id=id, now=now)


def waiting_preview(session: Session, municipality: UUID, batch: UUID, actor: UUID) -> Preview:
    """Raises: Refusal, as `import_batches.waiting`."""
    found = import_batches.waiting(session, municipality, batch, actor)
    return _unpacked(json.loads(found.content or b"{}"))


def confirm(
    session: Session,
    municipality: UUID,
    actor: UUID,
    batch: UUID,
    fingerprint: str,
    within: frozenset[UUID] | None,
    *,
    allow_leavers: bool,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """Applies a preview that still means what its maker saw.

    Raises: Refusal `import-plan-changed`, and as `apply_people` and `import_batches.waiting`.
    """
    preview = waiting_preview(session, municipality, batch, actor)
    import_batches.claim(session, municipality, batch)
    lock_people(session, municipality)
    covering = Covering(preview.is_whole, within=within, actor=actor)
    planned = plan_people(
        session, municipality, preview.listed, covering, today=today, new_id=new_id, now=now
    )
    if planned.fingerprint != fingerprint:
        raise Refusal("import-plan-changed")
    return apply_people(
        session,
        municipality,
        actor,
        planned,
        allow_leavers=allow_leavers,
        batch=batch,
        new_id=new_id,
        now=now,
        today=today,
    )


def undo(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    batch: UUID,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
) -> None:
    """Everything is as before the import, but for new people who have used their account.

    Raises: Refusal `import-undo-changed`, when somebody has changed one of its rows since, and
        as `import_batches.undoable`.
    """
    lock_people(session, municipality)
    found = import_batches.undoable(session, municipality, batch)
    steps = dict(found.inverse)
    new = [_post(row) for row in steps.get("posts-new", ())]
    changed = [(_post(before), _post(after)) for before, after in steps.get("posts-was", ())]
    gone = [_post(row) for row in steps.get("posts-gone", ())]
    people = [(_known(before), _known(after)) for before, after in steps.get("people-was", ())]
    _check_untouched(session, municipality, [*new, *(after for _, after in changed)], people)
    store.delete_posts(session, municipality, [row.id for row in new])
    store.update_posts(session, municipality, [before for before, _ in changed])
    store.insert_posts(session, municipality, gone)
    store.update_people(session, municipality, [before for before, _ in people])
    store.delete_identifiers(
        session, municipality, [(kind, value) for kind, value, _ in steps.get("names-new", ())]
    )
    for kind, value, person, since in steps.get("names-gone", ()):
        store.insert_identifiers(
            session,
            municipality,
            [(kind, value, UUID(person))],
            since_on=date.fromisoformat(since),
        )
    touched = {row.person for row in (*new, *gone, *(before for before, _ in changed))}
    recompute(session, municipality, touched)
    newcomers = [UUID(id) for id in steps.get("people-new", ())]
    store.delete_unused_people(session, municipality, newcomers)
    import_batches.forget(found)
    note_act(session, municipality, actor, "people-import-undone", None, id=new_id(), now=now)


def _above(
    session: Session, municipality: UUID, planned: Plan, covering: Covering, now: datetime
) -> list[RowFault]:
    """Whoever may not speak for everybody changes no way in of somebody with a higher role."""
    if covering.within is None:
        return []
    row_of = {
        change.after.id: change.row
        for change in planned.people
        if change.before and (change.sign_ins or change.dropped_sign_ins)
    }
    above = persons_above(session, municipality, list(row_of), covering.actor, now=now)
    return [RowFault(row_of[person], "person-above") for person in above]


def _write_people(
    session: Session, municipality: UUID, changes: Sequence[PersonChange], today: date
) -> Rows:
    new = [change.after for change in changes if change.before is None]
    known = [
        (change.before, change.after)
        for change in changes
        if change.before is not None and change.before != change.after
    ]
    dropped = [(store.SIGN_IN, name) for change in changes for name in change.dropped_sign_ins]
    gone = store.identifiers_named(session, municipality, dropped)
    added = [row for change in changes for row in _identifiers(change)]
    store.insert_people(session, municipality, new)
    store.update_people(session, municipality, [after for _, after in known])
    store.delete_identifiers(session, municipality, dropped)
    store.insert_identifiers(session, municipality, added, since_on=today)
    return [
        ("people-new", [str(person.id) for person in new]),
        ("people-was", [[_person(before), _person(after)] for before, after in known]),
        ("names-gone", [[kind, name, str(who), str(since)] for kind, name, who, since in gone]),
        ("names-new", [[kind, name, str(person)] for kind, name, person in added]),
    ]


def _identifiers(change: PersonChange) -> Iterable[tuple[str, str, UUID]]:
    for number in change.numbers:
        yield store.EMPLOYMENT_NUMBER, number, change.after.id
    for name in change.sign_ins:
        yield store.SIGN_IN, name, change.after.id


def _write_posts(session: Session, municipality: UUID, changes: Iterable[PostChange]) -> Rows:
    new: list[Employment] = []
    changed: list[tuple[Employment, Employment]] = []
    gone: list[Employment] = []
    for change in changes:
        before = {row.id: row for row in change.before}
        after = {row.id: row for row in change.after}
        new += [row for id, row in after.items() if id not in before]
        gone += [row for id, row in before.items() if id not in after]
        changed += [
            (row, after[id]) for id, row in before.items() if id in after and row != after[id]
        ]
    store.delete_posts(session, municipality, [row.id for row in gone])
    store.update_posts(session, municipality, [after for _, after in changed])
    store.insert_posts(session, municipality, new)
    return [
        ("posts-new", [_told(row) for row in new]),
        ("posts-was", [[_told(before), _told(after)] for before, after in changed]),
        ("posts-gone", [_told(row) for row in gone]),
    ]


def _check_untouched(
    session: Session,
    municipality: UUID,
    posts: Collection[Employment],
    people: Collection[tuple[KnownPerson, KnownPerson]],
) -> None:
    found = {row.id: row for row in store.posts(session, municipality, [row.id for row in posts])}
    changed = {row.person for row in posts if found.get(row.id) != row}
    now = store.people(session, municipality, [before.id for before, _ in people])
    for _before, after in people:
        person = now.get(after.id)
        if person is None or _person(person) != _person(after):
            changed.add(after.id)
    if changed:
        raise Refusal("import-undo-changed", count=len(changed))


# rows as JSON


def _told(row: Employment) -> list[Any]:
    return [
        str(row.id),
        str(row.person),
        str(row.unit),
        row.number,
        row.aid_code,
        row.kind.value,
        _day(row.from_on),
        _day(row.to_on),
        row.provisional,
        [[_day(leave.from_on), _day(leave.to_on)] for leave in row.leaves],
    ]


def _post(told: Sequence[Any]) -> Employment:
    id, person, unit, number, aid_code, kind, from_on, to_on, provisional, leaves = told
    return Employment(
        UUID(id),
        UUID(person),
        UUID(unit),
        number,
        aid_code,
        EmploymentKind(kind),
        date.fromisoformat(from_on),
        _date(to_on),
        tuple(Interval(date.fromisoformat(a), _date(b)) for a, b in leaves),
        provisional,
    )


def _person(person: KnownPerson) -> list[str | None]:
    return [str(person.id), person.given_name, person.family_name, person.email]


def _known(told: Sequence[Any]) -> KnownPerson:
    id, given_name, family_name, email = told
    return KnownPerson(UUID(id), given_name, family_name, email=email)


def _packed(preview: Preview) -> dict[str, Any]:
    listed = preview.listed
    return {
        "rows": [_packed_row(row) for row in listed.rows],
        "faults": [[fault.row, fault.code, _plain(fault)] for fault in listed.faults],
        "stated": sorted(listed.stated),
        "dropped": list(listed.dropped),
        "whole": preview.is_whole,
    }


def _plain(fault: RowFault) -> dict[str, object]:
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in fault.values.items()
    }


def _packed_row(row: PayrollRow) -> list[Any]:
    leave = [_day(row.leave.from_on), _day(row.leave.to_on)] if row.leave else None
    return [
        row.row,
        row.number,
        row.given_name,
        row.family_name,
        row.unit,
        _day(row.from_on),
        _day(row.to_on),
        row.aid_code,
        row.kind.value if row.kind else None,
        row.email,
        row.username,
        leave,
    ]


def _unpacked(told: dict[str, Any]) -> Preview:
    listed = PayrollList(
        rows=tuple(_unpacked_row(row) for row in told["rows"]),
        faults=tuple(RowFault(row, code, values) for row, code, values in told["faults"]),
        stated=frozenset(Stated(word) for word in told["stated"]),
        dropped=tuple(told["dropped"]),
    )
    return Preview(listed, told["whole"])


def _unpacked_row(told: Sequence[Any]) -> PayrollRow:
    row, number, given, family, unit, from_on, to_on, aid_code, kind, email, username, leave = told
    return PayrollRow(
        row=row,
        number=number,
        given_name=given,
        family_name=family,
        unit=unit,
        from_on=date.fromisoformat(from_on),
        to_on=_date(to_on),
        aid_code=aid_code,
        kind=EmploymentKind(kind) if kind else None,
        email=email,
        username=username,
        leave=Interval(date.fromisoformat(leave[0]), _date(leave[1])) if leave else None,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
