"""Panels: a round is opened, ballots are handed out and sent in, and only counts remain."""

from collections.abc import Collection
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.recognition.panel_votes import is_settled
from elearn.store.db import Session
from elearn.store.queries.panel import tallies_of


def has_own_votes(
    session: Session, municipality: UUID, exercises: Collection[CompiledExercise]
) -> bool:
    """Whether the municipality's own panel has settled every one of *exercises*, such as the
    cases of a measurement form; never where there is none, or one that no panel is asked about.
    """
    found = tallies_of(session, municipality, [one.version for one in exercises])
    items = [(one, one.exercise.panel_items()) for one in exercises]
    return bool(items) and all(
        asked
        and all(is_settled(found.get(one.version, {}).get(item.part), item.key) for item in asked)
        for one, asked in items
    )
