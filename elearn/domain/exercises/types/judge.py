"""One case: is it more than ordinary concern, and how sure are you?

There is as much to earn by leaving a look-alike alone as by noticing a signal, and how sure one
was never costs points. Source: docs/recognition.md, six levels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from elearn.domain.exercises.concern import level_in, marks_of, remark_on, right_levels
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
)
from elearn.domain.exercises.interaction import Rating, Scale
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.panel_remarks import (
    OWN,
    remark_on_levels,
    remarks_on_dispute,
    remarks_on_reasons,
)
from elearn.domain.exercises.passing import refuse_quotes_out_of_place
from elearn.domain.exercises.vignette import SETTINGS, Vignette, Votes, read_vignette
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.panel_votes import FEWEST_SHOWN, Tally


@dataclass(frozen=True)
class Judge(Exercise):
    """Prose; `truth:` in the comment is the key."""

    name: ClassVar[str] = "judge"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Bedöm", "en": "Judge"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PROSE})
    settings: ClassVar[frozenset[str]] = SETTINGS

    vignette: Vignette
    own: Tally | None = None
    """Of the municipality's own panel."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        refuse_quotes_out_of_place(spec, where)
        if not spec.stem.strip():
            where.refuse("case-without-text")
        return cls(read_vignette(spec.settings, where))

    def interaction(self) -> Rating:
        return Rating(Scale.CONCERN)

    def key(self) -> Key:
        return right_levels(self.vignette.truth)

    def grade(self, answer: Answer) -> Outcome:
        """1 for the right side of the scale, however sure; a grey case has no credit."""
        level = level_in(answer)
        marks = marks_of(self.vignette.truth, level)
        if self.vignette.truth is Truth.GREY:
            return Outcome(None, marks)
        return Outcome(float(level in self.key()), marks)

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """The level; then, where a panel has judged the case, how it was split."""
        said = remark_on(self.vignette.truth, level_in(answer))
        votes = self.votes
        if votes is None:
            return (said,)
        code = "panel-concerned" if self.vignette.truth is Truth.GREY else "panel-agreed"
        code = OWN + code if self.own else code
        values = {"votes": votes.agreed, "asked": votes.asked}
        split = Remark(Verdict.NEUTRAL, "", code=code, values=values)
        if self.own is None:
            return (said, split)
        contested = remarks_on_dispute(self.own, self.key())
        rest = (remark_on_levels(self.own), *remarks_on_reasons(self.own))
        return (said, *contested, split, *rest)

    def panel_items(self) -> tuple[PanelItem, ...]:
        return (PanelItem("", self.interaction(), self.key()),)

    def with_panel(self, tally_by_part: Mapping[str, Tally]) -> Self:
        own = tally_by_part.get("")
        return replace(self, own=own) if own and own.asked >= FEWEST_SHOWN else self

    @property
    def votes(self) -> Votes | None:
        """Of the municipality's own panel, else those in the file; None where no panel has
        judged the case."""
        if self.own is None:
            return self.vignette.panel
        agreeing = self.key() or right_levels(Truth.SIGNAL)
        return Votes(self.own.agreeing(agreeing), self.own.asked)


EXERCISE_TYPE = Judge
