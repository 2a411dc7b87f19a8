"""What is summed up over a group: enough for its d′ and its change, and nothing of one person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from elearn.domain.errors import FormatError
from elearn.domain.recognition.detection import FEWEST_PER_CLASS, Detection, estimate
from elearn.domain.recognition.disclosure import Cell
from elearn.domain.recognition.exact_sums import addable
from elearn.domain.recognition.group_change import PairedSums
from elearn.domain.recognition.measurement_block import LOOKALIKES, SIGNALS
from elearn.domain.recognition.quarter import told_in
from elearn.domain.recognition.rating import RatingCounts

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class GroupSums:
    people: int = 0
    """Each once within twelve months, however many blocks they finish and in whichever unit."""
    blocks: int = 0
    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_rejections: int = 0
    pairs: int = 0
    """People with a block before the course and one after it; each once a course."""
    d_prime: float = 0.0
    """Sum of the differences after less before; likewise the criterion."""
    d_prime_squares: float = 0.0
    criterion: float = 0.0
    criterion_squares: float = 0.0

    def __add__(self, other: "GroupSums") -> "GroupSums":
        return GroupSums(*(getattr(self, one) + getattr(other, one) for one in NAMES))

    @property
    def answers(self) -> int:
        return self.hits + self.misses + self.false_alarms + self.correct_rejections

    @property
    def cell(self) -> Cell:
        """For the rules of disclosure."""
        return Cell(self.people, self.hits + self.correct_rejections, self.answers)

    @property
    def detection(self) -> Detection:
        return estimate(self.hits, self.misses, self.false_alarms, self.correct_rejections)

    @property
    def d_prime_change(self) -> PairedSums:
        return PairedSums(self.pairs, self.d_prime, self.d_prime_squares)

    @property
    def criterion_change(self) -> PairedSums:
        return PairedSums(self.pairs, self.criterion, self.criterion_squares)

    @property
    def is_possible(self) -> bool:
        """Whether any blocks of any people could have come to this."""
        counts = [getattr(self, one) for one in NAMES]
        return (
            all(count >= 0 for count in counts[:7])
            and self.people <= self.blocks
            and self.pairs <= self.blocks
            and self.hits + self.misses <= SIGNALS * self.blocks
            and self.false_alarms + self.correct_rejections <= LOOKALIKES * self.blocks
            and _is_square_sum(self.d_prime_change)
            and _is_square_sum(self.criterion_change)
        )

    def as_json(self) -> dict[str, Any]:
        """`group_sums_of` reads it."""
        return asdict(self)


NAMES = tuple(field.name for field in fields(GroupSums))
PAIR_NAMES = ("pairs", "d_prime", "d_prime_squares", "criterion", "criterion_squares")
NOBODY = GroupSums()


def group_sums_of(record: Mapping[str, Any]) -> GroupSums:
    """What `as_json` wrote. Raises: FormatError `snapshot-malformed`."""
    try:
        found = GroupSums(**record)
    except TypeError as error:
        raise FormatError("snapshot-malformed") from error
    if not all(isinstance(getattr(found, one), int | float) for one in NAMES):
        raise FormatError("snapshot-malformed")
    return found


def is_counted(counts: RatingCounts) -> bool:
    """Whether a block says enough to be summed up: six signals and six look-alikes answered."""
    return min(sum(counts.signals), sum(counts.lookalikes)) >= FEWEST_PER_CLASS


def contribution(
    after: RatingCounts, before: RatingCounts | None, *, is_new_person: bool
) -> GroupSums:
    """What one finished block adds. *before* is the same person's block before the course, where
    this one is the first after it and is to be paired with it."""
    found = after.detection()
    return GroupSums(
        people=int(is_new_person),
        blocks=1,
        hits=found.hits.successes,
        misses=found.hits.trials - found.hits.successes,
        false_alarms=found.false_alarms.successes,
        correct_rejections=found.false_alarms.trials - found.false_alarms.successes,
    ) + (_pair(found, before.detection()) if before else NOBODY)


class Ledger:
    """The sums of units by quarter, as they are kept."""

    def __init__(self, rows: Iterable[tuple[str, date, GroupSums]]) -> None:
        """*rows* are units, quarters and sums; several of one unit and quarter are added up."""
        self._sums: dict[str, dict[date, GroupSums]] = {}
        for unit, quarter, sums in rows:
            of_unit = self._sums.setdefault(unit, {})
            of_unit[quarter] = of_unit.get(quarter, NOBODY) + sums

    @property
    def units(self) -> frozenset[str]:
        return frozenset(self._sums)

    def told(self, quarter: date) -> dict[str, GroupSums]:
        """By unit, what the report of *quarter* covers."""
        return {unit: self._between(unit, quarter) for unit in self._sums}

    def changed(self, unit: str, then: date, now: date) -> GroupSums:
        """As many people, and pairs, as have surely another result in the report of *now* than in
        that of *then*: those who came in, or those who fell out, whichever are more."""
        old, new = told_in(then), told_in(now)
        came = self._sum(unit, lambda day: new.contains(day) and not old.contains(day))
        went = self._sum(unit, lambda day: old.contains(day) and not new.contains(day))
        return GroupSums(people=max(came.people, went.people), pairs=max(came.pairs, went.pairs))

    def _between(self, unit: str, quarter: date) -> GroupSums:
        return self._sum(unit, told_in(quarter).contains)

    def _sum(self, unit: str, holds: Callable[[date], bool]) -> GroupSums:
        of_unit = self._sums.get(unit, {})
        return sum((sums for day, sums in sorted(of_unit.items()) if holds(day)), NOBODY)


def _pair(after: Detection, before: Detection) -> GroupSums:
    pairs = PairedSums.of([_difference(after.d_prime, before.d_prime)])
    shift = PairedSums.of([_difference(after.criterion, before.criterion)])
    return GroupSums(
        pairs=1,
        d_prime=pairs.total,
        d_prime_squares=pairs.squares,
        criterion=shift.total,
        criterion_squares=shift.squares,
    )


def _difference(after: float | None, before: float | None) -> float:
    assert after is not None
    assert before is not None
    return addable(after - before)


def _is_square_sum(sums: PairedSums) -> bool:
    """Σ² is at least (Σ)² / n, and nothing at all without anybody."""
    if not sums.people:
        return abs(sums.total) <= ROUNDING and abs(sums.squares) <= ROUNDING
    return sums.squares >= sums.total**2 / sums.people - ROUNDING
