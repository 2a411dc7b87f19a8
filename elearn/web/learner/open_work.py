"""The attempt that a learner has open, with the very text it began on."""

from dataclasses import replace

from elearn.domain.content.confirming import narrowed
from elearn.domain.content.walk import steps_of
from elearn.domain.record.attempt import Work
from elearn.services import learning
from elearn.services.learning import Learner
from elearn.store.models import Attempt
from elearn.store.queries import attempts
from elearn.store.queries.catalogue import Reading
from elearn.web.db import session
from elearn.web.guard import actor
from elearn.web.learner.reading import reading_or_404
from elearn.web.own_panel import judged
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.walk.opened import Opened


def learner_on(course: str, module: str) -> Learner:
    return Learner(municipality_id(), actor().person, course, module)


def opened_work(learner: Learner) -> Opened | None:
    """None when nothing is open."""
    attempt = attempts.open_attempt(session(), *learner.key)
    if attempt is None:
        return None
    work = learning.opened(attempt, site().sealer)
    reading = reading_of(attempt, work)
    return Opened(str(attempt.id), work, reading, steps_of(reading.module, work.skipped))


def reading_of(attempt: Attempt, work: Work) -> Reading:
    """The text that it began on, as far as it is asked about, which knows what the municipality's
    own panel said of it."""
    reading = reading_or_404(attempt.course_id, attempt.module_id, attempt.version)
    return replace(reading, module=narrowed(judged(reading.module), work.only))
