"""What the types that ask for a choice share when they read their task list."""

from elearn.domain.exercises.exercise import Key, Spec, Where
from elearn.domain.exercises.interaction import Option


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
