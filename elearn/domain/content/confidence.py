"""How sure somebody is: asked beside an exercise, in the words of whoever wrote it."""

from collections.abc import Mapping, Sequence

from elearn.domain.content.course import Confidence, Located
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Body, Exercise, Spec
from elearn.domain.exercises.interaction import Group, Rating

LEVELS = 3

USUAL_LABELS: Mapping[str, tuple[str, ...]] = {
    "sv": ("gissar", "ganska säker", "helt säker"),
    "en": ("guessing", "fairly sure", "quite sure"),
}
"""By language, what is asked where a module asks without saying how."""


def labels_in(lines: Sequence[Located], exercise: Exercise, mistakes: Mistakes) -> tuple[str, ...]:
    """The labels in the one of *lines* that there may be, from unsure to sure; empty without."""
    for line in lines[1:]:
        mistakes.add("confidence-twice", line.line)
    if not lines:
        return ()
    labels = tuple(" ".join(label.split()) for label in lines[0].text.split("|"))
    if len(labels) != LEVELS or not all(labels) or len(set(labels)) < LEVELS:
        mistakes.add("confidence-labels", lines[0].line)
    elif not _can_be_asked(exercise):
        mistakes.add("confidence-not-here", lines[0].line)
    return labels


def labels_of(
    own: tuple[str, ...], asked: Confidence, exercise: Exercise, spec: Spec, *, language: str
) -> tuple[str, ...]:
    """What an exercise asks: its *own* labels, or else the usual ones where its module says so."""
    is_asked = asked is Confidence.ALL or (
        asked is Confidence.SIGNALS and spec.body is Body.PASSAGE
    )
    if own or not is_asked or not _can_be_asked(exercise):
        return own
    return USUAL_LABELS.get(language, USUAL_LABELS["en"])


def _can_be_asked(exercise: Exercise) -> bool:
    """A rating says already how sure one is, and where nothing is right nobody can be."""
    says_so_already = isinstance(exercise.interaction(), Rating | Group)
    return exercise.is_scored() and not says_so_already
