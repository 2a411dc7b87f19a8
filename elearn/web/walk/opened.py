"""A module under way: the text it began on, and what has been done of it."""

from dataclasses import dataclass

from elearn.domain.content.walk import Step
from elearn.domain.record.attempt import Work
from elearn.store.queries.catalogue import Reading


@dataclass(frozen=True)
class Opened:
    mark: str
    """What a form carries, so that it is not taken for one of other work opened since."""
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
