"""More time for a duty: asked for in one press, answered by a manager."""

from datetime import date
from uuid import UUID, uuid5

from elearn.domain.errors import Refusal
from elearn.domain.record.extension import Decline, check_until, may_ask
from elearn.domain.record.reminders import STEPS
from elearn.services.acting import Act
from elearn.services.standing import recompute
from elearn.store.models import Extension
from elearn.store.queries import extensions
from elearn.store.queries.standing_facts import lock_standing
from elearn.store.upsert import insert_new


def ask(act: Act, duty: UUID) -> None:
    """The actor's own managers are asked for more time. Asking again changes nothing: one last day
    is asked about once.

    Raises: Refusal `extension-not-needed` while nothing is due soon.
    """
    asked = extensions.asked_on(act.session, act.municipality, duty, act.actor, act.today)
    if asked is None or not may_ask(asked.status, asked.due_on, today=act.today):
        raise Refusal("extension-not-needed")
    row = {
        "municipality_id": act.municipality,
        "id": uuid5(duty, f"{act.actor}:{asked.due_on}"),
        "duty_id": duty,
        "person_id": act.actor,
        "due_on": asked.due_on,
        "asked_on": act.today,
    }
    if insert_new(act.session, Extension, [row]):
        act.note("extension-asked", act.actor)


def take_back(act: Act, duty: UUID) -> None:
    """As if the actor had not asked. Raises: Refusal `extension-answered` when it is too late."""
    if not extensions.drop_waiting(act.session, act.municipality, duty, act.actor):
        raise Refusal("extension-answered")
    act.note("extension-taken-back", act.actor)


def grant(act: Act, request: UUID, until_on: date) -> None:
    """What was asked for is due on *until_on*. The caller has made sure that the person works in
    the actor's units.

    Raises: Refusal `extension-not-later`, `extension-too-long`, `extension-answered` when
        somebody was quicker, `extension-gone`, `not-for-yourself`.
    """
    row = _waiting(act, request)
    check_until(until_on, row.due_on, today=act.today)
    row.until_on = until_on
    _answered(act, row, "extension-granted")
    recompute(act.session, act.municipality, [row.person_id])


def decline(act: Act, request: UUID, reason: Decline) -> None:
    """The last day stays. Raises: Refusal as `grant`."""
    row = _waiting(act, request)
    row.reason = reason.value
    _answered(act, row, "extension-declined")


def give(act: Act, duty: UUID, person: UUID, until_on: date) -> UUID:
    """More time for *person*, asked for or not; a request that waits is answered by it.

    Raises: Refusal `extension-not-asked` when nothing is asked of the person now, and as `grant`.
    """
    if person == act.actor:
        raise Refusal("not-for-yourself")
    lock_standing(act.session, act.municipality, [person])
    asked = extensions.asked_on(act.session, act.municipality, duty, person, act.today)
    if asked is None or asked.status not in STEPS:
        raise Refusal("extension-not-asked")
    check_until(until_on, asked.due_on, today=act.today)
    row = extensions.locked_waiting(act.session, act.municipality, duty, person)
    if row is None:
        row = Extension(
            municipality_id=act.municipality,
            id=act.new_id(),
            duty_id=duty,
            person_id=person,
            due_on=asked.due_on,
        )
        act.session.add(row)
    row.until_on = until_on
    _answered(act, row, "extension-granted")
    recompute(act.session, act.municipality, [person])
    return row.id


def _waiting(act: Act, request: UUID) -> Extension:
    row = extensions.locked(act.session, act.municipality, request)
    if row is None:
        raise Refusal("extension-gone")
    if row.answered_on is not None:
        raise Refusal("extension-answered")
    if row.person_id == act.actor:
        raise Refusal("not-for-yourself")
    return row


def _answered(act: Act, row: Extension, code: str) -> None:
    row.answered_on = act.today
    row.answered_by = act.actor
    act.note(code, row.person_id)
