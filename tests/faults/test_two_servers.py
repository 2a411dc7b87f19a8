"""Two servers over one database: two tabs of one person, one truth."""

import threading

import pytest

from elearn.services import standing
from elearn.store.models import Attempt, Evidence, ExerciseCounter
from tests.faults.server import serving
from tests.faults.walk import RIGHT, Walker, form_of

pytestmark = pytest.mark.slow
ROUNDS = 4
MODULE = "/courses/basics/first"


@pytest.fixture
def tabs(scene):
    """Four tabs of one person, two at each server."""
    with serving(scene.url, workers=1) as one, serving(scene.url, workers=1) as other:
        name = next(iter(scene.names))
        first = scene.browser(one.port, name)
        yield [first, first.twin(other.port), first.twin(one.port), first.twin(other.port)]


def together(*acts):
    """What each gives, all begun at once."""
    gate = threading.Barrier(len(acts))
    given = [None] * len(acts)

    def run(number, act):
        gate.wait(20)
        given[number] = act()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


def test_four_tabs_that_do_everything_at_once_complete_it_once(scene, tabs):
    for done in range(1, ROUNDS + 1):
        begun = together(*[lambda tab=tab: tab.post(f"{MODULE}/begin") for tab in tabs])
        with scene.make.database.reading() as session:
            assert session.query(Attempt).filter_by(state="open").count() == 1
        page = {number: tabs[0].get(f"{MODULE}/steps/{number}") for number in RIGHT}
        answered = together(
            *[
                lambda tab=tab, number=number, page=page: tab.post(
                    f"{MODULE}/steps/{number}", **form_of(page[number], RIGHT[number])
                )
                for tab, number in zip(tabs, (1, 2, 1, 2), strict=True)
            ]
        )
        finished = together(*[lambda tab=tab: tab.post(f"{MODULE}/finish") for tab in tabs])

        assert {answer.status for answer in (*begun, *answered, *finished)} == {303}
        assert {answer.location for answer in finished} == {f"{MODULE}/result"}
        with scene.make.database.reading() as session:
            assert session.query(Evidence).count() == done
            counters = session.query(ExerciseCounter).all()
            assert {row.count for row in counters} == {1}
            assert standing.disagreements(session, scene.make.owner) == []


def test_two_modules_at_once_are_both_recorded(scene, tabs):
    walkers = [Walker(tab, f"/courses/basics/{module}") for tab, module in
               zip(tabs, ("first", "second"), strict=False)]  # fmt: skip

    together(*[walker.take for walker in walkers])

    assert [walker.finished for walker in walkers] == [1, 1]
    with scene.make.database.reading() as session:
        assert session.query(Evidence).count() == 2
        assert standing.disagreements(session, scene.make.owner) == []
