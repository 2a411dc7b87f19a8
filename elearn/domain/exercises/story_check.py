"""Whether a story leads on from wherever it can take somebody: every state is visited once."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NoReturn

from elearn.domain.exercises.exercise import Where
from elearn.domain.exercises.story import Ending, Move, State, Step, Story

MOST_STATES = 2_000
"""More than any story that was written by hand; a ring that raises counters soon has more."""
MOST_COUNTERS = 12

Ways = Mapping[State, tuple[tuple[Move, State], ...]]
"""By state, the choices that it offers and where they lead, in the author's order."""


def refuse_unless_it_leads_on(story: Story, where: Where) -> None:
    """Raise: ContentError `scenario-counter-unknown`, `scenario-too-large`,
    `scenario-guard-impossible`, `scenario-stuck`, `scenario-no-exit`, `scenario-unreachable`.
    """
    _refuse_unknown_counters(story)
    if len(story.counters) > MOST_COUNTERS:
        where.refuse("scenario-too-large", limit=MOST_COUNTERS)
    ways = _ways(story, where)
    _refuse_impossible(story, ways)
    _refuse_stuck(story, ways)
    _refuse_endless(story, ways)
    _refuse_unreachable(story, ways)


def states_of(story: Story, where: Where) -> Collection[State]:
    """Every state that somebody can come to, the ends among them."""
    return _ways(story, where)


def good_way(story: Story, good: Callable[[State], Iterable[Move]]) -> tuple[Move, ...] | None:
    """The shortest way to an end by *good* choices alone; None when there is none.

    *good* gives those that a state offers. Of several ways, the one that comes first in the
    author's order.
    """
    way = _shortest(story, good, story.endings)
    return None if way is None else tuple(move for _, move in way)


def way_to(story: Story, place: str) -> tuple[tuple[State, Move], ...]:
    """A shortest way from the start to *place*: what is chosen, and where."""
    return _shortest(story, story.offered, {place}) or ()


def _shortest(
    story: Story, offered: Callable[[State], Iterable[Move]], places: Collection[str]
) -> tuple[tuple[State, Move], ...] | None:
    """None when no way by what is *offered* leads to one of *places*."""
    begin = story.begin()
    way_by_state: dict[State, tuple[tuple[State, Move], ...]] = {begin: ()}
    waiting = deque([begin])
    while waiting:
        state = waiting.popleft()
        if state.place in places:
            return way_by_state[state]
        for move in offered(state):
            after = story.after(state, move)
            if after not in way_by_state:
                way_by_state[after] = (*way_by_state[state], (state, move))
                waiting.append(after)
    return None


def _refuse_unknown_counters(story: Story) -> None:
    known = {counter for move in story.moves for counter, _ in move.effect.changes}
    for move in story.moves:
        for guard in move.effect.guards:
            if guard.counter not in known:
                move.where.refuse("scenario-counter-unknown", counter=guard.counter)


def _ways(story: Story, where: Where) -> Ways:
    """Every state that somebody can come to."""
    begin = story.begin()
    ways: dict[State, tuple[tuple[Move, State], ...]] = {}
    waiting = deque([begin])
    seen = {begin}
    while waiting:
        state = waiting.popleft()
        ways[state] = tuple((move, story.after(state, move)) for move in story.offered(state))
        new = dict.fromkeys(after for _, after in ways[state] if after not in seen)
        seen.update(new)
        waiting.extend(new)
        if len(seen) > MOST_STATES:
            where.refuse("scenario-too-large", limit=MOST_STATES)
    return ways


def _refuse_impossible(story: Story, ways: Ways) -> None:
    offered = {move.id for after in ways.values() for move, _ in after}
    for place in dict.fromkeys(state.place for state in ways if state.place in story.steps):
        for move in story.steps[place].moves:
            if move.id not in offered:
                move.where.refuse("scenario-guard-impossible", guard=_told(move))


def _told(move: Move) -> str:
    return "; ".join(
        f"{guard.counter} {guard.comparison} {guard.number}" for guard in move.effect.guards
    )


def _refuse_stuck(story: Story, ways: Ways) -> None:
    for state, after in ways.items():
        if not after and state.place in story.steps:
            _refuse_at(story, state, "scenario-stuck")


def _refuse_endless(story: Story, ways: Ways) -> None:
    """Walk back from the ends; a state not met on the way has no exit."""
    came_from: dict[State, list[State]] = {state: [] for state in ways}
    for state, onwards in ways.items():
        for _, after in onwards:
            came_from[after].append(state)
    ending = _closure((state for state in ways if state.place in story.endings), came_from)
    for state in ways:
        if state not in ending:
            code = "scenario-no-exit-counted" if story.counters else "scenario-no-exit"
            _refuse_at(story, state, code)


def _closure(states: Iterable[State], onwards: Mapping[State, list[State]]) -> set[State]:
    found = set(states)
    waiting = list(found)
    while waiting:
        new = [state for state in onwards[waiting.pop()] if state not in found]
        found.update(new)
        waiting.extend(new)
    return found


def _refuse_at(story: Story, state: State, code: str) -> NoReturn:
    step = story.steps[state.place]
    gathered = zip(story.counters, state.counters, strict=True)
    told = ", ".join(f"{counter} = {value}" for counter, value in gathered)
    step.where.refuse(code, name=step.name, counters=told)


def _refuse_unreachable(story: Story, ways: Ways) -> None:
    reached = {state.place for state in ways}
    places: dict[str, Step | Ending] = {**story.steps, **story.endings}
    for place, there in places.items():
        if place not in reached:
            there.where.refuse("scenario-unreachable", name=there.name)
