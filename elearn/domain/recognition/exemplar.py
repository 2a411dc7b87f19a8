"""Which case of a concept: the same one again would teach the question, not the concept.

Source: Butler 2017; see docs/recognition.md.
"""

from collections.abc import Iterable, Sequence

from elearn.domain.recognition.case import Case
from elearn.domain.recognition.lot import lot

REST_OF_LATEST = 2


def by_freshness(cases: Iterable[Case], seen: Sequence[str], *, seed: str) -> list[Case]:
    """Unseen ones by lot, then the one longest unseen first.

    *seen* has the ids of the cases of this concept practised so far, oldest first; the last two
    do not come up.
    """
    resting = frozenset(seen[-REST_OF_LATEST:])
    place = {case_id: position for position, case_id in enumerate(seen)}
    rested = [case for case in cases if case.id not in resting]
    return sorted(rested, key=lambda case: (place.get(case.id, -1), lot(case.id, seed=seed)))
