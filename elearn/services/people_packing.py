"""A payroll list, and what it has written, as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.payroll import KnownPerson, PayrollRow, Stated
from elearn.interchange.people_csv import PayrollList
from elearn.services.import_packing import (
    packed_day,
    packed_faults,
    unpacked_day,
    unpacked_faults,
)
from elearn.services.people_written import Written


def packed_list(listed: PayrollList) -> dict[str, Any]:
    return {
        "rows": [_packed_row(row) for row in listed.rows],
        "faults": packed_faults(listed.faults),
        "stated": sorted(listed.stated),
        "dropped": list(listed.dropped),
    }


def unpacked_list(told: Mapping[str, Any]) -> PayrollList:
    return PayrollList(
        rows=tuple(map(_unpacked_row, told["rows"])),
        faults=unpacked_faults(told["faults"]),
        stated=frozenset(map(Stated, told["stated"])),
        dropped=tuple(told["dropped"]),
    )


def packed_written(written: Written) -> list[Any]:
    """Steps, each with its rows."""
    changed_posts, changed_people = written.changed_posts, written.changed_people
    return [
        ["people-new", [str(person) for person in written.new_people]],
        ["people-was", [[_packed_person(a), _packed_person(b)] for a, b in changed_people]],
        ["names-gone", [[a, b, str(who), str(since)] for a, b, who, since in written.gone_names]],
        ["names-new", [[kind, name, str(who)] for kind, name, who in written.new_names]],
        ["posts-new", [_packed_post(row) for row in written.new_posts]],
        ["posts-was", [[_packed_post(a), _packed_post(b)] for a, b in changed_posts]],
        ["posts-gone", [_packed_post(row) for row in written.gone_posts]],
    ]


def unpacked_written(told: Sequence[Any]) -> Written:
    steps = dict(told)
    changed_posts, changed_people = steps.get("posts-was", ()), steps.get("people-was", ())
    return Written(
        new_posts=[_unpacked_post(row) for row in steps.get("posts-new", ())],
        changed_posts=[(_unpacked_post(a), _unpacked_post(b)) for a, b in changed_posts],
        gone_posts=[_unpacked_post(row) for row in steps.get("posts-gone", ())],
        new_people=[UUID(id) for id in steps.get("people-new", ())],
        changed_people=[(_unpacked_person(a), _unpacked_person(b)) for a, b in changed_people],
        new_names=[(kind, name, UUID(who)) for kind, name, who in steps.get("names-new", ())],
        gone_names=[
            (kind, name, UUID(who), date.fromisoformat(since_on))
            for kind, name, who, since_on in steps.get("names-gone", ())
        ],
    )


def _packed_row(row: PayrollRow) -> list[Any]:
    return [
        row.row,
        row.number,
        row.given_name,
        row.family_name,
        row.unit,
        packed_day(row.from_on),
        packed_day(row.to_on),
        row.aid_code,
        row.kind.value if row.kind else None,
        row.email,
        row.username,
        _packed_interval(row.leave) if row.leave else None,
    ]


def _unpacked_row(told: Sequence[Any]) -> PayrollRow:
    row, number, given, family, unit, from_on, to_on, aid_code, kind, email, username, leave = told
    return PayrollRow(
        row=row,
        number=number,
        given_name=given,
        family_name=family,
        unit=unit,
        from_on=date.fromisoformat(from_on),
        to_on=unpacked_day(to_on),
        aid_code=aid_code,
        kind=EmploymentKind(kind) if kind else None,
        email=email,
        username=username,
        leave=_unpacked_interval(leave) if leave else None,
    )


def _packed_post(row: Employment) -> list[Any]:
    return [
        str(row.id),
        str(row.person),
        str(row.unit),
        row.number,
        row.aid_code,
        row.kind.value,
        packed_day(row.from_on),
        packed_day(row.to_on),
        row.provisional,
        [_packed_interval(leave) for leave in row.leaves],
    ]


def _unpacked_post(told: Sequence[Any]) -> Employment:
    id, person, unit, number, aid_code, kind, from_on, to_on, provisional, leaves = told
    return Employment(
        id=UUID(id),
        person=UUID(person),
        unit=UUID(unit),
        number=number,
        aid_code=aid_code,
        kind=EmploymentKind(kind),
        from_on=date.fromisoformat(from_on),
        to_on=unpacked_day(to_on),
        leaves=tuple(map(_unpacked_interval, leaves)),
        provisional=provisional,
    )


def _packed_person(person: KnownPerson) -> list[str | None]:
    """Without the alias, which no list writes."""
    return [str(person.id), person.given_name, person.family_name, person.email]


def _unpacked_person(told: Sequence[Any]) -> KnownPerson:
    id, given_name, family_name, email = told
    return KnownPerson(UUID(id), given_name, family_name, email=email)


def _packed_interval(days: Interval) -> list[str | None]:
    return [packed_day(days.from_on), packed_day(days.to_on)]


def _unpacked_interval(told: Sequence[Any]) -> Interval:
    from_on, to_on = told
    return Interval(date.fromisoformat(from_on), unpacked_day(to_on))
