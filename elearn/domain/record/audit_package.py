"""What an auditor is handed about one unit and one course: figures of a day, as they were known
at the end of another, and what they rest on. No names, and no figure of a small group.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.record.audit_chain import Link, bounds, last_settled
from elearn.domain.record.completion import Evidence, Status, StatusPeriod, effective, period_on
from elearn.domain.record.coverage import (
    MOST_PRESSING_FIRST,
    SMALLEST_GROUP,
    Coverage,
    visible,
)
from elearn.domain.record.duty import Duty

FORMAT = "elearn-audit-package-1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a package is about. The same of it gives the same bytes, while nothing of the
    organisation, its employments and duties is corrected backwards and nobody is disposed of."""

    unit: UUID
    course: str
    on: date
    known_until: date
    """What was recorded up to the end of this day, in UTC, is known."""


@dataclass(frozen=True, slots=True)
class Package:
    municipality: str
    asked: Asked
    titles: Mapping[str, str]
    """Of the course, by language."""
    duties: Sequence[Duty]
    tree: OrgTree
    coverage: Mapping[UUID, Coverage]
    """Of every unit of the tree, whether it may be told or not."""
    shown: frozenset[UUID]
    """The units whose figures may be told."""
    versions: Mapping[tuple[str, str], int]
    """People by module and version."""
    numbers: Mapping[str, str]
    """What each version is called."""
    kinds: Mapping[str, int]
    """People by kind of evidence."""
    sealed: Link | None
    """The last link of the log up to the day until which all is known."""


def check_asked(asked: Asked, *, today: date, now: datetime) -> None:
    """Raises: Refusal `package-day-ahead` when that day is not over, `package-known-until-open`
    when something may still be recorded in that one, `package-known-before-day`, for then nobody
    knew what the figures of the day would be."""
    if asked.on >= today:
        raise Refusal("package-day-ahead")
    if asked.known_until > last_settled(now):
        raise Refusal("package-known-until-open")
    if asked.known_until < asked.on:
        raise Refusal("package-known-before-day")


def known(evidence: Iterable[Evidence], until: date) -> list[Evidence]:
    """The rows that had been recorded by the end of that day."""
    end = bounds(until)[1]
    return [row for row in evidence if row.recorded_at < end]


def standing_on(periods: Iterable[Sequence[StatusPeriod]], day: date) -> tuple[Status, bool] | None:
    """The most pressing status under several duties, and whether its last day has passed; None
    when none of them concerns the person that day."""
    held = [period for each in periods if (period := period_on(each, day)) is not None]
    if not held:
        return None
    first = min(held, key=lambda period: MOST_PRESSING_FIRST.index(period.status))
    return first.status, first.due_on is not None and first.due_on < day


def ways(
    evidence: Mapping[UUID, Sequence[Evidence]], course: str, on: date
) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """People by module and version, and by kind, of what stood on the day."""
    versions: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    for rows in evidence.values():
        done = [row for row in effective(rows) if row.course == course and row.completed_on <= on]
        versions.update({(row.module, row.version) for row in done})
        kinds.update({row.kind.value for row in done})
    return versions, kinds


def files_of(package: Package) -> dict[str, bytes]:
    """By name; the same package gives the same bytes."""
    told = {
        "format": FORMAT,
        "municipality": package.municipality,
        "unit": str(package.asked.unit),
        "course": package.asked.course,
        "titles": dict(package.titles),
        "on": package.asked.on.isoformat(),
        "known_until": package.asked.known_until.isoformat(),
        "smallest_group": SMALLEST_GROUP,
        "rules": [_rule(duty) for duty in sorted(package.duties, key=lambda duty: duty.id)],
        "tree": [_unit(package.tree, unit) for unit in package.tree],
        "counts": [_counts(package, unit) for unit in package.tree],
        "versions": [
            {
                "module": module,
                "version": package.numbers.get(version, ""),
                "sha256": version,
                "people": _people(package.versions[module, version]),
            }
            for module, version in sorted(package.versions)
        ],
        "evidence_kinds": {kind: _people(package.kinds[kind]) for kind in sorted(package.kinds)},
        "log": None
        if package.sealed is None
        else {"sealed_until": package.sealed.day.isoformat(), "chain": package.sealed.chain},
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return {
        "README.txt": README.encode(),
        "counts.csv": _csv(package).encode(),
        "package.json": text.encode(),
    }


def _people(count: int) -> int | None:
    """None for fewer than may be told; nobody may be told."""
    return count if visible(count) or not count else None


def _rule(duty: Duty) -> dict[str, Any]:
    return {
        "id": str(duty.id),
        "modules": list(duty.modules),
        "need": duty.need.value,
        "units": sorted(map(str, duty.units)),
        "aid_families": sorted(duty.aid_families),
        "due_days": duty.due_days,
        "valid_days": duty.valid_days,
        "renewal_days": duty.renewal_days,
        "from_on": duty.from_on.isoformat(),
        "to_on": duty.to_on.isoformat() if duty.to_on else None,
    }


def _unit(tree: OrgTree, unit: UUID) -> dict[str, Any]:
    parent = tree.parent(unit)
    return {"id": str(unit), "name": tree.name(unit), "parent": str(parent) if parent else None}


def _counts(package: Package, unit: UUID) -> dict[str, Any]:
    coverage = package.coverage[unit]
    if unit not in package.shown:
        return {"unit": str(unit), "concerned": None}
    return {
        "unit": str(unit),
        "concerned": coverage.concerned,
        "asked": coverage.denominator,
        "current": coverage.current,
        "late": coverage.late,
        "in_several_units": coverage.in_several_units,
        "statuses": {status.value: count for status, count in coverage.parts.items()},
    }


def _csv(package: Package) -> str:
    measures = ("concerned", "asked", "current", "late")
    header = ("unit", "name", *measures, *(status.value for status in Status))
    lines = [header]
    for unit in package.tree:
        each = package.coverage[unit]
        counted = (each.concerned, each.denominator, each.current, each.late)
        figures = (*counted, *each.parts.values())
        told = map(str, figures) if unit in package.shown else ("",) * len(figures)
        name = package.tree.name(unit).replace('"', '""')
        lines.append((str(unit), f'"{name}"', *told))
    return "".join(";".join(line) + "\r\n" for line in lines)


README = """\
Underlag för granskning / Audit package
=======================================

Svenska
-------
package.json   regeln, organisationen den dagen, antal, versioner, sätt, loggens försegling
counts.csv     antalen som tabell (UTF-8, semikolon)
manifest.json  en kontrollsumma (SHA-256) för varje fil ovan
manifest.sig   signatur (Ed25519) av manifest.json

Antalen gäller dagen "on". Genomföranden räknas så som de var kända vid slutet av dagen
"known_until" (UTC): en rad eller rättelse som noterades senare räknas inte. Organisation,
anställningar, undantag och regler är som de är kända när underlaget görs, och den som är gallrad
räknas inte.

Inga namn finns med. Grupper med färre än fem personer visas inte, och inte heller en grupp bredvid
som de kan räknas fram ur (null, tomt). I en grupp som visas kan ett enskilt antal vara under fem.
Hur många som har gått en version, eller på ett visst sätt, anges bara från fem personer (null).

"log" är null när ingen dag i loggen till och med "known_until" är förseglad ännu.

English
-------
package.json   the rule, the organisation of that day, counts, versions, ways, seal of the log
counts.csv     the counts as a table (UTF-8, semicolons)
manifest.json  a checksum (SHA-256) of each file above
manifest.sig   signature (Ed25519) of manifest.json

Counts are of the day "on". Completions are counted as they were known at the end of the day
"known_until" (UTC): a row or correction that was recorded later is not counted. Organisation,
employments, exemptions and rules are as they are known when the package is made, and whoever was
disposed of is not counted.

There are no names. Groups of fewer than five people are not told, nor a group beside them from
which they could be worked out (null, empty). In a group that is told, a single count can be below
five. How many took a version, or took it in a certain way, is told from five people (null).

"log" is null when nothing was logged up to "known_until".

  python -m elearn audit check FILE --key key.pem
  openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig
"""
