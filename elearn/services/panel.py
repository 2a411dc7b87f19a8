"""Panels, as a coordinator runs them: a round is opened, ballots are handed out, it is closed.

Nobody here can tell who holds a code. What is sent in is `panel_ballots`.
"""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.content.panel_text import ballot_items
from elearn.domain.errors import Refusal
from elearn.domain.recognition.panel_votes import is_settled, may_show
from elearn.services.sign_in import code_hash
from elearn.store.db import Session
from elearn.store.models import PanelBallot, PanelRound
from elearn.store.queries import panel as ask
from elearn.store.queries.catalogue import compiled
from elearn.store.queries.panel import VOTE, Judgeable

MOST_BALLOTS = 40
"""In one printing; a round may have several."""


def open_round(
    session: Session, municipality: UUID, wanted: Judgeable, *, id: UUID, today: date
) -> None:
    """Raises: Refusal `panel-round-open` while the same text is put to a panel already."""
    for row in ask.rounds(session, municipality):
        if row.closed_on is None and row.place == wanted.place and row.form == wanted.form:
            raise Refusal("panel-round-open")
    session.add(
        PanelRound(
            municipality_id=municipality,
            id=id,
            course_id=wanted.course,
            module_id=wanted.module,
            compiled_digest=wanted.digest,
            form=wanted.form,
            opened_on=today,
            closed_on=None,
            received=0,
        )
    )


def hand_out(
    session: Session,
    municipality: UUID,
    round: UUID,
    codes: Sequence[str],
    *,
    known: int,
    today: date,
) -> None:
    """One more ballot for each of *codes*. *known* is how many ballots, sent in or not, the page
    said there were that this was asked on.

    Raises:
        Refusal: `panel-round-over`; `panel-ballots-printed` when there are more by now, as after
            a page that was sent twice; `panel-ballots-outside` for none or too many.
    """
    row = _open_round(session, municipality, round)
    if not 1 <= len(codes) <= MOST_BALLOTS:
        raise Refusal("panel-ballots-outside", most=MOST_BALLOTS)
    if row.received + ask.count_ballots(session, municipality, round) != known:
        raise Refusal("panel-ballots-printed")
    hashes = sorted(code_hash(code) for code in codes)
    session.add_all(
        PanelBallot(
            municipality_id=municipality, code_hash=one, round_id=round, handed_out_on=today
        )
        for one in hashes
    )


def withdraw(session: Session, municipality: UUID, round: UUID) -> int:
    """Ballots that were not sent in stop working. How many those were.

    Raises: Refusal `panel-round-over`.
    """
    _open_round(session, municipality, round)
    return ask.drop_ballots(session, municipality, round)


def close(
    session: Session, municipality: UUID, round: UUID, *, expected_loss: int, today: date
) -> None:
    """No ballot is taken in any more, and what was held back of the votes is shown.
    *expected_loss* is how many ballots not sent in the page said there were.

    Raises:
        Refusal: `panel-round-over` when it is closed already; `panel-more-would-be-lost` when
            more ballots are out by now.
    """
    row = _open_round(session, municipality, round)
    if ask.count_ballots(session, municipality, round) > expected_loss:
        raise Refusal("panel-more-would-be-lost")
    row.closed_on = today
    ask.drop_ballots(session, municipality, round)
    items = ballot_items(compiled(session, row.compiled_digest), row.form)
    move_figures(session, municipality, {one.exercise.version for one in items}, is_open=False)


def has_own_votes(
    session: Session, municipality: UUID, exercises: Collection[CompiledExercise]
) -> bool:
    """Whether the municipality's own panel has settled every one of *exercises*, such as the
    cases of a measurement form; never where there is none, or one that no panel is asked about.
    """
    found = ask.tallies_of(session, municipality, [one.version for one in exercises])
    items = [(one, one.exercise.panel_items()) for one in exercises]
    return bool(items) and all(
        asked
        and all(is_settled(found.get(one.version, {}).get(item.part), item.key) for item in asked)
        for one, asked in items
    )


def move_figures(
    session: Session, municipality: UUID, versions: Collection[str], *, is_open: bool
) -> None:
    """Shows what may be shown by now of every item of *versions*."""
    for rows in ask.votes_by_item(session, municipality, versions).values():
        votes = [row for row in rows if row.mark.startswith(VOTE)]
        counted, shown = sum(row.count for row in votes), sum(row.shown for row in votes)
        if may_show(counted, shown, is_open=is_open):
            for row in rows:
                row.shown = row.count


def _open_round(session: Session, municipality: UUID, round: UUID) -> PanelRound:
    row = ask.locked_round(session, municipality, round)
    if row is None or row.closed_on is not None:
        raise Refusal("panel-round-over")
    return row
