"""What has the municipality's own panel said?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from elearn.domain.recognition.panel_votes import Reason, Tally
from elearn.store.db import Session
from elearn.store.models import PanelVote

VOTE = "vote-"
REASON = "reason-"

Tallies = Mapping[str, Mapping[str, Tally]]
"""By exercise version, then by part."""


def tallies(session: Session, municipality: UUID) -> Tallies:
    """What may be shown of every item that may be; one question, however many."""
    return _tallies(session, municipality, None)


def tallies_of(session: Session, municipality: UUID, versions: Collection[str]) -> Tallies:
    """As `tallies`, of some exercise versions."""
    return _tallies(session, municipality, versions)


def _tallies(session: Session, municipality: UUID, versions: Collection[str] | None) -> Tallies:
    wanted = select(
        PanelVote.exercise_version, PanelVote.part, PanelVote.mark, PanelVote.shown
    ).where(PanelVote.municipality_id == municipality, PanelVote.shown > 0)
    if versions is not None:
        wanted = wanted.where(PanelVote.exercise_version.in_(versions))
    marks: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for version, part, mark, shown in session.execute(wanted):
        marks[version][part][mark] = shown
    return MappingProxyType(
        {
            version: {part: _tally(counted) for part, counted in parts.items()}
            for version, parts in marks.items()
        }
    )


def _tally(shown_by_mark: Mapping[str, int]) -> Tally:
    return Tally(
        {m.removeprefix(VOTE): n for m, n in shown_by_mark.items() if m.startswith(VOTE)},
        {
            Reason(m.removeprefix(REASON)): n
            for m, n in shown_by_mark.items()
            if m.startswith(REASON)
        },
    )
