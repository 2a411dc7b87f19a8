"""The exercise types that are plugged in, by name."""

from collections.abc import Mapping

from elearn.domain.exercises import types
from elearn.domain.exercises.exercise import Exercise
from elearn.registry import discover

EXERCISE_TYPES: Mapping[str, type[Exercise]] = discover(
    types, "EXERCISE_TYPE", group="elearn.exercise_types"
)
