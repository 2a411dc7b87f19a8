"""The attempt that a learner has open, with the very text it began on."""

from dataclasses import dataclass, replace

from elearn.domain.content.confirming import narrowed
from elearn.domain.content.walk import Step, steps_of
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


@dataclass(frozen=True)
class Opened:
    attempt: Attempt
    work: Work
    reading: Reading
    steps: tuple[Step, ...]

    @property
    def is_meeting(self) -> bool:
        """Whether three questions confirm a meeting."""
        return self.work.is_of_meeting

    @property
    def asked(self) -> int:
        """How many exercises there are to do; those that were skipped are not among them."""
        return sum(step.exercise is not None for step in self.steps)

    @property
    def done(self) -> int:
        """How many of them have an answer, in whatever order they were opened."""
        exercises = (step.exercise for step in self.steps)
        return sum(one is not None and one.id in self.work.answers for one in exercises)


def learner_on(course: str, module: str) -> Learner:
    return Learner(municipality_id(), actor().person, course, module)


def opened_work(learner: Learner) -> Opened | None:
    """None when nothing is open."""
    attempt = attempts.open_attempt(session(), *learner.key)
    if attempt is None:
        return None
    work = learning.opened(attempt, site().sealer)
    reading = reading_of(attempt, work)
    return Opened(attempt, work, reading, steps_of(reading.module, work.skipped))


def reading_of(attempt: Attempt, work: Work) -> Reading:
    """The text that it began on, as far as it is asked about, which knows what the municipality's
    own panel said of it."""
    reading = reading_or_404(attempt.course_id, attempt.module_id, attempt.version)
    return replace(reading, module=narrowed(judged(reading.module), work.only))
