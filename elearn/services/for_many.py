"""What is decided for one person, decided for many: the same acts, one after another.

The dry run is the act itself, whose transaction the caller rolls back. So it cannot say other than
what would happen.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later
from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.mistake import counting, said_by
from elearn.domain.record.noted import Correction, Noted
from elearn.services import bulk, exemptions, extensions, noting
from elearn.services.acting import Act
from elearn.services.bulk import Written
from elearn.store.queries.standing_facts import evidence_of

TIME_GIVEN, EXEMPTED, NOTED, CORRECTED = "time-given", "exempted", "noted", "corrected"
KINDS = (TIME_GIVEN, EXEMPTED, NOTED, CORRECTED)
Deed = Callable[[Act, UUID, UUID], list[Written]]
"""Done by somebody under a duty for a person."""


@dataclass
class Outcome:
    written: dict[UUID, list[Written]] = field(default_factory=dict)
    """By person; nobody else was touched."""
    left_out: dict[UUID, Refusal] = field(default_factory=dict)
    """By person, why not."""

    @property
    def fingerprint(self) -> str:
        """Another for whatever would be done otherwise."""
        done = (
            " ".join([str(person), *sorted(row.said for row in rows)])
            for person, rows in self.written.items()
        )
        left = (f"{person} {refusal.code}" for person, refusal in self.left_out.items())
        told = "\n".join(sorted((*done, *left)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def run(
    act: Act, deed: Deed, persons: Collection[UUID], duty_by_person: Mapping[UUID, UUID]
) -> Outcome:
    """Done for each of *persons* for whom it can be. The caller has made sure that they work in the
    actor's units. A refusal comes before anything is written."""
    found = Outcome()
    for person in sorted(persons):
        try:
            if person not in duty_by_person:
                raise Refusal("exemption-not-asked")
            found.written[person] = deed(act, duty_by_person[person], person)
        except Refusal as refusal:
            found.left_out[person] = refusal
    return found


def keep(act: Act, kind: str, outcome: Outcome) -> UUID:
    """What undoes it for thirty days."""
    written = [row for rows in outcome.written.values() for row in rows]
    return bulk.note(act, kind, written, people=len(outcome.written))


def giving_time(until_on: date) -> Deed:
    def give(act: Act, duty: UUID, person: UUID) -> list[Written]:
        made = extensions.give(act, duty, person, until_on)
        return [Written("extension", made, str(until_on))]

    return give


def exempting(reason: ExemptionReason, until_on: date) -> Deed:
    def exempt(act: Act, duty: UUID, person: UUID) -> list[Written]:
        made = exemptions.exempt(act, duty, person, reason, until_on)
        return [Written("exemption", made, str(later(until_on, 1)))]

    return exempt


def noting_course(noted: Noted) -> Deed:
    def note(act: Act, duty: UUID, person: UUID) -> list[Written]:
        rows = noting.note_course(act, person, duty, noted)
        return [Written("evidence", row, "stands") for row in rows]

    return note


def correcting(course: str, entries: Collection[str], reason: Correction) -> Deed:
    """Takes back whatever says one of *entries*, by their codes, in what counts for *course*."""

    def correct(act: Act, duty: UUID, person: UUID) -> list[Written]:
        known = evidence_of(act.session, act.municipality, person)
        wrong = [row.id for row in counting(known, course) if said_by(row).code in entries]
        if not wrong:
            raise Refusal("evidence-not-there")
        made = noting.correct_rows(act, person, wrong, reason)
        return [
            Written("evidence", row, f"withdraws {id}") for row, id in zip(made, wrong, strict=True)
        ]

    return correct
