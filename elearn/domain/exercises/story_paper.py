"""A story on paper: numbered boxes, each with its choices and the number each of them leads to.

Paper cannot count. Where counters decide what is offered, a step has as many boxes as there are
ways in which the story can go on from it; where it goes on alike, one.
"""

from collections.abc import Hashable, Mapping, Sequence

from elearn.domain.exercises.exercise import Box
from elearn.domain.exercises.story import State, Story


def boxes_of(story: Story) -> tuple[Box, ...]:
    """The beginning, then the steps, then the ends: in an order that tells nothing."""
    states = _reached(story)
    kind_by_state = _alike(story, states)
    state_by_kind: dict[int, State] = {}
    for state in states:
        state_by_kind.setdefault(kind_by_state[state], state)
    start = kind_by_state[story.begin()]

    def order(kind: int) -> tuple[bool, bool, str, int]:
        place = state_by_kind[kind].place
        return kind != start, place in story.endings, _text(story, place), kind

    ordered = sorted(state_by_kind, key=order)
    number_by_kind = {kind: number for number, kind in enumerate(ordered, 1)}

    def ways(state: State) -> tuple[tuple[str, int], ...]:
        return tuple(
            (move.text, number_by_kind[kind_by_state[story.after(state, move)]])
            for move in sorted(story.offered(state), key=lambda move: move.text)
        )

    found = ((number_by_kind[kind], state_by_kind[kind]) for kind in ordered)
    return tuple(
        Box(
            number,
            _text(story, state.place),
            ways(state),
            state.place in story.endings,
            _explanation(story, state.place),
        )
        for number, state in found
    )


def _reached(story: Story) -> Sequence[State]:
    """Wherever one can come, the beginning first."""
    found = {story.begin(): None}
    waiting = [story.begin()]
    while waiting:
        state = waiting.pop(0)
        for move in story.offered(state):
            onward = story.after(state, move)
            if onward not in found:
                found[onward] = None
                waiting.append(onward)
    return tuple(found)


def _alike(story: Story, states: Sequence[State]) -> Mapping[State, int]:
    """The same number for states at one place from which the story goes on alike.

    Begins with the places, and tells apart what leads to different numbers until nothing is told
    apart any more.
    """
    kinds = _numbered({state: state.place for state in states})
    while True:
        finer = _numbered({state: _onward(story, state, kinds) for state in states})
        if len(set(finer.values())) == len(set(kinds.values())):
            return finer
        kinds = finer


def _onward(story: Story, state: State, kinds: Mapping[State, int]) -> Hashable:
    moves = story.offered(state)
    return state.place, tuple((move.id, kinds[story.after(state, move)]) for move in moves)


def _numbered(told: Mapping[State, Hashable]) -> Mapping[State, int]:
    numbers = {one: number for number, one in enumerate(dict.fromkeys(told.values()))}
    return {state: numbers[one] for state, one in told.items()}


def _text(story: Story, place: str) -> str:
    step = story.steps.get(place)
    return step.text if step else story.endings[place].text


def _explanation(story: Story, place: str) -> str:
    step = story.steps.get(place)
    return step.explanation if step else ""
