"""An answered exercise with its explanations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Outcome, Remark, Spec, Verdict
from elearn.domain.exercises.grading import kind_of
from elearn.domain.exercises.interaction import Choice, Interaction, Marking
from elearn.domain.exercises.story_trust import AT_END as TRUST_AT_END
from elearn.domain.exercises.story_trust import AT_FIRST as TRUST_AT_FIRST
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.record.attempt import Work
from elearn.web.walk.certainty import Stated, stated
from elearn.wording import exercises
from elearn.wording.certainty import fit_of_rating

SETTLED = frozenset({"right", "neutral"})
"""Kinds of reviews after which the question is not asked again."""


@dataclass(frozen=True)
class Line:
    """A remark in words; any of them may be empty."""

    about: str
    """What was answered, where the exercise shows several; HTML of a compiled module."""
    lead: str
    said: str
    """HTML of a compiled module."""
    answer: str
    """What was chosen of a scale."""
    sentence: str
    fit: str
    """Whether how sure one was fits how right it was, where the answer says both."""
    why: str
    """HTML of a compiled module."""
    afterwards: str
    """A sentence that what the author says explains."""


@dataclass(frozen=True)
class Review:
    """Only ever made of an exercise that has an answer."""

    exercise: CompiledExercise
    outcome: Outcome
    kind: str
    """right, partly, wrong or neutral."""
    summary: str
    """What it came to, before the lines; empty where the heading says it all."""
    lines: tuple[Line, ...]
    others: tuple[Line, ...]
    """What the author says of what was not chosen; only once nothing more is asked."""
    stated: Stated | None
    """How sure one was, where that is asked beside the exercise."""

    @property
    def is_settled(self) -> bool:
        """Whether it is not asked again."""
        return self.kind in SETTLED

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self.lines and not self.exercise.explanation

    @property
    def weighs_certainty(self) -> bool:
        """Whether something is said of how sure one was."""
        return bool(self.stated) or any(line.fit for line in self.lines)

    @property
    def is_a_way(self) -> bool:
        """Whether the lines are choices that were made one after the other."""
        asked = self.exercise.exercise.interaction()
        return isinstance(asked, Choice) and bool(asked.before)

    @property
    def counts_phrases(self) -> bool:
        """Whether what was found and what was marked in vain is told in numbers, each by itself."""
        return isinstance(self.exercise.exercise.interaction(), Marking)

    @property
    def is_unjudged(self) -> bool:
        """Whether the key to a case is the writers' alone."""
        judged = self.exercise.exercise
        if isinstance(judged, Judge):
            return judged.votes is None
        return any(_has_truth(part.spec) for part in self.exercise.spec.parts)


def reviewed(exercise: CompiledExercise, work: Work, *, is_over: bool = False) -> Review | None:
    """None while it has no answer. *is_over*: whether it can no longer be tried again, however it
    was answered."""
    answered = work.answers.get(exercise.id)
    if answered is None:
        return None
    outcome = exercise.exercise.grade(answered)
    remarks = exercise.exercise.remarks(answered)
    first = _first_trust(exercise, work)
    is_short = _says_all(exercise.exercise.interaction(), remarks)
    summary = " ".join(filter(None, map(_summary, remarks)))
    lines = tuple(
        _line(_with_first(remark, first), is_short=is_short)
        for remark in remarks
        if remark.code not in exercises.SUMMARIES
    )
    kind = _kind(outcome)
    others = exercise.exercise.unchosen(answered) if is_over or kind in SETTLED else ()
    return Review(
        exercise,
        outcome,
        kind,
        summary,
        lines,
        tuple(_line(remark, is_short=False) for remark in others),
        stated(exercise, work),
    )


def _first_trust(exercise: CompiledExercise, work: Work) -> tuple[Remark, ...]:
    """What trust came to the first time, where another answer has been given since."""
    first = work.first.get(exercise.id)
    if first is None or first == work.answers[exercise.id]:
        return ()
    told = (one for remark in exercise.exercise.remarks(first) for one in remark.further)
    return tuple(replace(one, code=TRUST_AT_FIRST) for one in told if one.code == TRUST_AT_END)


def _with_first(remark: Remark, first: tuple[Remark, ...]) -> Remark:
    """With *first* beside what is told of the same now."""
    tells = any(one.code == TRUST_AT_END for one in remark.further)
    return replace(remark, further=(*remark.further, *first)) if tells else remark


def _kind(outcome: Outcome) -> str:
    """By what is counted aloud, where choices are: credit for half-good ones alone is not enough
    to be partly right."""
    return "wrong" if outcome.marks.get("recommended") == 0 else kind_of(outcome)


def _has_truth(spec: Spec) -> bool:
    return "truth" in spec.settings


def _says_all(asked: Interaction, remarks: tuple[Remark, ...]) -> bool:
    """Whether the verdict on the whole says all there is to say of what was chosen."""
    is_one = isinstance(asked, Choice) and not asked.multiple and not asked.before
    return is_one and len(remarks) == 1


def _summary(remark: Remark) -> str:
    words = exercises.SUMMARIES.get(remark.code)
    return _(words) % dict(remark.values) if words else ""


def _line(remark: Remark, *, is_short: bool) -> Line:
    said = (remark, *remark.further)
    sentence = _sentences(one for one in said if one.code not in exercises.AFTERWARDS)
    answer = exercises.ANSWERS.get(remark.code, "")
    fit = fit_of_rating(remark.code, remark.verdict)
    lead = (
        exercises.YOU_CHOSE
        if is_short
        else _lead(remark, needs_none=bool(sentence) and not remark.said)
    )
    return Line(
        remark.about,
        lead and _(lead),
        remark.said,
        answer and _(answer),
        sentence,
        fit and _(fit),
        remark.why,
        _sentences(one for one in said if one.code in exercises.AFTERWARDS),
    )


def _sentences(remarks: Iterable[Remark]) -> str:
    return " ".join(filter(None, (exercises.sentence_on(one, _) for one in remarks)))


def _lead(remark: Remark, *, needs_none: bool) -> str:
    own = exercises.LEADS.get(f"{remark.code}.{remark.verdict}") or exercises.LEADS.get(remark.code)
    if own:
        return own
    is_bare = remark.verdict is Verdict.NEUTRAL and bool(remark.said and remark.code)
    is_told = remark.code in exercises.WITHOUT_LEAD
    return "" if needs_none or is_bare or is_told else exercises.VERDICTS[remark.verdict]
