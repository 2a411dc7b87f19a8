"""A text as a panel judges it: one item after the other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from elearn.domain.content.compiled import CompiledExercise, CompiledModule, CompiledText
from elearn.domain.content.course import Purpose
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.recognition.panel_votes import Tally

Tallies = Mapping[str, Mapping[str, Tally]]
"""What a panel has said, by exercise version, then by part."""
_SECTION = 2
"""The level of a heading under which something new begins."""


@dataclass(frozen=True)
class BallotItem:
    """One thing to judge."""

    number: int
    """From 1."""
    exercise: CompiledExercise
    item: PanelItem
    texts: tuple[CompiledText, ...] = ()
    """What learners have read before it under the same heading; nothing in a bank, whose cases
    stand alone."""
    situation: int = 0
    """Which one it is of those under the same heading, from 1; 0 where there is one only."""

    @property
    def id(self) -> str:
        """Unlike that of any other item there is."""
        return f"{self.exercise.version}/{self.item.part}"


def ballot_items(module: CompiledModule, form: str = "") -> tuple[BallotItem, ...]:
    """Everything in *module* that a panel is asked about, or what is kept for one measurement
    *form*, in the order of the text."""
    found = (one for one in _items(module) if not form or form_of(one.exercise) == form)
    return _numbered(tuple(found))


def module_with_panel(module: CompiledModule, tallies: Tallies) -> CompiledModule:
    """*module*, whose exercises know what the municipality's own panel said of them."""
    if not any(one.version in tallies for one in module.exercises):
        return module
    parts = (
        part if isinstance(part, CompiledText) else with_panel(part, tallies)
        for part in module.parts
    )
    return replace(module, parts=tuple(parts))


def with_panel(exercise: CompiledExercise, tallies: Tallies) -> CompiledExercise:
    """Only for what is said after the answer: nothing of it may be shown before."""
    told = tallies.get(exercise.version)
    return replace(exercise, exercise=exercise.exercise.with_panel(told)) if told else exercise


def forms_in(module: CompiledModule) -> tuple[str, ...]:
    """The measurement forms that cases of *module* are kept for."""
    return tuple(sorted({form_of(one) for one in module.exercises} - {""}))


def form_of(exercise: CompiledExercise) -> str:
    """Empty for what is not kept for measurement."""
    judged = exercise.exercise
    return (judged.vignette.form or "") if isinstance(judged, Judge) else ""


def _numbered(items: Sequence[BallotItem]) -> tuple[BallotItem, ...]:
    """All of them by place; those under one heading also among themselves."""
    alike = Counter(one.exercise.heading for one in items)
    met: Counter[str] = Counter()
    numbered = []
    for number, one in enumerate(items, start=1):
        heading = one.exercise.heading
        met[heading] += 1
        situation = met[heading] if alike[heading] > 1 else 0
        numbered.append(replace(one, number=number, situation=situation))
    return tuple(numbered)


def _items(module: CompiledModule) -> Iterator[BallotItem]:
    """Not numbered yet."""
    texts: tuple[CompiledText, ...] = ()
    for part in module.parts:
        if isinstance(part, CompiledText):
            texts = (*texts, part) if part.level > _SECTION else (part,)
            continue
        for item in part.exercise.panel_items():
            yield BallotItem(0, part, item, () if module.kind is Purpose.BANK else texts)
