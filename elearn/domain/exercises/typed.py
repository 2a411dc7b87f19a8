"""What the types that ask for typing share: an author's list of answers to recognise, right ones
and known mistakes; and the care that a learner's own text needs before it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Outcome, Remark, Verdict, only
from elearn.domain.exercises.interaction import Entry

UNFORESEEN = "other"
"""How counters call what the author did not list."""


@dataclass(frozen=True)
class Listed:
    """One entry of the author's list."""

    ordinal: str
    right: bool
    said: str
    """What is right, in words to show afterwards; HTML."""
    why: str
    """The author's feedback; empty when unwritten."""


def typed(answer: Answer, asked: Entry) -> str:
    """The text in *answer*, white space runs as one space; empty when nothing was typed.

    Raises: BadAnswer.
    """
    text = " ".join(only(answer).split())
    if len(text) > asked.letters:
        raise BadAnswer("answer-too-long", most=asked.letters)
    return text


def as_html(text: str) -> str:
    """*text* as HTML that shows it and does nothing else: no tag in it, and no local value."""
    return escape(text).replace("{", "&#123;")


def outcome(found: Listed | None) -> Outcome:
    """Full credit for a right one. Source: QTI 3.0, match_correct."""
    return Outcome(1.0 if found and found.right else 0.0)


def remarks_on(text: str, found: Listed | None, right: Sequence[Listed]) -> tuple[Remark, ...]:
    """What was typed, where anything was, recognised as *found*; then *right*, where it is not."""
    if found and found.right:
        return (Remark(Verdict.RIGHT, as_html(text), found.why),)
    given = [Remark(Verdict.WRONG, as_html(text), found.why if found else "")] if text else []
    return (*given, *(Remark(Verdict.MISSED, one.said, one.why) for one in right))


def unlike(found: Listed | None, listed: Iterable[Listed]) -> tuple[Remark, ...]:
    """The author's feedback on those of *listed* that `remarks_on` says nothing of."""
    is_right = found is not None and found.right
    return tuple(
        Remark(Verdict.RIGHT if one.right else Verdict.WRONG, one.said, one.why)
        for one in listed
        if one.why and one != found and (is_right or not one.right)
    )


def counted_as(text: str, found: Listed | None) -> tuple[str, ...]:
    """The ordinal of what was recognised, never the text."""
    if not text:
        return ()
    return (found.ordinal if found else UNFORESEEN,)
