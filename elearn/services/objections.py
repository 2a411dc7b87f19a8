"""A person says that a row which somebody else recorded is wrong; a manager answers."""

from uuid import UUID, uuid5

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import taken_back
from elearn.domain.record.objection import FOLLOWS, objections_to
from elearn.domain.record.objection import Objection as Said
from elearn.services import noting
from elearn.services.acting import Act
from elearn.store.models import Evidence, Objection
from elearn.store.queries.objections import STANDS, locked_objection
from elearn.store.queries.standing_facts import evidence_of, lock_standing
from elearn.store.upsert import insert_new


def object_to(act: Act, evidence: UUID, said: Said) -> None:
    """The actor's managers are told. Objecting again changes nothing.

    Raises: Refusal `evidence-gone`, also for a row about somebody else, `evidence-corrected` when
        it no longer counts, `objection-reason` when that cannot be said of such a row.
    """
    row = act.session.get(Evidence, (act.municipality, evidence))
    if row is None or row.person_id != act.actor:
        raise Refusal("evidence-gone")
    lock_standing(act.session, act.municipality, [act.actor])
    if evidence in taken_back(evidence_of(act.session, act.municipality, act.actor)):
        raise Refusal("evidence-corrected")
    if said not in objections_to(row.withdraws, row.recorded_by, act.actor):
        raise Refusal("objection-reason")
    new = {
        "municipality_id": act.municipality,
        "id": uuid5(evidence, "objection"),
        "evidence_id": evidence,
        "person_id": act.actor,
        "reason": said.value,
        "objected_on": act.today,
    }
    if insert_new(act.session, Objection, [new]):
        act.note("objection-made", act.actor)


def agree(act: Act, objection: UUID) -> None:
    """The row is taken back by a further one. The caller has made sure that the person works in
    the actor's units.

    Raises: Refusal `objection-answered`, `not-for-yourself`, and as `noting.correct`.
    """
    row = _waiting(act, objection)
    noting.correct(act, row.person_id, row.evidence_id, FOLLOWS[Said(row.reason)])


def let_stand(act: Act, objection: UUID) -> None:
    """The row stays. Raises: Refusal `objection-answered`, `not-for-yourself`."""
    row = _waiting(act, objection)
    row.answer = STANDS
    row.answered_on = act.today
    row.answered_by = act.actor
    act.note("objection-answered", row.person_id)


def _waiting(act: Act, objection: UUID) -> Objection:
    """Locked after the person, in the order in which a correction locks them."""
    found = act.session.get(Objection, (act.municipality, objection))
    if found is None:
        raise Refusal("objection-answered")
    if found.person_id == act.actor:
        raise Refusal("not-for-yourself")
    lock_standing(act.session, act.municipality, [found.person_id])
    row = locked_objection(act.session, act.municipality, objection)
    if row is None or row.answered_on is not None:
        raise Refusal("objection-answered")
    return row
