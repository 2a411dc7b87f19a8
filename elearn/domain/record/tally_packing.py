"""A person's stretches as they are kept: units that share their days are named together.

`[[["unit", …], [["valid", "2026-01-01", "2028-01-01"], …]], …]`; the last day is null where the
stretch is open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from elearn.domain.record.tally import Stretch

Packed = list[Any]


def packed(stretches: Iterable[Stretch]) -> Packed:
    days_of: dict[UUID, list[tuple[str, date, date | None]]] = defaultdict(list)
    for each in stretches:
        days_of[each.unit].append((each.mark, each.from_on, each.to_on))
    units_of: dict[tuple[tuple[str, date, date | None], ...], list[str]] = defaultdict(list)
    for unit, days in days_of.items():
        units_of[tuple(days)].append(unit.hex)
    return [
        [
            units,
            [
                [mark, from_on.isoformat(), to_on and to_on.isoformat()]
                for mark, from_on, to_on in days
            ],
        ]
        for days, units in units_of.items()
    ]


def unpacked(kept: Sequence[Any]) -> tuple[Stretch, ...]:
    """In the order in which `tally` gives them."""
    return tuple(sorted(_read(kept), key=lambda each: (each.unit, each.mark, each.from_on)))


def _read(kept: Sequence[Any]) -> Iterator[Stretch]:
    for units, days in kept:
        for unit in units:
            for mark, from_on, to_on in days:
                yield Stretch(
                    UUID(unit),
                    mark,
                    date.fromisoformat(from_on),
                    date.fromisoformat(to_on) if to_on else None,
                )
