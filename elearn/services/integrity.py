"""Everything derived, compared with its recomputation; nothing is changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from elearn.domain.errors import FormatError
from elearn.domain.people.employment import overlaps
from elearn.domain.people.reorganisation import check_placements
from elearn.domain.recognition.group_snapshot import group_snapshot_of
from elearn.domain.recognition.panel_votes import is_sound
from elearn.services.standing import disagreements, miscounted
from elearn.store.db import Session
from elearn.store.queries import integrity, measured_groups, panel
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import facts


@dataclass(frozen=True)
class Finding:
    code: str
    values: dict[str, Any] = field(default_factory=dict)


def findings(session: Session, municipality: UUID) -> Iterator[Finding]:
    """Whatever contradicts itself in one municipality."""
    problems = check_placements(placements(session, municipality))
    for problem in problems:
        yield Finding(problem.code, {"unit": problem.unit, "on": problem.on})
    if not problems:
        for duty, person in disagreements(session, municipality):
            yield Finding("status-differs", {"duty": duty, "person": person})
        for unit, course in miscounted(session, municipality):
            yield Finding("coverage-differs", {"unit": unit, "course": course})
    posts = facts(session, municipality).posts.values()
    for earlier, later in overlaps(post for of_one in posts for post in of_one):
        yield Finding("posts-overlap", {"number": earlier.number, "on": later.from_on})
    for evidence in integrity.evidence_without_version(session, municipality):
        yield Finding("evidence-without-version", {"evidence": evidence})
    for course, module in integrity.modules_without_version(session, municipality):
        yield Finding("module-without-version", {"module": f"{course}/{module}"})
    yield from _counter_findings(session, municipality)
    yield from _panel_findings(session, municipality)
    yield from _measurement_findings(session, municipality)


def shared_findings(session: Session) -> Iterator[Finding]:
    """Whatever contradicts itself in what municipalities share."""
    for digest in integrity.altered_blobs(session):
        yield Finding("blob-altered", {"digest": digest})


def _counter_findings(session: Session, municipality: UUID) -> Iterator[Finding]:
    """No mark is counted more often than answers were given, and nobody's first answer is
    remembered without being counted."""
    counted = integrity.counters(session, municipality)
    for version, marks in counted.items():
        answered = marks.get("answered", 0)
        if any(not 0 <= count <= answered for count in marks.values()):
            yield Finding("counter-impossible", {"exercise": version})
    for version in integrity.impossible_sums(session, municipality):
        yield Finding("counter-impossible", {"exercise": version})
    total = sum(marks.get("answered", 0) for marks in counted.values())
    if integrity.exercises_seen(session, municipality) > total:
        yield Finding("counters-too-low")


def _panel_findings(session: Session, municipality: UUID) -> Iterator[Finding]:
    for (version, _part), marks in panel.marks_by_item(session, municipality).items():
        if not is_sound(marks):
            yield Finding("panel-votes-impossible", {"exercise": version})


def _measurement_findings(session: Session, municipality: UUID) -> Iterator[Finding]:
    """Every sum of a group is one that blocks can come to, and what is shown can be read and is
    of groups large enough."""
    for unit, form, quarter, sums in measured_groups.sums_rows(session, municipality):
        if not sums.is_possible:
            yield Finding("group-sums-impossible", {"unit": unit, "form": form, "on": quarter})
    for course, quarter, content in measured_groups.stored_snapshots(session, municipality):
        if not _is_sound(content):
            yield Finding("group-figures-unsound", {"course": course, "on": quarter})


def _is_sound(content: str) -> bool:
    try:
        return group_snapshot_of(json.loads(content)).is_sound()
    except (FormatError, ValueError):
        return False
