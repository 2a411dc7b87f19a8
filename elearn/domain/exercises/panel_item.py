"""What of an exercise a panel is asked to judge."""

from dataclasses import dataclass

from elearn.domain.exercises.interaction import Choice, Rating


@dataclass(frozen=True)
class PanelItem:
    """One thing to judge, on the scale that learners answer it on."""

    part: str
    """Which part of the exercise it is, the same in every translation; empty for the whole."""
    asked: Choice | Rating
    key: frozenset[str]
    """What the writers take for right; empty where they say nothing. Never shown to a panel."""
    way: tuple[tuple[str, str], ...] = ()
    """What has happened before in a story: texts of steps, and what was chosen there."""
