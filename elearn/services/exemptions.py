"""Somebody need not take a course for a time: given with a reason, ended by itself or before."""

from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later
from elearn.domain.record.exemption import ExemptionReason, check_until
from elearn.services.acting import Act
from elearn.services.standing import recompute
from elearn.store.models import Exemption
from elearn.store.queries import exemptions
from elearn.store.queries.standing_facts import lock_standing


def exempt(act: Act, duty: UUID, person: UUID, reason: ExemptionReason, until_on: date) -> UUID:
    """*person* need not do what *duty* asks, from today to *until_on* with it. The caller has made
    sure that the person works in the actor's units.

    Raises: Refusal `exemption-over`, `exemption-too-long`, `exemption-not-asked` when the duty does
        not concern the person today, `exemption-stands` when there is one, `not-for-yourself`.
    """
    if person == act.actor:
        raise Refusal("not-for-yourself")
    check_until(until_on, today=act.today)
    lock_standing(act.session, act.municipality, [person])
    if not exemptions.concerns(act.session, act.municipality, duty, person, act.today):
        raise Refusal("exemption-not-asked")
    if exemptions.standing(act.session, act.municipality, duty, person, act.today):
        raise Refusal("exemption-stands")
    made = Exemption(
        municipality_id=act.municipality,
        id=act.new_id(),
        duty_id=duty,
        person_id=person,
        from_on=act.today,
        to_on=later(until_on, 1),
        reason=reason.value,
        approved_by=act.actor,
    )
    act.session.add(made)
    act.note("exemption-given", person)
    recompute(act.session, act.municipality, [person])
    return made.id


def end(act: Act, exemption: UUID, person: UUID) -> None:
    """From today on it is asked again. One that began today leaves no row; ending what is over
    changes nothing.

    Raises: Refusal `exemption-gone`, `not-for-yourself`.
    """
    if person == act.actor:
        raise Refusal("not-for-yourself")
    lock_standing(act.session, act.municipality, [person])
    found = act.session.get(Exemption, (act.municipality, exemption), populate_existing=True)
    if found is None or found.person_id != person:
        raise Refusal("exemption-gone")
    if found.to_on is not None and found.to_on <= act.today:
        return
    if found.from_on < act.today:
        found.to_on = act.today
    else:
        act.session.delete(found)
    act.note("exemption-ended", person)
    recompute(act.session, act.municipality, [person])
