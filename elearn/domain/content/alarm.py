"""What the counters of exercises that ask for concern say: how much there was, and about whom."""

from collections.abc import Mapping

from elearn.domain.exercises.concern import is_concern
from elearn.domain.exercises.exercise import Exercise
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.exercises.types.twins import ALONE, Twins
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.case_lean import ConcernCounts
from elearn.domain.recognition.parity import TwinParity, twin_parity

Counts = Mapping[str, int]
"""By what was counted of an exercise, how often."""


def concern_counts(exercise: Exercise, counts: Counts) -> tuple[ConcernCounts, ...]:
    """One a case; none of an exercise that does not ask for concern."""
    match exercise:
        case Judge(vignette=vignette):
            return (_counted(vignette.truth, counts, ""),)
        case Twins(twins=twins):
            return tuple(
                _counted(twin.truth, counts, f"{id}/") for id, twin in enumerate(twins, start=1)
            )
        case _:
            return ()


def parity_of(exercise: Exercise, counts: Counts) -> TwinParity | None:
    """Of twins that deserve the same; None until enough have judged them differently."""
    if isinstance(exercise, Twins) and exercise.deserves_the_same:
        return twin_parity(counts.get(f"{ALONE}1", 0), counts.get(f"{ALONE}2", 0))
    return None


def _counted(truth: Truth, counts: Counts, prefix: str) -> ConcernCounts:
    by_level = {
        mark.removeprefix(prefix): count
        for mark, count in counts.items()
        if mark.startswith(prefix) and mark.removeprefix(prefix).isdigit()
    }
    concern = sum(count for level, count in by_level.items() if is_concern(level))
    return ConcernCounts(truth, concern, sum(by_level.values()))
