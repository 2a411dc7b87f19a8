"""Which cases a learner practises in one session.

Chance is a *seed*: the same seed and day give the same session. Measurement cases never occur.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import fmean

from elearn.domain.recognition.anchors import anchors_due
from elearn.domain.recognition.case import Anchor, Case, Truth, is_for_practice
from elearn.domain.recognition.exemplar import by_freshness
from elearn.domain.recognition.lot import lot
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.mix import follows, keeps, wanted
from elearn.domain.recognition.need import by_need
from elearn.domain.recognition.schedule import Schedule

SESSION_MINUTES = 4
FEWEST_CASES = 3
MOST_CASES = 5
ORDERS_TRIED = 50


@dataclass(frozen=True, slots=True)
class PracticeState:
    """What is known of the learner; nothing in it says how an answer was."""

    memories: Mapping[str, Memory] = field(default_factory=dict)
    """By concept."""
    seen: tuple[str, ...] = ()
    """Ids of the cases practised, oldest first; one met twice stands there twice."""
    shown_on: Mapping[Anchor, date] = field(default_factory=dict)
    """The day each anchor was last shown."""


def session_size(bank: Sequence[Case]) -> int:
    """As many cases as fit into four minutes by the minutes of *bank*: three to five."""
    minutes = fmean(case.minutes for case in bank) if bank else 0.0
    fitting = int(SESSION_MINUTES / minutes) if minutes > 0 else MOST_CASES
    return min(MOST_CASES, max(FEWEST_CASES, fitting))


@dataclass(frozen=True)
class Practice:
    """A bank of cases and a learner, on one day."""

    bank: Sequence[Case]
    state: PracticeState
    schedules: Mapping[str, Schedule]
    """By concept; has every concept that the learner has met."""
    today: date
    seed: str

    def session(self, size: int | None = None) -> tuple[Case, ...]:
        """The cases of a session of *size*, or of `session_size`; fewer where no more may come."""
        planned = size or session_size(self._cases)
        chosen: list[Case] = []
        while len(chosen) < planned and (case := self.next_case(chosen, size=planned)):
            chosen.append(case)
        return self._mixed(chosen)

    def next_case(self, session: Sequence[Case], *, size: int) -> Case | None:
        """What comes after the cases of *session*, which is to have *size*; None when nothing may.

        The mix decides the class, then need decides the concept, then freshness the case.
        """
        before = [*self._earlier, *session][-1:]
        classes = wanted(self._earlier, session, size=size, with_grey=self._has_grey)
        offers = (case for truth in classes for case in self._offers(truth, session))
        return next((case for case in offers if all(follows(case, last) for last in before)), None)

    def _mixed(self, chosen: Sequence[Case]) -> tuple[Case, ...]:
        """In an order by lot where there are anchors, which would otherwise open the session of
        everybody in the same order; else as they were chosen."""
        if not any(case.anchor for case in chosen):
            return tuple(chosen)
        by_lot = (
            sorted(chosen, key=lambda case: lot(case.id, seed=f"{self.seed}-{attempt}"))
            for attempt in range(ORDERS_TRIED)
        )
        orders = (order for order in by_lot if keeps(order, self._earlier))
        return tuple(next(orders, chosen))

    def _offers(self, truth: Truth, session: Sequence[Case]) -> Iterator[Case]:
        anchors = anchors_due(self._cases, self.state.shown_on, today=self.today)
        yield from (case for case in anchors if case.truth is truth and case not in session)
        met = {case.concept for case in session}
        for concept in sorted(self._by_need, key=met.__contains__):
            yield from self._exemplars(truth, concept, session)

    def _exemplars(self, truth: Truth, concept: str, session: Sequence[Case]) -> Iterator[Case]:
        met = [case.id for case in [*self._earlier, *session] if case.concept == concept]
        fresh = by_freshness(self._by_class[truth, concept], met, seed=self.seed)
        yield from (case for case in fresh if case not in session)

    @cached_property
    def _cases(self) -> tuple[Case, ...]:
        return tuple(filter(is_for_practice, self.bank))

    @cached_property
    def _has_grey(self) -> bool:
        return any(case.truth is Truth.GREY for case in self._cases)

    @cached_property
    def _earlier(self) -> list[Case]:
        by_id = {case.id: case for case in self._cases}
        return [by_id[case_id] for case_id in self.state.seen if case_id in by_id]

    @cached_property
    def _by_class(self) -> defaultdict[tuple[Truth, str], list[Case]]:
        grouped: defaultdict[tuple[Truth, str], list[Case]] = defaultdict(list)
        for case in self._cases:
            if case.anchor is None:
                grouped[case.truth, case.concept].append(case)
        return grouped

    @cached_property
    def _by_need(self) -> list[str]:
        concepts = {case.concept for case in self._cases if case.anchor is None}
        memories, schedules = self.state.memories, self.schedules
        return by_need(concepts, memories, schedules, today=self.today, seed=self.seed)
