"""A row that the person says is wrong, on both databases."""

import threading
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.noted import Correction, Noted, Proof, Way
from elearn.domain.record.objection import Objection as Said
from elearn.services import noting, people
from elearn.services import objections as acts
from elearn.services.privacy import dispose
from elearn.store.models import Evidence, Objection
from elearn.store.queries.objections import objections_of, waiting_objections
from elearn.store.queries.reminding import facts
from tests.conftest import NOW
from tests.library import course_files, publish
from tests.services.deciding import TODAY, Scene

PAPER = Noted(Way.ON_PAPER, Proof.WAS_THERE, date(2026, 4, 1))


@pytest.fixture
def scene(database, clock):
    """Robin has noted that Alva completed something."""
    made = Scene(database, clock)
    publish(database, made.make.owner, course_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    duty = made.make.duty("basics", modules=["first"], from_on=date(2026, 11, 1))
    (made.row,) = made.did(noting.note_completion, made.alva, duty, ["first"], PAPER)
    return made


@pytest.fixture
def made(scene):
    """The id of Alva's objection."""
    scene.did(acts.object_to, scene.row, Said.NOT_COMPLETED, by=scene.alva)
    (row,) = scene.rows(Objection)
    return row.id


def waiting(scene, unit=None):
    with scene.make.database.reading() as session:
        return waiting_objections(session, scene.make.owner, [unit or scene.unit], TODAY)


def answers(scene):
    return [(row.answer, row.answered_by) for row in scene.rows(Objection)]


def test_it_waits_for_the_managers_of_the_unit_and_comes_in_their_letter(scene, made):
    (row,) = waiting(scene)

    assert (row.person, row.module, row.reason) == (scene.alva, "first", "not-completed")
    assert waiting(scene, scene.make.unit("Another")) == []
    with scene.make.database.reading() as session:
        assert facts(session, scene.make.owner, TODAY, TODAY).waiting == {scene.alva}


def test_twice_is_once(scene, made):
    scene.did(acts.object_to, scene.row, Said.WRONG_DAY, by=scene.alva)

    assert [row.reason for row in scene.rows(Objection)] == ["not-completed"]
    assert scene.acts() == ["completion-noted", "objection-made"]


def test_agreeing_takes_the_row_back_by_a_further_one(scene, made):
    scene.did(acts.agree, made)

    taken = next(row for row in scene.rows(Evidence) if row.withdraws)
    assert (taken.withdraws, taken.reason) == (scene.row, "not-completed")
    assert answers(scene) == [("withdrawn", scene.robin)]
    assert waiting(scene) == []
    scene.check_sums()


def test_letting_it_stand_leaves_the_row_and_says_so(scene, made):
    scene.did(acts.let_stand, made)

    assert len(scene.rows(Evidence)) == 1
    with scene.make.database.reading() as session:
        line = objections_of(session, scene.make.owner, scene.alva)[scene.row]
    assert (line.answer, line.answered_by) == ("stands", "Robin Ek")


def test_any_correction_of_the_row_answers_it(scene, made):
    scene.did(noting.correct, scene.alva, scene.row, Correction.ENTERED_TWICE)

    assert answers(scene) == [("withdrawn", scene.robin)]
    assert scene.refused(acts.agree, made) == "objection-answered"


def test_a_correction_can_be_objected_to_and_is_taken_back_in_its_turn(scene):
    taken = scene.did(noting.correct, scene.alva, scene.row, Correction.NOT_COMPLETED)
    scene.did(acts.object_to, taken, Said.COMPLETED_AFTER_ALL, by=scene.alva)
    (row,) = scene.rows(Objection)

    scene.did(acts.agree, row.id)

    assert len(scene.rows(Evidence)) == 3
    scene.check_sums()


@pytest.mark.parametrize("own", ["own answers", "own note"])
def test_what_the_own_answers_wrote_is_nothing_to_object_to(scene, own):
    by = scene.alva if own == "own note" else None
    row = scene.make.evidence(scene.alva, TODAY, "first", "basics", recorded_by=by)

    assert refused(scene, row) == "objection-reason"


def refused(scene, row, said=Said.NOT_COMPLETED, by=None):
    return scene.refused(acts.object_to, row, said, by=by or scene.alva)


def test_only_a_standing_row_about_oneself_is_objected_to(scene):
    assert refused(scene, scene.row, by=scene.robin) == "evidence-gone"
    assert refused(scene, uuid4()) == "evidence-gone"
    assert refused(scene, scene.row, Said.COMPLETED_AFTER_ALL) == "objection-reason"
    scene.did(noting.correct, scene.alva, scene.row, Correction.WRONG_DAY)
    assert refused(scene, scene.row) == "evidence-corrected"
    assert scene.rows(Objection) == []


def test_nobody_answers_their_own(scene, made):
    assert scene.refused(acts.agree, made, by=scene.alva) == "not-for-yourself"
    assert scene.refused(acts.let_stand, made, by=scene.alva) == "not-for-yourself"
    assert scene.refused(acts.let_stand, uuid4()) == "objection-answered"


def test_two_answers_at_once_are_one(scene, made):
    found = []
    start = threading.Barrier(2)

    def answer(deed):
        start.wait()
        try:
            scene.did(deed, made)
            found.append(deed.__name__)
        except Refusal as refusal:
            found.append(refusal.code)

    both = [threading.Thread(target=answer, args=(deed,)) for deed in (acts.agree, acts.let_stand)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert "objection-answered" in found
    assert len(scene.rows(Evidence)) == (2 if "agree" in found else 1)


def test_it_follows_a_merger_and_goes_with_the_person(scene, made):
    other = scene.make.person("Alva", "Lindh")
    with scene.make.database.writing() as session:
        act = people.Act(session, scene.make.owner, None, uuid4, NOW, TODAY)
        people.merge(act, other, scene.alva)
        session.commit()

    assert [row.person_id for row in scene.rows(Objection)] == [other]
    with scene.make.database.writing() as session:
        dispose(session, scene.make.owner, [other], new_id=uuid4, now=NOW)
        session.commit()
    assert scene.rows(Objection) == []
