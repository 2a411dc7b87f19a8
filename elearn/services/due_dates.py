"""Last days moved for many people at once: what it would mean, done, and undone as a whole.

They are only ever moved to a later day, and nobody becomes current by it: each is more time, as a
manager gives it to one person.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from elearn.domain.record.extension import check_until
from elearn.domain.record.impossible import realistic_day
from elearn.domain.record.reminders import STEPS
from elearn.services import bulk
from elearn.services.acting import Act
from elearn.services.standing import recompute
from elearn.store.queries import due_dates
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.due_dates import ImpossibleRow

DATES_SET = "dates-set"
DONE, LATER, YOURSELF = "nothing-asked", "later-already", "yourself"
"""Why somebody is left out."""


@dataclass(frozen=True, slots=True)
class Move:
    duty: UUID
    person: UUID
    due_on: date
    until_on: date


@dataclass(frozen=True)
class Plan:
    moves: tuple[Move, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many are not among them, by reason."""

    @property
    def fingerprint(self) -> str:
        """Another for whatever would be done otherwise."""
        told = sorted(f"{m.duty} {m.person} {m.due_on} {m.until_on}" for m in self.moves)
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def planned(act: Act, duty: UUID, units: Collection[UUID], until_on: date) -> Plan:
    """Everybody in *units* of whom *duty* asks something that is due before *until_on*.

    Raises: Refusal `extension-not-later`, `extension-too-long`.
    """
    check_until(until_on, act.today, today=act.today)
    moves, left_out = [], Counter[str]()
    for each in due_dates.standings(act.session, act.municipality, duty, units, act.today):
        if each.status not in STEPS or each.due_on is None:
            left_out[DONE] += 1
        elif each.due_on >= until_on:
            left_out[LATER] += 1
        elif each.person == act.actor:
            left_out[YOURSELF] += 1
        else:
            moves.append(Move(duty, each.person, each.due_on, until_on))
    return Plan(tuple(moves), left_out)


def realistic(act: Act, rows: Iterable[ImpossibleRow]) -> Plan:
    """A day for each that can be kept."""
    moves = [
        Move(row.duty, row.person, row.due_on, realistic_day(act.today, row.least_working_days))
        for row in rows
    ]
    return Plan(tuple(move for move in moves if move.until_on > move.due_on))


def move(act: Act, plan: Plan) -> UUID:
    """What was planned is done; what undoes it for thirty days. The caller plans it under
    `lock` in the same transaction."""
    written = []
    rows = []
    for each in plan.moves:
        id = act.new_id()
        rows.append(
            {
                "id": id,
                "duty_id": each.duty,
                "person_id": each.person,
                "due_on": each.due_on,
                "answered_on": act.today,
                "answered_by": act.actor,
                "until_on": each.until_on,
            }
        )
        written.append(bulk.Written("extension", id, str(each.until_on)))
    due_dates.write_extensions(act.session, act.municipality, rows)
    persons = {each.person for each in plan.moves}
    made = bulk.note(act, DATES_SET, written, people=len(persons))
    recompute(act.session, act.municipality, persons)
    return made


def lock(act: Act) -> None:
    """Nobody else changes people or duties until this transaction ends."""
    lock_people(act.session, act.municipality)
