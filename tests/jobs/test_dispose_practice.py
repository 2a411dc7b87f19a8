"""Practice goes two years after the last session; what was answered goes with its day."""

from datetime import date, timedelta

import pytest

from elearn.services.kept_practice import Practitioner
from elearn.store.models import Practice
from tests.jobs.test_dispose import TODAY, dispose, former


@pytest.fixture
def kept(made):
    """Keeps a row last touched on a day; gives back what is there."""

    def rows(*days):
        for day in days:
            made.add(
                Practice(
                    municipality_id=made.owner,
                    key=day.isoformat().encode().ljust(32),
                    sealed=b"numbers",
                    sealed_session=b"answers",
                    touched_on=day,
                )
            )
        return lambda: _stored(made)

    return rows


def _stored(made):
    with made.database.reading() as session:
        return {row.touched_on: row.sealed_session for row in session.query(Practice)}


def test_practice_goes_two_years_after_the_last_session(kept, worker):
    stored = kept(date(2024, 11, 23), date(2024, 11, 24))

    dispose(worker)

    assert list(stored()) == [date(2024, 11, 24)]


def test_the_answers_of_a_session_go_with_its_day_and_the_rest_stays(kept, worker):
    yesterday = TODAY - timedelta(days=1)
    stored = kept(yesterday, TODAY)

    dispose(worker)

    assert stored() == {yesterday: None, TODAY: b"answers"}


def test_with_a_person_s_record_their_practice_goes(made, worker, workshop):
    gone, stays = former(made), former(made, to_on=None)
    for person in (gone, stays):
        made.add(
            Practice(
                municipality_id=made.owner,
                key=Practitioner(made.owner, person).key(workshop.sealer()),
                sealed=b"numbers",
                touched_on=TODAY,
            )
        )

    dispose(worker)

    with made.database.reading() as session:
        [left] = session.query(Practice)
    assert left.key == Practitioner(made.owner, stays).key(workshop.sealer())
