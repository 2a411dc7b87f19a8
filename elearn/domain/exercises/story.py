"""A branching story: steps at which a choice is made, and ends. Nobody has chosen anything yet.

Counters begin at 0 and stay from 0 to `MOST`, so that a story has only so many states.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from elearn.domain.exercises.exercise import Where
from elearn.domain.recognition.response import Rung

MOST = 9


class Comparison(StrEnum):
    """How a guard compares a counter with its number."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    MORE = ">"
    LESS = "<"


@dataclass(frozen=True)
class Guard:
    """What must be so for a choice to be offered."""

    counter: str
    comparison: Comparison
    number: int

    def holds(self, value: int) -> bool:
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= self.number
            case Comparison.AT_MOST:
                return value <= self.number
            case Comparison.EQUAL:
                return value == self.number
            case Comparison.MORE:
                return value > self.number
            case Comparison.LESS:
                return value < self.number


@dataclass(frozen=True)
class Effect:
    """What a choice says beside its text: the title of its link."""

    rung: Rung | None = None
    changes: tuple[tuple[str, int], ...] = ()
    """Counters, and by how much each rises."""
    guards: tuple[Guard, ...] = ()
    """All of them must hold."""

    @property
    def counters(self) -> tuple[str, ...]:
        """Every counter that it names, in the author's order, some of them twice."""
        return (*(name for name, _ in self.changes), *(guard.counter for guard in self.guards))

    def plan(self, counters: Sequence[str]) -> Hashable:
        """The same with the place among *counters* in place of each name."""
        changes = tuple((counters.index(name), by) for name, by in self.changes)
        guards = tuple(
            (counters.index(guard.counter), guard.comparison, guard.number) for guard in self.guards
        )
        return (self.rung, changes, guards)


@dataclass(frozen=True)
class Move:
    """One choice of a step."""

    id: str
    """Its ordinal among the choices of the whole story."""
    text: str
    leads_to: str
    """The place: `step-name` or `end-name`."""
    effect: Effect
    recommended: bool | None
    """None where the author drew no box."""
    feedback: str
    where: Where


@dataclass(frozen=True)
class Step:
    """A place at which a choice is made."""

    name: str
    text: str
    moves: tuple[Move, ...]
    band: tuple[Rung, Rung] | None
    """The accepted rungs, both ends within it; None where the author gave none."""
    is_duty: bool
    where: Where
    explanation: str = ""
    """What the author says of the step, whatever is chosen at it."""

    @cached_property
    def is_judged(self) -> bool:
        """Whether the choices differ in worth. A single one only moves the story on."""
        has_boxes = any(move.recommended is not None for move in self.moves)
        return len(self.moves) > 1 and (has_boxes or self.band is not None)

    def accepts(self, move: Move) -> bool:
        """Whether *move* lies on an accepted rung; never without a band."""
        rung = move.effect.rung
        return self.band is not None and rung is not None and self.band[0] <= rung <= self.band[1]


@dataclass(frozen=True)
class Ending:
    """A place at which the story is over."""

    ordinal: int
    """Among the ends, from 1."""
    name: str
    text: str
    where: Where


@dataclass(frozen=True)
class State:
    """Where somebody stands, and what they have gathered on the way."""

    place: str
    counters: tuple[int, ...]
    """Of those that guards ask about, in the order of `Story.counters`."""


@dataclass(frozen=True)
class Story:
    """All places, by `step-name` and `end-name`."""

    start: str
    steps: Mapping[str, Step]
    endings: Mapping[str, Ending]

    @cached_property
    def counters(self) -> tuple[str, ...]:
        """Those that some guard asks about."""
        guards = (guard for move in self.moves for guard in move.effect.guards)
        return tuple(sorted({guard.counter for guard in guards}))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for step in self.steps.values() for move in step.moves)

    @cached_property
    def plan(self) -> Hashable:
        """All but words and names: places and counters by ordinal, in the author's order."""
        places = list(self.steps) + list(self.endings)
        named = [name for move in self.moves for name in move.effect.counters]
        counters = list(dict.fromkeys(named))
        steps = (
            (
                step.band,
                step.is_duty,
                tuple(
                    (move.recommended, places.index(move.leads_to), move.effect.plan(counters))
                    for move in step.moves
                ),
            )
            for step in self.steps.values()
        )
        return (places.index(self.start), tuple(steps))

    def begin(self) -> State:
        return State(self.start, (0,) * len(self.counters))

    def offered(self, state: State) -> tuple[Move, ...]:
        """The choices at *state*; none at an end."""
        step = self.steps.get(state.place)
        values = dict(zip(self.counters, state.counters, strict=True))
        return tuple(
            move
            for move in (step.moves if step else ())
            if all(guard.holds(values[guard.counter]) for guard in move.effect.guards)
        )

    def after(self, state: State, move: Move) -> State:
        """Where *move* leads from *state*."""
        change = dict.fromkeys(self.counters, 0)
        for counter, by in move.effect.changes:
            change[counter] = change.get(counter, 0) + by
        raised = (
            max(0, min(MOST, value + change[counter]))
            for counter, value in zip(self.counters, state.counters, strict=True)
        )
        return State(move.leads_to, tuple(raised))
