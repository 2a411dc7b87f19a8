"""Ballots, as whoever holds a code fills them in: judge, skip, send.

A ballot that was sent is gone, with its code: what is left of it are the counts that it raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.panel_text import BallotItem, ballot_items
from elearn.domain.errors import FormatError, Refusal
from elearn.domain.exercises.interaction import LEVELS, Choice
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.recognition.panel_ballot import SKIPPED, Ballot, Judgement, ballot_of
from elearn.domain.recognition.panel_votes import CASE_REASONS, STEP_REASONS, Reason
from elearn.domain.record.retention import Kept, goes_on
from elearn.services.panel import move_figures
from elearn.store.db import Session
from elearn.store.models import PanelBallot, PanelRound, PanelVote
from elearn.store.queries import panel as ask
from elearn.store.queries.catalogue import compiled
from elearn.store.queries.panel import REASON, VOTE
from elearn.store.sealing import Sealer
from elearn.store.upsert import raise_by


@dataclass(frozen=True)
class Holder:
    """Whoever has a code; there is nothing else to know."""

    municipality: UUID
    code_hash: bytes


@dataclass(frozen=True)
class Opened:
    """A ballot that can be filled in."""

    round: PanelRound
    module: CompiledModule
    items: tuple[BallotItem, ...]
    ballot: Ballot
    is_lost: bool = False
    """Whether something had been judged that no key opens any more."""


def opened(session: Session, who: Holder, sealer: Sealer, *, today: date) -> Opened:
    """The ballot of *who*.

    Raises:
        Refusal: `panel-ballot-unknown` for one that never was, or was sent in, or withdrawn, which
            are not told apart; `panel-ballot-expired`.
    """
    return _opened(session, _ballot(session, who, today), sealer)


def judge(
    session: Session,
    who: Holder,
    sealer: Sealer,
    number: int,
    judgement: Judgement,
    *,
    today: date,
) -> None:
    """Keeps what was said of one item, in place of anything said before.

    Raises: Refusal as `opened`; `answer-missing`, `answer-unknown-option`.
    """
    row = _ballot(session, who, today, is_locked=True)
    found = _opened(session, row, sealer)
    asked = _item(found, number)
    _require_possible(asked.item, judgement)
    row.sealed = sealer.seal_evenly(found.ballot.with_judgement(asked.id, judgement).dumped())


def skip(session: Session, who: Holder, sealer: Sealer, number: int, *, today: date) -> None:
    """Passes an item by. Raises: Refusal as `opened`; `answer-unknown-option`."""
    row = _ballot(session, who, today, is_locked=True)
    found = _opened(session, row, sealer)
    asked = _item(found, number)
    skipped = found.ballot.with_judgement(asked.id, Judgement(SKIPPED))
    row.sealed = sealer.seal_evenly(skipped.dumped())


def send(session: Session, who: Holder, sealer: Sealer, *, today: date) -> None:
    """The votes are counted, and the ballot with its code is gone. Of two that send the same one
    at once, one counts.

    Raises: Refusal as `opened`; `panel-ballot-empty` when everything was skipped.
    """
    handed_out = _ballot(session, who, today)
    round = ask.locked_round(session, who.municipality, handed_out.round_id)
    mine = _ballot(session, who, today, is_locked=True)
    found = _opened(session, mine, sealer)
    if round is None or not found.ballot.votes:
        raise Refusal("panel-ballot-empty")
    _count(session, who.municipality, found)
    round.received += 1
    session.delete(mine)
    session.flush()
    versions = {one.exercise.version for one in found.items if one.id in found.ballot.votes}
    move_figures(session, who.municipality, versions, is_open=True)


def reasons_for(item: PanelItem) -> tuple[Reason, ...]:
    """What can be named as having weighed."""
    return STEP_REASONS if isinstance(item.asked, Choice) else CASE_REASONS


def _ballot(session: Session, who: Holder, today: date, *, is_locked: bool = False) -> PanelBallot:
    find = ask.locked_ballot if is_locked else ask.ballot
    row = find(session, who.municipality, who.code_hash)
    if row is None:
        raise Refusal("panel-ballot-unknown")
    if goes_on(Kept.BALLOT, row.handed_out_on) <= today:
        raise Refusal("panel-ballot-expired")
    return row


def _opened(session: Session, row: PanelBallot, sealer: Sealer) -> Opened:
    of = session.get_one(PanelRound, (row.municipality_id, row.round_id))
    module = compiled(session, of.compiled_digest)
    found = Opened(of, module, ballot_items(module, of.form), Ballot())
    if row.sealed is None:
        return found
    body = sealer.open(row.sealed)
    try:
        return replace(found, ballot=ballot_of(body or b""))
    except FormatError:
        return replace(found, is_lost=True)


def _item(found: Opened, number: int) -> BallotItem:
    """Raises: Refusal `answer-unknown-option`."""
    if not 1 <= number <= len(found.items):
        raise Refusal("answer-unknown-option")
    return found.items[number - 1]


def _require_possible(item: PanelItem, judgement: Judgement) -> None:
    if judgement.choice == SKIPPED:
        raise Refusal("answer-missing")
    match item.asked:
        case Choice(options=options):
            possible = {option.id for option in options}
        case asked:
            possible = set(LEVELS[asked.scale])
    if judgement.choice not in possible or not judgement.reasons <= {*reasons_for(item)}:
        raise Refusal("answer-unknown-option")


def _count(session: Session, municipality: UUID, found: Opened) -> None:
    """In key order, so that two at once never wait for each other in a ring. All rows of what the
    round asks about are written, most of them as they were: which ones were written last would
    tell what the latest ballot said."""
    votes = found.ballot.votes
    marks = {
        (one.exercise.version, one.item.part, mark)
        for one in found.items
        if one.id in votes
        for mark in _marks(votes[one.id])
    }
    versions = {one.exercise.version for one in found.items}
    known = {
        (row.exercise_version, row.part, row.mark)
        for rows in ask.votes_by_item(session, municipality, versions).values()
        for row in rows
    }
    rows = [
        {
            "municipality_id": municipality,
            "exercise_version": version,
            "part": part,
            "mark": mark,
            "count": int((version, part, mark) in marks),
            "shown": 0,
        }
        for version, part, mark in sorted(marks | known)
    ]
    raise_by(session, PanelVote, rows, ["count", "shown"])


def _marks(judgement: Judgement) -> Iterable[str]:
    return (f"{VOTE}{judgement.choice}", *(f"{REASON}{reason}" for reason in judgement.reasons))
