"""Done for many people at once, and taken back as a whole for thirty days.

Whatever wrote rows for many says which, and what each said. Undoing asks the keeper of each table
to take back those that still say the same; what somebody has changed since stays.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.record.retention import RETENTION, Kept
from elearn.services import noting
from elearn.services.acting import Act
from elearn.services.standing import recompute
from elearn.store.models import BulkAct
from elearn.store.queries import bulk_acts
from elearn.store.queries.colleagues import lock_people

UNDO_DAYS = RETENTION[Kept.BULK_ACT].days
TakeBack = Callable[[Act, Mapping[UUID, str]], Mapping[UUID, UUID]]
"""Takes back those rows, by id with what they said, that are as they were; the person of each."""


def _extensions(act: Act, said: Mapping[UUID, str]) -> Mapping[UUID, UUID]:
    return bulk_acts.take_back_extensions(act.session, act.municipality, said)


def _exemptions(act: Act, said: Mapping[UUID, str]) -> Mapping[UUID, UUID]:
    return bulk_acts.take_back_exemptions(act.session, act.municipality, said)


KEEPERS: Mapping[str, TakeBack] = {
    "extension": _extensions,
    "exemption": _exemptions,
    "evidence": noting.take_back,
}
"""By table. A kind of act that writes other rows adds its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A row that an act for many has written."""

    table: str
    id: UUID
    said: str


@dataclass(frozen=True, slots=True)
class Undone:
    taken_back: int
    kept: int
    """Rows that somebody has changed since."""
    persons: frozenset[UUID] = field(default=frozenset(), compare=False)
    """About whom the rows are that were taken back."""


def note(act: Act, kind: str, written: Collection[Written], *, people: int) -> UUID:
    """The act can be undone from now on."""
    made = BulkAct(
        municipality_id=act.municipality,
        id=act.new_id(),
        kind=kind,
        rows=[[each.table, str(each.id), each.said] for each in written],
        people=people,
        made_by=act.actor,
        made_at=act.now,
    )
    act.session.add(made)
    act.session.flush()
    act.note(kind, made.id)
    return made.id


def undo(act: Act, bulk_act: UUID) -> Undone:
    """Raises: Refusal `bulk-act-gone` when it is not the actor's or too old, `bulk-act-undone`."""
    lock_people(act.session, act.municipality)
    found = act.session.get(BulkAct, (act.municipality, bulk_act), populate_existing=True)
    oldest = act.now - timedelta(days=UNDO_DAYS)
    if found is None or found.made_by != act.actor or found.made_at < oldest:
        raise Refusal("bulk-act-gone")
    if found.undone_at is not None:
        raise Refusal("bulk-act-undone")
    said: dict[str, dict[UUID, str]] = defaultdict(dict)
    for table, id, text in found.rows:
        said[table][UUID(id)] = text
    person_by_row: dict[UUID, UUID] = {}
    for table, rows in said.items():
        person_by_row |= KEEPERS[table](act, rows)
    found.undone_at = act.now
    act.note("bulk-act-undone", found.id)
    persons = frozenset(person_by_row.values())
    recompute(act.session, act.municipality, persons)
    return Undone(len(person_by_row), len(found.rows) - len(person_by_row), persons)
