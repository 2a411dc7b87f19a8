"""What the types that ask for a choice share when they read their task list."""

from collections.abc import Mapping

from elearn.domain.exercises.exercise import Answer, Key, Remark, Spec, Verdict, Where, chosen
from elearn.domain.exercises.interaction import Choice, Option

Whys = Mapping[str, str]
"""The author's feedback by option id, where there is any."""


def options_of(spec: Spec) -> tuple[tuple[Option, ...], Key]:
    """The options in the author's order, numbered from "1", and the ids of the right ones."""
    options = tuple(Option(str(n), item.text) for n, item in enumerate(spec.items, start=1))
    right = (option.id for option, item in zip(options, spec.items, strict=True) if item.checked)
    return options, frozenset(right)


def refuse_unless_choosable(options: tuple[Option, ...], right: Key, where: Where) -> None:
    """Raise: ContentError unless there are two options and one of them is right."""
    if len(options) < 2:
        where.refuse("choice-too-few-options")
    if not right:
        where.refuse("choice-nothing-right")


def whys_of(spec: Spec) -> Whys:
    return {str(n): item.feedback for n, item in enumerate(spec.items, start=1) if item.feedback}


def remarks_on(asked: Choice, right: Key, why: Whys, answer: Answer) -> tuple[Remark, ...]:
    """What was chosen; then, where more could have been, what was missed."""
    ids = chosen(answer, asked)
    said = [
        Remark(Verdict.RIGHT if one.id in right else Verdict.WRONG, one.text, why.get(one.id, ""))
        for one in asked.options
        if one.id in ids
    ]
    missed = [
        Remark(Verdict.MISSED, one.text, why.get(one.id, ""))
        for one in asked.options
        if asked.multiple and one.id in right - ids
    ]
    return (*said, *missed)


def unchosen(asked: Choice, right: Key, why: Whys, answer: Answer) -> tuple[Remark, ...]:
    """The feedback on every option that `remarks_on` says nothing of."""
    ids = chosen(answer, asked) | (right if asked.multiple else frozenset())
    return tuple(
        Remark(Verdict.RIGHT if one.id in right else Verdict.WRONG, one.text, why[one.id])
        for one in asked.options
        if one.id not in ids and one.id in why
    )
