"""Ballots sent in, on both databases, also when two send at once."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from elearn.domain.errors import Refusal
from elearn.domain.recognition.panel_ballot import Judgement
from elearn.domain.recognition.panel_votes import Reason, Tally
from elearn.services import panel, panel_ballots, privacy
from elearn.services.panel_ballots import Holder
from elearn.services.sign_in import code_hash
from elearn.store.models import PanelBallot, PanelRound, PanelVote
from elearn.store.queries.panel import judgeable, tallies
from elearn.store.sealing import Sealer
from tests.bank import publish_bank
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
OTHER_SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
LONG_ENOUGH = 30
"""Seconds after which a thread that still waits would wait for ever."""
CODES = [f"{number:012d}" for number in range(8)]


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish_bank(made)
    return made


@contextmanager
def writing(make):
    with make.database.writing() as session:
        yield session
        session.commit()


@pytest.fixture
def opened(make):
    """A round on the bank, with a ballot for each of CODES."""
    with writing(make) as session:
        (bank,) = (one for one in judgeable(session, make.owner, "en") if not one.form)
        id = make.top
        panel.open_round(session, make.owner, bank, id=id, today=TODAY)
    with writing(make) as session:
        panel.hand_out(session, make.owner, id, CODES, known=0, today=TODAY)
    return id


def holder(make, code):
    return Holder(make.owner, code_hash(code))


def judge(make, code, number=1, choice="6", *reasons, sealer=SEALER):
    with writing(make) as session:
        said = Judgement(choice, frozenset(reasons))
        panel_ballots.judge(session, holder(make, code), sealer, number, said, today=TODAY)


def send(make, code, *, today=TODAY):
    with writing(make) as session:
        panel_ballots.send(session, holder(make, code), SEALER, today=today)


def shown(make):
    with make.database.reading() as session:
        found = tallies(session, make.owner)
    return [tally for parts in found.values() for tally in parts.values()]


def rows(make, table):
    with make.database.reading() as session:
        return session.query(table).all()


def refusal(act, *args, **named):
    with pytest.raises(Refusal) as caught:
        act(*args, **named)
    return caught.value.code


def test_five_ballots_show_their_votes_and_reasons(make, opened):
    for code, choice in zip(CODES, "66651", strict=False):
        judge(make, code, 1, choice, Reason.CHANGE)
        send(make, code)

    assert shown(make) == [Tally({"6": 3, "5": 1, "1": 1}, {Reason.CHANGE: 5})]


def test_a_sixth_vote_is_held_back_until_it_is_not_alone(make, opened):
    for code in CODES[:6]:
        judge(make, code)
        send(make, code)
    with writing(make) as session:
        panel.close(session, make.owner, opened, expected_loss=len(CODES), today=TODAY)

    assert [tally.asked for tally in shown(make)] == [5]
    assert [row.count for row in rows(make, PanelVote)] == [6]


def test_the_rest_joins_when_the_round_is_closed(make, opened):
    for code in CODES[:7]:
        judge(make, code)
        send(make, code)
    before = [tally.asked for tally in shown(make)]
    with writing(make) as session:
        panel.close(session, make.owner, opened, expected_loss=len(CODES), today=TODAY)

    assert (before, [tally.asked for tally in shown(make)]) == ([5], [7])
    assert not rows(make, PanelBallot)


def test_judging_again_replaces_and_skipping_takes_back(make, opened):
    judge(make, CODES[0], 1, "6", Reason.CHANGE)
    judge(make, CODES[0], 1, "2")
    judge(make, CODES[0], 2, "1")
    with writing(make) as session:
        panel_ballots.skip(session, holder(make, CODES[0]), SEALER, 2, today=TODAY)
    send(make, CODES[0])

    assert [(row.mark, row.count) for row in rows(make, PanelVote)] == [("vote-2", 1)]


def test_the_same_ballot_sent_by_two_at_once_counts_once(make, opened):
    judge(make, CODES[0])
    together, outcomes = threading.Barrier(2), []

    def try_it():
        together.wait(LONG_ENOUGH)
        try:
            send(make, CODES[0])
            outcomes.append("sent")
        except Refusal as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=try_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)

    assert sorted(outcomes) == ["panel-ballot-unknown", "sent"]
    assert [row.count for row in rows(make, PanelVote)] == [1]
    assert [row.received for row in rows(make, PanelRound)] == [1]


def test_many_ballots_at_once_are_all_counted_and_shown(make, opened):
    for code in CODES[:5]:
        judge(make, code)
    together = threading.Barrier(5)

    def try_it(code):
        together.wait(LONG_ENOUGH)
        send(make, code)

    threads = [threading.Thread(target=try_it, args=[code]) for code in CODES[:5]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)

    assert [(row.count, row.shown) for row in rows(make, PanelVote)] == [(5, 5)]
    assert [row.received for row in rows(make, PanelRound)] == [5]


def test_what_is_on_a_ballot_cannot_be_read_without_the_key(make, opened):
    judge(make, CODES[0], 1, "6", Reason.LITTLE_KNOWN)

    (sealed,) = [row.sealed for row in rows(make, PanelBallot) if row.sealed]
    with make.database.reading() as session:
        who = holder(make, CODES[0])
        found = panel_ballots.opened(session, who, OTHER_SEALER, today=TODAY)

    assert b"little" not in sealed
    assert found.is_lost
    assert not found.ballot.judgements


def test_the_length_of_a_ballot_does_not_tell_what_is_on_it(make, opened):
    judge(make, CODES[0], 1, "6", Reason.LITTLE_KNOWN, Reason.CHANGE)
    judge(make, CODES[1], 1, "1")
    judge(make, CODES[1], 2, "1")

    assert len({len(row.sealed) for row in rows(make, PanelBallot) if row.sealed}) == 1


@pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_ballot_writes_the_counts_of_what_it_passes_by_as_well(make, opened):
    """PostgreSQL marks each row with the transaction that wrote it."""
    for code, number in zip(CODES[:3], (1, 2, 3), strict=True):
        judge(make, code, number)
        send(make, code)

    with make.database.reading() as session:
        writers = session.scalar(text("SELECT count(DISTINCT xmin::text) FROM panel_vote"))
    assert writers == 1


def test_a_ballot_whose_key_is_gone_begins_anew(make, opened):
    judge(make, CODES[0], 1, "6", sealer=OTHER_SEALER)
    judge(make, CODES[0], 2, "1")
    send(make, CODES[0])

    assert [row.mark for row in rows(make, PanelVote)] == ["vote-1"]


def test_a_ballot_goes_after_sixty_days(make, opened):
    late = TODAY + timedelta(days=60)
    with writing(make) as session:
        privacy.dispose_of_the_rest(session, today=late - timedelta(days=1))
    kept = len(rows(make, PanelBallot))

    assert refusal(send, make, CODES[0], today=late) == "panel-ballot-expired"
    with writing(make) as session:
        privacy.dispose_of_the_rest(session, today=late)

    assert (kept, len(rows(make, PanelBallot))) == (len(CODES), 0)


def test_an_empty_ballot_is_not_sent(make, opened):
    assert refusal(send, make, CODES[0]) == "panel-ballot-empty"


@pytest.mark.parametrize(
    ("number", "judgement"),
    [
        (0, Judgement("6")),
        (99, Judgement("6")),
        (1, Judgement("7")),
        (1, Judgement("6", frozenset({Reason.URGENT}))),
    ],
)
def test_what_cannot_be_judged_so_is_refused(make, opened, number, judgement):
    with make.database.writing() as session:
        who = holder(make, CODES[0])
        code = refusal(panel_ballots.judge, session, who, SEALER, number, judgement, today=TODAY)

    assert code == "answer-unknown-option"


def test_a_ballot_of_another_municipality_is_unknown(make, opened):
    other = make.municipality("annan", name="Annan kommun")
    with make.database.reading() as session:
        who = Holder(other, code_hash(CODES[0]))

        assert (
            refusal(panel_ballots.opened, session, who, SEALER, today=TODAY)
            == "panel-ballot-unknown"
        )
