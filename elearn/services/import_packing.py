"""Days and faults as JSON, for the lists that wait and the imports that can be undone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from elearn.domain.people.rows import RowFault


def packed_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def unpacked_day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def packed_faults(faults: Iterable[RowFault]) -> list[Any]:
    """Values other than numbers become text, which is all that their sentences need."""
    return [[fault.row, fault.code, _plain(fault)] for fault in faults]


def unpacked_faults(told: Iterable[Any]) -> tuple[RowFault, ...]:
    return tuple(RowFault(row, code, values) for row, code, values in told)


def _plain(fault: RowFault) -> dict[str, object]:
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in fault.values.items()
    }
