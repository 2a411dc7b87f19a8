"""Which measurement blocks whoever is signed in could take, and with what."""

from elearn.domain.recognition.measurement_offer import Offer, Progress, offer_of
from elearn.domain.recognition.measurement_record import MeasurementRecord
from elearn.services.learning import answered_courses
from elearn.services.panel import has_own_votes
from elearn.store.queries import catalogue
from elearn.store.queries.learner_record import completed_modules
from elearn.store.queries.measured_groups import unit_counted_in
from elearn.store.queries.measurement import Forms, forms
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor, tree
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def published_forms() -> Forms:
    return published(forms, course_language())


def course_titles() -> dict[str, str]:
    """By course, of those that have measurement forms."""
    measured = {form.course for form in published_forms().values()}
    lines = published(catalogue.courses, course_language())
    return {line.id: line.title for line in lines if line.id in measured}


def own_progress() -> dict[str, Progress]:
    """By course; of those that have measurement forms."""
    if not published_forms():
        return {}
    completed = completed_modules(session(), municipality_id(), actor().person)
    answered = answered_courses(session(), municipality_id(), actor().person, site().sealer)
    touched = answered | {course for course, _module in completed}
    found = {}
    for line in published(catalogue.courses, course_language()):
        modules = {(line.id, module.id) for module in line.modules}
        is_done = bool(modules) and modules <= completed.keys()
        found[line.id] = Progress(is_begun=line.id in touched, is_done=is_done)
    return {course: found[course] for course in course_titles()}


def own_offers(record: MeasurementRecord) -> list[Offer]:
    """One a course at most."""
    known, today = published_forms(), site().today()
    offers = (
        offer_of(record.recent(today), known, course, progress, today=today)
        for course, progress in own_progress().items()
    )
    return [offer for offer in offers if offer is not None]


def is_settled(form: str) -> bool:
    """Whether a panel of the municipality's own stands behind the key of *form*: then what somebody
    comes to with it joins the sums of a group. Never of one that is no longer published."""
    known = published_forms().get(form)
    return known is not None and has_own_votes(session(), municipality_id(), known.exercises)


def own_unit() -> str:
    """The unit to whose sums it would be added; empty without one."""
    unit = unit_counted_in(session(), municipality_id(), actor().person, site().today())
    return tree().name(unit) if unit else ""
