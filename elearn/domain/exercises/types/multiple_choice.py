"""Any number of options; the author says how an answer that is partly right counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from elearn.domain.exercises.choosing import (
    Whys,
    options_of,
    refuse_unless_choosable,
    remarks_on,
    unchosen,
    whys_of,
)
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
    chosen,
)
from elearn.domain.exercises.interaction import Choice, Option


class Credit(StrEnum):
    """How a partly right answer counts; *h* of *r* right options and *f* of *w* wrong ones chosen.

    exact         1 when h = r and f = 0, else 0. Source: QTI 3.0, match_correct.
    proportional  (h + w - f) / (r + w): the share of options judged rightly, each option being a
                  yes or no of its own. Source: multiple true-false items, partial scoring.
    penalised     h / r - f / w, never below 0, so that choosing everything earns nothing.
                  Source: QTI 3.0, map_response with a lower bound of 0; Moodle's default.
    """

    EXACT = "exact"
    PROPORTIONAL = "proportional"
    PENALISED = "penalised"


@dataclass(frozen=True)
class MultipleChoice(Exercise):
    """A bulleted task list: `- [x]`."""

    name: ClassVar[str] = "multiple-choice"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Fråga", "en": "Question"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.BULLETED_TASKS})
    settings: ClassVar[frozenset[str]] = frozenset({"credit"})

    options: tuple[Option, ...]
    right: Key
    why: Whys
    credit: Credit = Credit.EXACT
    shuffle: bool = True

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        options, right = options_of(spec)
        refuse_unless_choosable(options, right, where)
        return cls(options, right, whys_of(spec), _credit(spec, where), spec.shuffle)

    def interaction(self) -> Choice:
        return Choice(self.options, multiple=True, shuffle=self.shuffle)

    def key(self) -> Key:
        return self.right

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How much was chosen and left rightly, unless all was; then each option worth a word."""
        ids = chosen(answer, self.interaction())
        each = remarks_on(self.interaction(), self.right, self.why, answer)
        return each if ids in (frozenset(), self.right) else (self._summary(ids), *each)

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        return unchosen(self.interaction(), self.right, self.why, answer)

    def _summary(self, ids: frozenset[str]) -> Remark:
        others = frozenset(option.id for option in self.options) - self.right
        values = {
            "right": len(ids & self.right),
            "of": len(self.right),
            "left": len(others - ids),
            "others": len(others),
        }
        code = "options-right-and-left" if others else "options-right"
        return Remark(Verdict.NEUTRAL, "", code=code, values=values)

    def grade(self, answer: Answer) -> Outcome:
        """Credit by the rule of `Credit`; the marks count each option once."""
        ids = chosen(answer, self.interaction())
        wrong = len(self.options) - len(self.right)
        hits, false_alarms = len(ids & self.right), len(ids - self.right)
        marks = {
            "hit": hits,
            "miss": len(self.right) - hits,
            "false-alarm": false_alarms,
            "correct-rejection": wrong - false_alarms,
        }
        return Outcome(self._credit_for(hits, false_alarms, wrong) if ids else 0.0, marks)

    def _credit_for(self, hits: int, false_alarms: int, wrong: int) -> float:
        right = len(self.right)
        match self.credit:
            case Credit.EXACT:
                return 1.0 if hits == right and not false_alarms else 0.0
            case Credit.PROPORTIONAL:
                return (hits + wrong - false_alarms) / (right + wrong)
            case Credit.PENALISED:
                return max(0.0, hits / right - (false_alarms / wrong if wrong else 0.0))


def _credit(spec: Spec, where: Where) -> Credit:
    said = spec.settings.get("credit", Credit.EXACT)
    if said not in list(Credit):
        where.refuse("setting-value", key="credit", value=said, allowed=", ".join(Credit))
    return Credit(said)


EXERCISE_TYPE = MultipleChoice
