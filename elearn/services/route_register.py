"""The contact routes of the course files, taken into a municipality's own register."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from elearn.domain.content.routes import Route as RouteEntry
from elearn.services.shelf import Conflict, Shelf, mark_synced
from elearn.store.models import Route, SyncMark

ROUTES_FILE = "_shared/routes.yaml"


def sync_routes(shelf: Shelf, entries: Iterable[RouteEntry], *, with_numbers: bool) -> None:
    """What was changed in the browser since is left alone and reported."""
    for position, entry in enumerate(entries):
        row = shelf.session.get(Route, (shelf.municipality, entry.key))
        name = f"{ROUTES_FILE}#{entry.key}"
        mark = shelf.session.get(SyncMark, (shelf.municipality, name))
        wanted = _route_values(entry, with_numbers=with_numbers)
        if row is None:
            row = Route(municipality_id=shelf.municipality, key=entry.key, position=position)
            shelf.session.add(row)
        elif _fingerprint(_stored_values(row)) == _fingerprint(wanted):
            continue
        elif mark is None or mark.digest != _fingerprint(_stored_values(row)):
            if mark is None or mark.digest != _fingerprint(wanted):
                shelf.report.conflicts.append(Conflict("route-edited-elsewhere", name))
            continue
        for column, value in wanted.items():
            setattr(row, column, value)
        mark_synced(shelf, name, _fingerprint(wanted), mark)
    shelf.session.flush()


def _route_values(entry: RouteEntry, *, with_numbers: bool) -> dict[str, Any]:
    return {
        "labels": dict(entry.label),
        "phone": entry.phone if with_numbers else "",
        "url": entry.url if with_numbers else "",
        "urgency": entry.urgency.value,
        "age": entry.age.value,
        "role": entry.role,
        "hours": dict(entry.hours) if with_numbers else {},
        "owner": entry.owner,
        "verified_until": entry.verified_until if with_numbers else None,
    }


def _stored_values(row: Route) -> dict[str, Any]:
    columns = ("labels", "phone", "url", "urgency", "age", "role", "hours", "owner")
    values = {column: getattr(row, column) for column in columns}
    return values | {"verified_until": row.verified_until}


def _fingerprint(values: Mapping[str, Any]) -> str:
    text = repr(sorted((name, _plain(value)) for name, value in values.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return repr(sorted(value.items())) if isinstance(value, dict) else str(value)
