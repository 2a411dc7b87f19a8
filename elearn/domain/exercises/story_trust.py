"""How much trust somebody has gained in a story: what each choice did to it, and where it ended."""

from dataclasses import dataclass

from elearn.domain.exercises.exercise import Remark, Spec, Verdict, Where
from elearn.domain.exercises.story import Move, State, Story
from elearn.domain.exercises.story_check import states_of

SETTING = "trust"
"""Which counter is the trust, says the comment of a scenario."""
AT_END = "story-trust-end"
"""How much there is at the end."""
AT_FIRST = "story-trust-first"
"""How much there was at the end of an earlier way."""


@dataclass(frozen=True)
class Trust:
    """The counter that is told once the story is over."""

    counter: int
    """Its place among `Story.counters`."""
    most: int
    """The highest that it can be at an end."""

    def moved(self, story: Story, state: State, move: Move) -> tuple[Remark, ...]:
        """Where *move* took it from *state*; empty where it stayed."""
        before, after = self._at(state), self._at(story.after(state, move))
        if before == after:
            return ()
        return (_told("story-trust-up" if after > before else "story-trust-down", after=after),)

    def ended(self, state: State) -> tuple[Remark, ...]:
        return (_told(AT_END, trust=self._at(state), most=self.most),)

    def _at(self, state: State) -> int:
        return state.counters[self.counter]


def read_trust(spec: Spec, story: Story, where: Where) -> Trust | None:
    """None where the author names no counter. Raises: ContentError for one that no choice asks
    about, or that nobody can have at an end."""
    if SETTING not in spec.settings:
        return None
    said = spec.settings[SETTING].strip().lower()
    if said not in story.counters:
        where.refuse("scenario-trust", value=said)
    counter = story.counters.index(said)
    ends = (state for state in states_of(story, where) if state.place in story.endings)
    most = max(state.counters[counter] for state in ends)
    if not most:
        where.refuse("scenario-trust", value=said)
    return Trust(counter, most)


def _told(code: str, **values: int) -> Remark:
    return Remark(Verdict.NEUTRAL, "", code=code, values=values)
