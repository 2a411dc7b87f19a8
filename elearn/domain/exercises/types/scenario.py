"""A story that goes on by what one chooses in it.

Source: docs/recognition.md, next steps, for what a choice is worth.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Box,
    Done,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
    joined,
    only,
    parted,
    texts_of,
)
from elearn.domain.exercises.interaction import Choice, Option
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.panel_remarks import OWN, remarks_on_dispute, remarks_on_reasons
from elearn.domain.exercises.passing import refuse_quotes_out_of_place
from elearn.domain.exercises.story import Ending, Move, State, Step, Story
from elearn.domain.exercises.story_check import good_way, refuse_unless_it_leads_on, way_to
from elearn.domain.exercises.story_credit import Judged, by_step, credit_of, judged, marks_of
from elearn.domain.exercises.story_paper import boxes_of
from elearn.domain.exercises.story_text import STEP_SETTINGS, WORDS, read_story, together
from elearn.domain.exercises.story_trust import SETTING, Trust, read_trust
from elearn.domain.exercises.story_worth import refuse_unless_worth_fits
from elearn.domain.recognition.panel_votes import FEWEST_SHOWN, Tally


@dataclass(frozen=True)
class Trail:
    """Where somebody has gone."""

    moves: tuple[tuple[State, Move], ...]
    """What was chosen, and where."""
    state: State
    """Where they stand now."""


@dataclass(frozen=True)
class Scenario(Exercise):
    """`#### Steg: name` with links as choices, `#### Slut: name` with how it ended."""

    name: ClassVar[str] = "scenario"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Scenario", "en": "Scenario"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PARTS})
    settings: ClassVar[frozenset[str]] = STEP_SETTINGS | {"start", SETTING}
    words: ClassVar[Mapping[str, str]] = WORDS

    story: Story
    right: Key
    """The shortest way to an end by nothing but good choices; empty when none is judged."""
    shuffle: bool = True
    trust: Trust | None = None
    """None where the author lets none be told."""
    own: Mapping[str, Tally] = field(default_factory=dict)
    """Of the municipality's own panel, by part, where enough have judged the step."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        refuse_quotes_out_of_place(spec, where)
        story = read_story(spec, where)
        refuse_unless_worth_fits(story)
        refuse_unless_it_leads_on(story, where)
        return cls(story, _right(story, where), spec.shuffle, read_trust(spec, story, where))

    def interaction(self) -> Choice:
        return self._asked_at(self.story.begin())

    def step(self, answers: Sequence[Answer]) -> Choice | Done:
        """The choices after *answers*, below the text of their step. Raises: BadAnswer."""
        state = _trail(self.story, answers).state
        return Done() if state.place in self.story.endings else self._asked_at(state)

    def whole(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        """Numbered, also when the first choice ended it."""
        return joined(answers)

    def key(self) -> Key:
        return self.right

    def essence(self) -> Hashable:
        """Also what every choice is worth, where it leads, and whether trust is told."""
        return (self.story.plan, self.trust is not None)

    def grade(self, answer: Answer) -> Outcome:
        """The mean over the steps at which one could choose well or badly."""
        if not texts_of(answer):
            return Outcome(0.0 if self.right else None)
        steps = by_step(one for _, one in self._judged(answer) if one)
        return Outcome(credit_of(steps), marks_of(steps) if steps else {})

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How many choices were good, unless all were; then every choice in the order in which it
        was made, below what it was about, and how it ended."""
        if not texts_of(answer):
            return ()
        trail = _whole(self.story, answer)
        each = tuple(self._remark(state, move) for state, move in trail.moves)
        end = Remark(
            Verdict.NEUTRAL,
            "",
            self._ending(answer).text,
            code="scenario-end",
            further=self.trust.ended(trail.state) if self.trust else (),
        )
        outcome = self.grade(answer)
        if outcome.credit in (None, 1.0):
            return (*each, end)
        values = {"right": outcome.marks["recommended"], "of": outcome.marks["step"]}
        summary = Remark(Verdict.NEUTRAL, "", code="story-good-choices", values=values)
        return (summary, *each, end)

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        """The feedback on what else was offered on the way, each choice once."""
        if not texts_of(answer):
            return ()
        made = _whole(self.story, answer).moves
        seen = {move.id for _, move in made}
        said: list[Remark] = []
        for state, _ in made:
            about = self.story.steps[state.place].text
            for move in self.story.offered(state):
                if move.feedback and move.id not in seen:
                    one = _judged_at(self.story, state, move)
                    said.append(_of_unchosen(one, move, about))
                    about = ""
                seen.add(move.id)
        return tuple(said)

    def _remark(self, state: State, move: Move) -> Remark:
        step = self.story.steps[state.place]
        one = _judged_at(self.story, state, move)
        return Remark(
            _verdict(one),
            move.text,
            together(move.feedback, step.explanation),
            code=_distance(one),
            about=step.text,
            further=(
                *(self._of_panel(one.step, move) if one else ()),
                *(self.trust.moved(self.story, state, move) if self.trust else ()),
            ),
        )

    def _of_panel(self, step: Step, move: Move) -> tuple[Remark, ...]:
        tally = self.own.get(part_of(step))
        if tally is None:
            return ()
        values = {"votes": tally.votes.get(move.id, 0), "asked": tally.asked}
        split = Remark(Verdict.NEUTRAL, "", code=f"{OWN}panel-step", values=values)
        contested = remarks_on_dispute(tally, _advised(step))
        return (*contested, split, *remarks_on_reasons(tally))

    def counted(self, answer: Answer) -> tuple[str, ...]:
        """Which choices were made, and the end that was reached; not in which order."""
        if not texts_of(answer):
            return ()
        ids = {move.id for _, move in _whole(self.story, answer).moves}
        return (*sorted(ids, key=int), f"end-{self._ending(answer).ordinal}")

    def with_panel(self, tally_by_part: Mapping[str, Tally]) -> Self:
        """Their votes are told; the credit stays that of the band."""
        own = {part: one for part, one in tally_by_part.items() if one.asked >= FEWEST_SHOWN}
        return replace(self, own=own) if own else self

    def boxes(self) -> tuple[Box, ...]:
        return boxes_of(self.story)

    def panel_items(self) -> tuple[PanelItem, ...]:
        """Every step with a band, with all its choices, and a way on which one comes to it."""
        return tuple(
            self._item(place, step)
            for place, step in self.story.steps.items()
            if step.band is not None and step.is_judged
        )

    def _item(self, place: str, step: Step) -> PanelItem:
        steps = self.story.steps
        return PanelItem(
            part_of(step),
            _asked(step, step.moves, shuffle=self.shuffle),
            _advised(step),
            tuple(
                (steps[state.place].text, move.text) for state, move in way_to(self.story, place)
            ),
        )

    def _asked_at(self, state: State) -> Choice:
        step = self.story.steps[state.place]
        return _asked(step, self.story.offered(state), shuffle=self.shuffle)

    def _judged(self, answer: Answer) -> tuple[tuple[Move, Judged | None], ...]:
        made = _whole(self.story, answer).moves
        return tuple((move, _judged_at(self.story, state, move)) for state, move in made)

    def _ending(self, answer: Answer) -> Ending:
        return self.story.endings[_whole(self.story, answer).state.place]


def part_of(step: Step) -> str:
    """What a step is called in every translation: the id of its first choice."""
    return step.moves[0].id


def _advised(step: Step) -> Key:
    """The choices that the writers accept at *step*."""
    advised = (move for move in step.moves if move.recommended is not False)
    return frozenset(move.id for move in advised if step.accepts(move))


def _asked(step: Step, moves: Sequence[Move], *, shuffle: bool) -> Choice:
    options = tuple(Option(move.id, move.text) for move in moves)
    before = (step.text,) if step.text else ()
    return Choice(options, multiple=False, shuffle=shuffle, before=before)


def _right(story: Story, where: Where) -> Key:
    if not any(step.is_judged for step in story.steps.values()):
        return frozenset()
    way = good_way(story, lambda state: _good(story, state))
    if way is None:
        where.refuse("scenario-no-good-way")
    return frozenset(joined([(move.id,) for move in way]))


def _good(story: Story, state: State) -> tuple[Move, ...]:
    offered = story.offered(state)
    return tuple(move for move in offered if _is_good(_judged_among(story, state, move, offered)))


def _judged_at(story: Story, state: State, move: Move) -> Judged | None:
    return _judged_among(story, state, move, story.offered(state))


def _judged_among(
    story: Story, state: State, move: Move, offered: tuple[Move, ...]
) -> Judged | None:
    """None where nothing else could have been chosen, or where the author judges nothing."""
    step = story.steps[state.place]
    return judged(step, move) if step.is_judged and len(offered) > 1 else None


def _is_good(choice: Judged | None) -> bool:
    return choice is None or choice.credit == 1


def _verdict(choice: Judged | None) -> Verdict:
    if choice is None:
        return Verdict.NEUTRAL
    return Verdict.RIGHT if _is_good(choice) else Verdict.WRONG


def _of_unchosen(choice: Judged | None, move: Move, about: str) -> Remark:
    distance = _distance(choice)
    verdict = Verdict.NEUTRAL if distance else _verdict(choice)
    return Remark(verdict, move.text, move.feedback, code=distance or "unchosen", about=about)


def _distance(choice: Judged | None) -> str:
    """How a choice that earned less than all lies to the accepted rungs, if there are any."""
    if choice is None or _is_good(choice):
        return ""
    if choice.step.band is None:
        return "story-other"
    if choice.over or choice.under:
        return "story-over" if choice.over else "story-under"
    return "story-unadvised"


def _whole(story: Story, answer: Answer) -> Trail:
    """Raises: BadAnswer unless *answer* leads from the start to an end."""
    trail = _trail(story, parted(texts_of(answer)))
    if trail.state.place not in story.endings:
        raise BadAnswer("answer-incomplete")
    return trail


def _trail(story: Story, answers: Sequence[Answer]) -> Trail:
    state = story.begin()
    moves: list[tuple[State, Move]] = []
    for answer in answers:
        move = _chosen(story.offered(state), only(answer))
        moves.append((state, move))
        state = story.after(state, move)
    return Trail(tuple(moves), state)


def _chosen(offered: tuple[Move, ...], move_id: str) -> Move:
    """Raises: BadAnswer unless it is *offered*; at an end nothing is."""
    for move in offered:
        if move.id == move_id:
            return move
    raise BadAnswer("answer-unknown-option")


EXERCISE_TYPE = Scenario
