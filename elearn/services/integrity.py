"""Everything derived, compared with its recomputation; nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from elearn.domain.people.employment import overlaps
from elearn.domain.people.reorganisation import check_placements
from elearn.services.standing import disagreements
from elearn.store.db import Session
from elearn.store.queries import integrity
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
    posts = facts(session, municipality).posts.values()
    for earlier, later in overlaps(post for of_one in posts for post in of_one):
        yield Finding("posts-overlap", {"number": earlier.number, "on": later.from_on})
    for evidence in integrity.evidence_without_version(session, municipality):
        yield Finding("evidence-without-version", {"evidence": evidence})
    for course, module in integrity.modules_without_version(session, municipality):
        yield Finding("module-without-version", {"module": f"{course}/{module}"})
    yield from _counter_findings(session, municipality)


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
