"""A few questions of a module, for whoever took it together with others."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from elearn.domain.content.compiled import CompiledExercise, CompiledModule, CompiledText
from elearn.domain.content.walk import steps_of
from elearn.domain.recognition.lot import lot

QUESTIONS = 3
LONG = frozenset({"scenario", "course-of-events"})
"""Types that ask many things one after the other: only where there are too few others."""


def drawn(module: CompiledModule, *, seed: str) -> tuple[str, ...]:
    """The ids of three exercises with a key, in the order of the module; fewer where it has no
    more, none where it has none. What stands behind a content notice is never drawn."""
    keyed = [
        step.exercise
        for step in steps_of(module)
        if step.exercise is not None
        and step.exercise.exercise.is_scored()
        and not step.exercise.notice
    ]
    by_lot = sorted(keyed, key=lambda one: (one.type in LONG, lot(one.id, seed=seed)))
    chosen = {one.id for one in by_lot[:QUESTIONS]}
    return tuple(one.id for one in keyed if one.id in chosen)


def narrowed(module: CompiledModule, only: Collection[str]) -> CompiledModule:
    """*module* with the exercises *only* and what is read before each; all of it when empty."""
    return replace(module, parts=tuple(_parts(module, only))) if only else module


def _parts(
    module: CompiledModule, only: Collection[str]
) -> Iterator[CompiledText | CompiledExercise]:
    """Where nothing stands between two exercises, the text before the first is about both."""
    texts: tuple[CompiledText, ...] = ()
    shown: tuple[CompiledText, ...] = ()
    for step in steps_of(module):
        texts = step.texts or texts
        if step.exercise is not None and step.exercise.id in only:
            yield from () if texts == shown else texts
            yield step.exercise
            shown = texts
