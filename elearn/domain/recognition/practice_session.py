"""One session of practice while it lasts: the cases picked, and the answers so far.

It ends with the learner's word or with the day. What remains then is in `practice_record`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.recognition.rating import require_level

SKIPPED = 0
"""Stands in the place of a level."""


@dataclass(frozen=True, slots=True)
class PracticeSession:
    token: str
    """Of this session: what a page was drawn for."""
    begun_on: date
    cases: tuple[str, ...]
    """Their ids, in the order in which they are asked; at least one."""
    answers: tuple[int, ...] = ()
    """The level given to each of the first cases, or `SKIPPED`."""

    @property
    def next_number(self) -> int:
        """Which case waits for an answer, from 1; one more than there are when none does."""
        return len(self.answers) + 1

    @property
    def is_answered(self) -> bool:
        return self.next_number > len(self.cases)

    def is_under_way(self, today: date) -> bool:
        return self.begun_on == today and not self.is_answered

    def require_next(self, token: str, number: int) -> str:
        """The id of the case with *number*, from 1, once it is certain that its turn has come.

        Raises: Refusal `practice-over` for another session's page, `practice-answered`, or
        `practice-not-yet`.
        """
        if token != self.token or not 1 <= number <= len(self.cases):
            raise Refusal("practice-over")
        if number != self.next_number:
            raise Refusal("practice-answered" if number < self.next_number else "practice-not-yet")
        return self.cases[number - 1]

    def answered(self, level: int) -> "PracticeSession":
        """*level* is 1 to 6, or `SKIPPED`. Raises: Refusal `rating-malformed`."""
        given = level if level == SKIPPED else require_level(level)
        return replace(self, answers=(*self.answers, given))

    def as_json(self) -> dict[str, object]:
        """For a sealed record; `session_of` reads it."""
        return asdict(self) | {"begun_on": self.begun_on.isoformat()}


def session_of(record: Mapping[str, object]) -> PracticeSession:
    """What `as_json` wrote. Raises: FormatError `practice-malformed`."""
    try:
        cases, answers = record["cases"], record["answers"]
        assert isinstance(cases, list)
        assert isinstance(answers, list)
        return PracticeSession(
            token=str(record["token"]),
            begun_on=date.fromisoformat(str(record["begun_on"])),
            cases=tuple(map(str, cases)),
            answers=tuple(map(int, answers)),
        )
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        raise FormatError("practice-malformed") from error
