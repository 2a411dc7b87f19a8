"""The schedule that a setting asks for."""

from collections.abc import Collection

from elearn.domain.recognition.case import Case
from elearn.domain.recognition.fsrs_schedule import FsrsSchedule, retention_for
from elearn.domain.recognition.leitner import LeitnerSchedule
from elearn.domain.recognition.schedule import Schedule, ScheduleName


def schedule_for(name: ScheduleName, exemplars: Collection[Case]) -> Schedule:
    """For one concept, whose practice cases are *exemplars*."""
    match name:
        case ScheduleName.FSRS:
            return FsrsSchedule(retention_for(exemplars))
        case ScheduleName.LEITNER:
            return LeitnerSchedule()
