"""Completions that a manager notes, and corrections: further rows, never a change."""

from collections.abc import Collection, Mapping, Set
from datetime import datetime, timedelta
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import Evidence as Done
from elearn.domain.record.completion import effective, taken_back
from elearn.domain.record.duty import Need
from elearn.domain.record.noted import TERMS, Correction, Noted, check_noted, reasons_for
from elearn.services.acting import Act
from elearn.services.standing import recompute
from elearn.store.models import Duty, Evidence
from elearn.store.queries.objections import settle_objection
from elearn.store.queries.published import modules_of
from elearn.store.queries.standing_facts import asked, evidence_of, lock_standing


def note_completion(
    act: Act, person: UUID, duty: UUID, modules: Collection[str], noted: Noted
) -> list[UUID]:
    """A row for each of *modules* of *duty* that has none of that day. The caller has made sure
    that the person works in the actor's units.

    Raises: Refusal `not-for-yourself`, `duty-not-found`, `modules-missing`, `modules-unknown`,
        `evidence-stands` when all of them are noted already, and as `check_noted`.
    """
    if person == act.actor:
        raise Refusal("not-for-yourself")
    row = act.session.get(Duty, (act.municipality, duty))
    if row is None:
        raise Refusal("duty-not-found")
    wanted = asked(row)
    check_noted(noted, wanted, today=act.today)
    versions = _versions(act, wanted.course)
    if not modules:
        raise Refusal("modules-missing")
    if not set(modules) <= set(wanted.modules) & versions.keys():
        raise Refusal("modules-unknown")
    lock_standing(act.session, act.municipality, [person])
    known = {
        (each.course, each.module)
        for each in effective(evidence_of(act.session, act.municipality, person))
        if each.completed_on == noted.completed_on
    }
    new = [module for module in wanted.modules if module in modules]
    made = [
        _add(act, person, (wanted.course, module, versions[module]), noted)
        for module in new
        if (wanted.course, module) not in known
    ]
    if not made:
        raise Refusal("evidence-stands")
    act.note("completion-noted", person)
    recompute(act.session, act.municipality, [person])
    return made


def note_course(act: Act, person: UUID, duty: UUID, noted: Noted) -> list[UUID]:
    """All that *duty* asks for, at once.

    Raises: Refusal `modules-to-choose` where one of several is enough, and as `note_completion`.
    """
    row = act.session.get(Duty, (act.municipality, duty))
    if row is None:
        raise Refusal("duty-not-found")
    wanted = asked(row)
    if wanted.need is Need.ONE_OF and len(wanted.modules) > 1:
        raise Refusal("modules-to-choose")
    return note_completion(act, person, duty, wanted.modules, noted)


def take_back(act: Act, said: Mapping[UUID, str]) -> dict[UUID, UUID]:
    """A further row takes back each of the rows, by id, that still stands; the person of each.
    Status is derived anew by whoever calls."""
    found = {}
    for id in said:
        row = act.session.get(Evidence, (act.municipality, id))
        if row is None:
            continue
        rows = evidence_of(act.session, act.municipality, row.person_id)
        if id in taken_back(rows):
            continue
        done = next(each for each in rows if each.id == id)
        at = max(act.now, done.recorded_at + timedelta(microseconds=1))
        _withdraw(act, done, Correction.UNDONE, at)
        settle_objection(act.session, act.municipality, id, act.actor, act.today)
        found[id] = row.person_id
    return found


def correct(act: Act, person: UUID, evidence: UUID, reason: Correction) -> UUID:
    """A further row takes back *evidence*, which may itself be a correction.

    Raises: Refusal as `correct_rows`.
    """
    return correct_rows(act, person, [evidence], reason)[0]


def correct_rows(
    act: Act, person: UUID, evidence: Collection[UUID], reason: Correction
) -> list[UUID]:
    """A further row takes back each of *evidence*, or none of them; in their order.

    Raises: Refusal `not-for-yourself`, `evidence-gone`, `evidence-corrected` when that has been
        done, `correction-reason` when the reason says nothing of such a row.
    """
    if person == act.actor:
        raise Refusal("not-for-yourself")
    lock_standing(act.session, act.municipality, [person])
    rows = evidence_of(act.session, act.municipality, person)
    by_id, gone = {row.id: row for row in rows}, taken_back(rows)
    for id in evidence:
        _check_correction(by_id.get(id), gone, reason)
    made = [
        _withdraw(act, row, reason, max(act.now, row.recorded_at + timedelta(microseconds=1)))
        for row in (by_id[id] for id in evidence)
    ]
    for id in evidence:
        settle_objection(act.session, act.municipality, id, act.actor, act.today)
    act.note("evidence-corrected", person)
    recompute(act.session, act.municipality, [person])
    return made


def _check_correction(row: Done | None, gone: Set[UUID], reason: Correction) -> None:
    if row is None:
        raise Refusal("evidence-gone")
    if row.id in gone:
        raise Refusal("evidence-corrected")
    if reason not in reasons_for(row):
        raise Refusal("correction-reason")


def _versions(act: Act, course: str) -> dict[str, str]:
    """The current version of each module."""
    return {row.id: row.version for row in modules_of(act.session, act.municipality, course)}


def _add(act: Act, person: UUID, module: tuple[str, str, str], noted: Noted) -> UUID:
    course, id, version = module
    row = Evidence(
        municipality_id=act.municipality,
        id=act.new_id(),
        person_id=person,
        course_id=course,
        module_id=id,
        version=version,
        completed_on=noted.completed_on,
        recorded_at=act.now,
        kind=TERMS[noted.way].kind.value,
        recorded_by=act.actor,
        reason=noted.way.value,
        proof=noted.proof.value,
    )
    act.session.add(row)
    return row.id


def _withdraw(act: Act, row: Done, reason: Correction, at: datetime) -> UUID:
    made = Evidence(
        municipality_id=act.municipality,
        id=act.new_id(),
        person_id=row.person,
        course_id=row.course,
        module_id=row.module,
        version=row.version,
        completed_on=row.completed_on,
        recorded_at=at,
        kind=row.kind.value,
        recorded_by=act.actor,
        withdraws=row.id,
        reason=reason.value,
    )
    act.session.add(made)
    return made.id
