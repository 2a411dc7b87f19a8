"""What a duty that is about to be stored means for everybody, worked out in a session that only
reads. Whoever stores it hands it over, and keeps others from writing for a moment only."""

from datetime import date
from uuid import UUID

from elearn.domain.record.duty import Duty
from elearn.services.duties import Act, Wanted, asked_anew, asked_instead, asked_until
from elearn.services.standing_ahead import Ahead, work_out
from elearn.store.queries.standing_facts import one_duty


def of_new(act: Act, wanted: Wanted) -> Ahead:
    """Raises: Refusal as `duties.set_duty`."""
    after = asked_anew(act, wanted)
    return _ahead(act, after.id, after)


def of_change(act: Act, duty: UUID, wanted: Wanted) -> Ahead:
    """Raises: Refusal as `duties.change_duty`."""
    return _ahead(act, duty, asked_instead(act, duty, wanted))


def of_end(act: Act, duty: UUID, to_on: date) -> Ahead:
    """Raises: Refusal as `duties.end_duty`."""
    return _ahead(act, duty, asked_until(act, duty, to_on))


def _ahead(act: Act, duty: UUID, after: Duty | None) -> Ahead:
    before = one_duty(act.session, act.municipality, duty)
    courses = {each.course for each in (before, after) if each}
    return work_out(act.session, act.municipality, courses, (duty, after))
