"""A payroll list: planned, shown, applied as a whole, and taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.payroll import Plan, plan
from elearn.domain.people.rows import RowFault, by_row
from elearn.interchange.people_csv import PayrollList
from elearn.services import import_batches
from elearn.services.audit import note_act
from elearn.services.people_packing import (
    packed_list,
    packed_written,
    unpacked_list,
    unpacked_written,
)
from elearn.services.people_written import put_back, write
from elearn.services.sign_in import persons_above
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.queries import people_import as store

KIND = "people"


@dataclass(frozen=True, slots=True)
class Covering:
    """Whom a list speaks for."""

    is_whole: bool = False
    """Everybody within reach, not only the units that occur on the list."""
    named: frozenset[UUID] = frozenset()
    """Units it speaks for although they may not occur on it, and what stands under them."""
    within: frozenset[UUID] | None = None
    """The units within reach; None means all."""
    actor: UUID | None = None
    """Who sent it; None is the command line."""


@dataclass(frozen=True, slots=True)
class Preview:
    listed: PayrollList
    is_whole: bool


def plan_people(
    session: Session,
    municipality: UUID,
    listed: PayrollList,
    covering: Covering,
    *,
    today: date,
    new_id: Callable[[], UUID],
    now: datetime,
) -> Plan:
    """What the list would change now, with the faults of its rows. Nothing is written."""
    known = store.known(session, municipality)
    named = covering.named
    if covering.is_whole:
        named = frozenset(unit.id for unit in known.units.values())
    made = plan(
        listed.rows,
        known,
        stated=listed.stated,
        named=named,
        within=covering.within,
        today=today,
        new_id=new_id,
    )
    above = _above(session, municipality, made, covering, now)
    return replace(made, faults=by_row([*listed.faults, *made.faults, *above]))


def apply_people(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    planned: Plan,
    *,
    allow_leavers: bool,
    batch: UUID | None = None,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """Writes the whole of *planned*, or nothing. The id of the batch that can be undone.

    Raises: Refusal `import-has-faults` or `import-many-leavers`.
    """
    import_batches.check_faultless(planned)
    if planned.has_many_leavers and not allow_leavers:
        raise Refusal(
            "import-many-leavers", leavers=planned.open_leavers, posts=planned.covered_posts
        )
    written = write(session, municipality, planned, today)
    recompute(session, municipality, planned.touched)
    note_act(session, municipality, actor, "people-imported", None, id=new_id(), now=now)
    return import_batches.finish(
        session,
        municipality,
        batch,
        KIND,
        actor,
        packed_written(written),
        planned.counts,
        id=new_id(),
        now=now,
    )


def keep_preview(
    session: Session,
    municipality: UUID,
    actor: UUID,
    preview: Preview,
    *,
    id: UUID,
    now: datetime,
) -> UUID:
    content = {**packed_list(preview.listed), "whole": preview.is_whole}
    return import_batches.keep_preview(session, municipality, actor, KIND, content, id=id, now=now)


def waiting_preview(session: Session, municipality: UUID, batch: UUID, actor: UUID) -> Preview:
    """Raises: Refusal, as `import_batches.waiting`."""
    content = import_batches.waiting(session, municipality, batch, actor)
    return Preview(unpacked_list(content), content["whole"])


def confirm(
    session: Session,
    municipality: UUID,
    actor: UUID,
    batch: UUID,
    fingerprint: str,
    within: frozenset[UUID] | None,
    *,
    allow_leavers: bool,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """Applies a preview that still means what its maker saw.

    Raises: Refusal `import-plan-changed`, and as `apply_people` and `import_batches.waiting`.
    """
    preview = waiting_preview(session, municipality, batch, actor)
    import_batches.claim(session, municipality, batch)
    covering = Covering(preview.is_whole, within=within, actor=actor)
    planned = plan_people(
        session, municipality, preview.listed, covering, today=today, new_id=new_id, now=now
    )
    import_batches.check_unchanged(planned, fingerprint)
    return apply_people(
        session,
        municipality,
        actor,
        planned,
        allow_leavers=allow_leavers,
        batch=batch,
        new_id=new_id,
        now=now,
        today=today,
    )


def undo(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    batch: UUID,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
) -> None:
    """Everything is as before the import, but for new people who have used their account.

    Raises: Refusal `import-undo-changed`, when somebody has changed one of its rows since, and
        as `import_batches.undoable`.
    """
    found = import_batches.undoable(session, municipality, batch)
    written = unpacked_written(found.inverse)
    put_back(session, municipality, written)
    recompute(session, municipality, written.touched)
    store.delete_unused_people(session, municipality, written.new_people)
    import_batches.forget(found)
    note_act(session, municipality, actor, "people-import-undone", None, id=new_id(), now=now)


def _above(
    session: Session, municipality: UUID, planned: Plan, covering: Covering, now: datetime
) -> list[RowFault]:
    """Whoever may not speak for everybody changes no way in of somebody with a higher role."""
    if covering.within is None:
        return []
    row_of = {
        change.after.id: change.row
        for change in planned.people
        if change.before and (change.sign_ins or change.dropped_sign_ins)
    }
    above = persons_above(session, municipality, list(row_of), covering.actor, now=now)
    return [RowFault(row_of[person], "person-above") for person in above]
