"""What is there to practise for whoever is signed in, and what is kept of their practice."""

from elearn.domain.recognition.schedule import ScheduleName
from elearn.services import kept_practice
from elearn.services.kept_practice import Kept, Practitioner
from elearn.store.queries.people import merged_into
from elearn.store.queries.practice import Bank, bank
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def practitioner() -> Practitioner:
    person = actor().person
    return Practitioner(
        municipality_id(), person, merged_into(session(), municipality_id(), person)
    )


def schedule_name() -> ScheduleName:
    """What the installation has set."""
    return ScheduleName(site().config.practice_schedule)


def published_bank() -> Bank:
    return published(bank, course_language())


def own_practice() -> Kept:
    return kept_practice.kept(session(), practitioner(), site().sealer, today=site().today())
