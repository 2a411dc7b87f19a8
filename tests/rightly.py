"""What a form holds when the question on it is answered rightly, whatever its kind."""

from collections.abc import Iterable, Mapping

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Done, parted
from elearn.domain.exercises.interaction import (
    Choice,
    Entry,
    Group,
    Interaction,
    Marking,
    Match,
    Option,
    Order,
    Part,
    Passing,
    Rating,
)
from elearn.domain.exercises.presentation import FIELD, field_of, phrases_of, presented
from elearn.domain.record.attempt import Work

Fields = Mapping[str, list[str]]
IN_PARTS = frozenset({"scenario", "course-of-events"})
"""The types whose key holds the answers to several questions."""


def right_fields(exercise: CompiledExercise, work: Work) -> Fields | None:
    """For the next of its questions; None where it has been answered.

    Where nothing is right or wrong it is what comes first.
    """
    if exercise.id in work.answers:
        return None
    earlier = work.so_far(exercise.id)
    asked = exercise.exercise.step(earlier)
    assert not isinstance(asked, Done)
    part = len(earlier) + 1
    shown = presented(asked, seed=work.seed(exercise.id, part))
    return {"part": [str(part)]} | dict(_filled(asked, shown, _key(exercise, part)))


def _key(exercise: CompiledExercise, part: int) -> frozenset[str]:
    key = exercise.exercise.key()
    return frozenset(parted(key)[part - 1]) if key and exercise.type in IN_PARTS else key


def _filled(asked: Interaction, shown: Interaction, key: frozenset[str]) -> Fields:
    match asked, shown:
        case Choice(), Choice():
            right = [_public(shown.options)[one.text] for one in asked.options if one.id in key]
            chosen = right or [shown.options[0].id]
            return {FIELD: chosen if asked.multiple else chosen[:1]}
        case Match(), Match():
            pairs = dict(pair.split(":") for pair in key)
            texts = {one.id: one.text for one in asked.right}
            left, right_ids = _public(shown.left), _public(shown.right)
            return {
                field_of(left[one.text]): [right_ids[texts[pairs[one.id]]]] for one in asked.left
            }
        case Order(), Order():
            places = dict(pair.split(":") for pair in key)
            ids = _public(shown.options)
            return {field_of(ids[one.text]): [places[one.id]] for one in asked.options}
        case Marking(), Marking():
            ids = _public(phrases_of(shown))
            return {FIELD: [ids[one.text] for one in phrases_of(asked) if one.id in key]}
        case Group(), Group():
            ids = _public(shown.parts)
            levels = dict(one.split("/") for one in key)
            return {field_of(ids[one.text]): [levels[one.id]] for one in asked.parts}
        case Entry(), _:
            return {FIELD: [min(key).replace("*", "")]}
        case Rating(), _:
            return {FIELD: [max(key, default="1")]}
        case Passing(), _:
            return {}
    raise AssertionError(f"no right answer is known to {asked}")


def _public(shown: Iterable[Option | Part]) -> dict[str, str]:
    """The ids on the page, by text."""
    return {one.text: one.id for one in shown}
