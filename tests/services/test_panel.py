"""A municipality's own panel: what its votes settle."""

import pytest

from elearn.services.panel import has_own_votes
from elearn.store.models import PanelVote
from elearn.store.queries.practice import bank
from tests.bank import TRUTH_BY_ID, case_id, publish_bank
from tests.factories import Factory

SIGNAL, LOOKALIKE = "isolation-0", "isolation-1"
AS_WRITTEN = {SIGNAL: "vote-6", LOOKALIKE: "vote-1"}


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish_bank(made)
    return made


@pytest.fixture
def exercises(make):
    with make.database.reading() as session:
        found = bank(session, make.owner, "en")
    return {id: found[case_id(id)].exercise for id in TRUTH_BY_ID}


def vote(make, exercise, mark, count, *, shown=None):
    make.add(
        PanelVote(
            municipality_id=make.owner,
            exercise_version=exercise.version,
            part="",
            mark=mark,
            count=count,
            shown=count if shown is None else shown,
        )
    )


def settled(make, *exercises):
    with make.database.reading() as session:
        return has_own_votes(session, make.owner, exercises)


def test_a_form_has_own_votes_when_every_case_of_it_is_settled(make, exercises):
    one, other = exercises[SIGNAL], exercises[LOOKALIKE]
    vote(make, one, "vote-6", 8)
    vote(make, one, "vote-1", 2)
    before = settled(make, one, other)
    vote(make, other, "vote-2", 10)

    after = settled(make, one, other)

    assert (before, after) == (False, True)


@pytest.mark.parametrize("agreeing", [7, 0])
def test_a_panel_that_disagrees_with_the_writers_settles_nothing(make, exercises, agreeing):
    vote(make, exercises[SIGNAL], "vote-5", agreeing)
    vote(make, exercises[SIGNAL], "vote-2", 10 - agreeing)

    assert not settled(make, exercises[SIGNAL])


def test_votes_that_are_not_shown_yet_settle_nothing(make, exercises):
    vote(make, exercises[SIGNAL], "vote-6", 10, shown=5)

    assert not settled(make, exercises[SIGNAL])


def test_votes_of_another_municipality_settle_nothing(make, exercises):
    vote(make, exercises[SIGNAL], "vote-6", 10)
    other = make.municipality("annan", name="Annan kommun")

    with make.database.reading() as session:
        assert not has_own_votes(session, other, [exercises[SIGNAL]])


def test_no_case_at_all_settles_nothing(make):
    assert not settled(make)
