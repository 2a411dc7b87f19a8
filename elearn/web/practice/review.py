"""A case that was answered, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from elearn.domain.exercises.exercise import Remark
from elearn.domain.exercises.panel_remarks import CONTESTED
from elearn.domain.recognition.case import Anchor, Case, Truth
from elearn.domain.recognition.practice_session import SKIPPED
from elearn.domain.recognition.practice_tally import outcome_of
from elearn.store.queries.practice import BankCase
from elearn.web.own_panel import judged_exercise
from elearn.wording import exercises
from elearn.wording.certainty import fit_of_rating
from elearn.wording.practice import ORDINARY_OUTCOMES, OUTCOMES

KINDS: Mapping[str, str] = {
    "found": "right",
    "left_alone": "right",
    "missed": "wrong",
    "false_alarms": "wrong",
    "grey": "neutral",
    "skipped": "neutral",
}
"""What the feedback component calls an outcome."""


@dataclass(frozen=True)
class CaseReview:
    """Only ever made of a case that has been answered or skipped."""

    kind: str
    """As the feedback component calls it."""
    title: str
    chosen: str
    """The level in words; empty where the case was skipped."""
    fit: str
    """Whether how sure one was fits how right it was; empty where nothing is right or wrong."""
    dispute: str
    """That the municipality's own panel judges otherwise; empty unless it does."""
    explanation: str
    """HTML of a compiled module."""
    panel: str
    """How a panel judged the case; empty when none has."""
    has_key: bool
    """Whether there is a right and a wrong about it."""


def reviewed(found: BankCase, level: int) -> CaseReview:
    outcome = outcome_of(found.case.truth, level)
    remarks = () if level == SKIPPED else _remarks(found, level)
    disputes = [one for one in remarks if one.code == CONTESTED]
    others = [one for one in remarks if one.code != CONTESTED]
    return CaseReview(
        kind=KINDS[outcome],
        title=_(_title(found.case, outcome)),
        chosen=_(exercises.ANSWERS[f"concern-{level}"]) if level != SKIPPED else "",
        fit=" ".join(filter(None, map(_fit, remarks))),
        dispute=_sentences(disputes),
        explanation=found.exercise.explanation,
        panel=_sentences(others),
        has_key=found.case.truth is not Truth.GREY,
    )


def _title(case: Case, outcome: str) -> str:
    if case.anchor is Anchor.CLEAR_ORDINARY:
        return ORDINARY_OUTCOMES.get(outcome, OUTCOMES[outcome])
    return OUTCOMES[outcome]


def _remarks(found: BankCase, level: int) -> tuple[Remark, ...]:
    return judged_exercise(found.exercise).exercise.remarks((str(level),))


def _fit(remark: Remark) -> str:
    fit = fit_of_rating(remark.code, remark.verdict)
    return _(fit) if fit else ""


def _sentences(remarks: Iterable[Remark]) -> str:
    return " ".join(filter(None, (exercises.sentence_on(one, _) for one in remarks)))
