"""What did a duty ask before it was changed?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.permissions import Role
from elearn.domain.record.duty import DueFrom, Need
from elearn.domain.record.duty import Duty as Asked
from elearn.store.models import Duty


def packed(terms: Asked) -> dict[str, Any]:
    """As it is kept in `Duty.earlier`; the first day is where the one before ends."""
    assert terms.to_on is not None
    return {
        "to_on": terms.to_on.isoformat(),
        "modules": list(terms.modules),
        "need": terms.need.value,
        "units": sorted(map(str, terms.units)),
        "aid_families": sorted(terms.aid_families),
        "employment_kinds": sorted(terms.employment_kinds),
        "roles": sorted(terms.roles),
        "due_from": terms.due_from.value,
        "due_days": terms.due_days,
        "due_on": terms.due_on and terms.due_on.isoformat(),
        "least_working_days": terms.least_working_days,
        "set_on": terms.set_on and terms.set_on.isoformat(),
        "valid_days": terms.valid_days,
        "renewal_days": terms.renewal_days,
    }


def every_terms(row: Duty, current: Asked) -> Iterator[Asked]:
    """What *row* asked and asks, the oldest first; *current* is what stands in its columns. What
    would only have begun after the duty ended is left out."""
    end = row.to_on or date.max
    start = row.from_on
    for entry in row.earlier:
        until = date.fromisoformat(entry["to_on"])
        if start < end:
            yield _unpacked(entry, current, start, min(until, end))
        start = until
    if start < end:
        yield replace(current, from_on=start)


def _unpacked(entry: dict[str, Any], like: Asked, from_on: date, to_on: date) -> Asked:
    return replace(
        like,
        from_on=from_on,
        to_on=to_on,
        modules=tuple(entry["modules"]),
        need=Need(entry["need"]),
        units=frozenset(map(UUID, entry["units"])),
        aid_families=frozenset(entry["aid_families"]),
        employment_kinds=frozenset(map(EmploymentKind, entry["employment_kinds"])),
        roles=frozenset(map(Role, entry["roles"])),
        due_from=DueFrom(entry["due_from"]),
        due_days=entry["due_days"],
        due_on=_day(entry["due_on"]),
        least_working_days=entry["least_working_days"],
        set_on=_day(entry["set_on"]),
        valid_days=entry["valid_days"],
        renewal_days=entry["renewal_days"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
