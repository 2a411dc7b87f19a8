"""What would you do? The more of a panel chose the same, the more an answer is worth.

There is no single truth to it. Source: script concordance (Charlin), docs/recognition.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Item,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
    chosen,
)
from elearn.domain.exercises.interaction import Choice, Option
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.panel_remarks import OWN, remarks_on_reasons
from elearn.domain.recognition.panel_votes import FEWEST_SHOWN, Tally

_VOTES = re.compile(r"\d{1,4}", re.ASCII)
_LIKE_VOTES = re.compile(r"\W*\d")


@dataclass(frozen=True)
class Panel(Exercise):
    """Bullets `option: number of panelists`; without numbers while no panel has been asked."""

    name: ClassVar[str] = "panel"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Panel", "en": "Panel"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.BULLETED})
    settings: ClassVar[frozenset[str]] = frozenset({"concept"})

    options: tuple[Option, ...]
    votes: tuple[int, ...]
    """One an option; empty while too few have been asked."""
    reasons: tuple[str, ...]
    """One an option; empty where unwritten."""
    shuffle: bool = True
    own: Tally | None = None
    """Of the municipality's own panel, whose votes these then are."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        if len(spec.items) < 2:
            where.refuse("choice-too-few-options")
        read = [_read(item, where) for item in spec.items]
        votes = [count for _, count in read if count is not None]
        if votes and len(votes) < len(read):
            bare = next(
                item for item, (_, count) in zip(spec.items, read, strict=True) if count is None
            )
            where.refuse("panel-votes-lacking", line=bare.line, text=bare.raw)
        return cls(
            options=tuple(Option(str(n), text) for n, (text, _) in enumerate(read, start=1)),
            votes=tuple(votes) if sum(votes) >= FEWEST_SHOWN else (),
            reasons=tuple(item.feedback for item in spec.items),
            shuffle=spec.shuffle,
        )

    def interaction(self) -> Choice:
        return Choice(self.options, multiple=False, shuffle=self.shuffle)

    def key(self) -> Key:
        """What most chose; several on a tie, any of which is right."""
        most = max(self.votes, default=0)
        return frozenset(str(n) for n, count in enumerate(self.votes, start=1) if count == most)

    def grade(self, answer: Answer) -> Outcome:
        """The votes for the option out of those for the most chosen one."""
        ids = chosen(answer, self.interaction())
        if not self.votes:
            return Outcome(None)
        return Outcome(sum(self.votes[int(id) - 1] for id in ids) / max(self.votes))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """What was chosen, then what the rest of the panel said, where one was asked."""
        ids = chosen(answer, self.interaction())
        first = sorted(self.options, key=lambda option: option.id not in ids)
        said = tuple(
            self._remark(option, is_chosen=option.id in ids)
            for option in first
            if option.id in ids or self._votes_for(option)
        )
        if not self.votes:
            return (*said, Remark(Verdict.NEUTRAL, "", code="panel-none"))
        return (*said, *remarks_on_reasons(self.own))

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        """The feedback on what neither the learner nor the panel chose."""
        ids = chosen(answer, self.interaction())
        return tuple(
            Remark(Verdict.NEUTRAL, option.text, reason, code="unchosen")
            for option, reason in zip(self.options, self.reasons, strict=True)
            if reason and option.id not in ids and not self._votes_for(option)
        )

    def panel_items(self) -> tuple[PanelItem, ...]:
        """Without a key: what most choose is all there is to it."""
        return (PanelItem("", self.interaction(), frozenset()),)

    def with_panel(self, tally_by_part: Mapping[str, Tally]) -> Self:
        """Their votes take the place of those in the file."""
        own = tally_by_part.get("")
        if own is None or own.asked < FEWEST_SHOWN:
            return self
        votes = tuple(own.votes.get(option.id, 0) for option in self.options)
        return replace(self, votes=votes, own=own)

    def _votes_for(self, option: Option) -> int:
        return self.votes[int(option.id) - 1] if self.votes else 0

    def _remark(self, option: Option, *, is_chosen: bool) -> Remark:
        reason = self.reasons[int(option.id) - 1]
        if not self.votes:
            return Remark(Verdict.NEUTRAL, option.text, reason)
        values = {"votes": self._votes_for(option), "asked": sum(self.votes)}
        verdict = self._verdict(option, is_chosen=is_chosen)
        is_others = verdict is Verdict.NEUTRAL and not is_chosen
        code = "panel-others" if is_others else "panel-votes"
        code = OWN + code if self.own else code
        return Remark(verdict, option.text, reason, code=code, values=values)

    def _verdict(self, option: Option, *, is_chosen: bool) -> Verdict:
        if option.id in self.key():
            return Verdict.RIGHT if is_chosen else Verdict.MISSED
        return Verdict.WRONG if is_chosen and not self._votes_for(option) else Verdict.NEUTRAL


def _read(item: Item, where: Where) -> tuple[str, int | None]:
    """The option without its votes, and the votes; None where there are none."""
    if item.partner:
        where.refuse("panel-arrow", line=item.line)
    option, number = _cut(item.raw)
    if not _LIKE_VOTES.match(number):
        return item.text, None
    if not option or not _VOTES.fullmatch(number):
        where.refuse("panel-votes-malformed", line=item.line, text=item.raw)
    shown, tail = _cut(item.text)
    return (shown if tail == number else item.text), int(number)


def _cut(text: str) -> tuple[str, str]:
    """What stands before and after the last colon; a colon in the time of day is none."""
    before, colon, after = text.replace("：", ":").rpartition(":")
    is_time = before[-1:].isdigit() and after[:1].isdigit()
    return (before.rstrip(), after.strip()) if colon and not is_time else (text, "")


EXERCISE_TYPE = Panel
