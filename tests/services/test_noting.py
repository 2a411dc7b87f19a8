"""Completions noted by hand and corrected by further rows, on both databases."""

import threading
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.noted import Correction, Noted, Proof, Way
from elearn.services import noting as acts
from elearn.services import standing
from elearn.store.models import Evidence
from elearn.store.queries.integrity import evidence_without_version
from elearn.store.queries.learner_record import completed_modules
from tests.library import course_files, publish
from tests.services.deciding import Scene

SPRING = date(2026, 4, 1)
CLASSROOM = Noted(Way.CLASSROOM, Proof.CERTIFICATE, SPRING)
BOTH = ["first", "second"]


@pytest.fixture
def scene(database, clock):
    made = Scene(database, clock)
    publish(database, made.make.owner, course_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    made.asked = made.make.duty("basics", modules=BOTH, from_on=date(2026, 11, 1))
    made.make.recompute()
    return made


def noted(scene, modules=BOTH, what=CLASSROOM, **named):
    return scene.did(acts.note_completion, scene.alva, scene.asked, modules, what, **named)


def statuses(scene):
    with scene.make.database.reading() as session:
        found = standing.derived(session, scene.make.owner).periods[scene.asked, scene.alva]
    return {each.status.value for each in found}


def test_it_counts_from_its_day_and_says_who_how_and_what_was_seen(scene):
    noted(scene)

    rows = scene.rows(Evidence)
    assert [(row.kind, row.reason, row.proof) for row in rows] == [
        ("equivalence", "classroom", "certificate")
    ] * 2
    assert {row.recorded_by for row in rows} == {scene.robin}
    assert "valid" in statuses(scene)
    assert scene.acts() == ["completion-noted"]
    scene.check_sums()
    with scene.make.database.reading() as session:
        assert evidence_without_version(session, scene.make.owner) == []


def test_what_was_done_on_paper_is_of_another_kind(scene):
    noted(scene, ["first"], Noted(Way.ON_PAPER, Proof.ANSWER_SHEET, SPRING))

    assert [row.kind for row in scene.rows(Evidence)] == ["manual"]
    assert "under-way" in statuses(scene)


def test_noting_the_same_twice_is_refused_and_adds_what_is_new(scene):
    noted(scene, ["first"])

    assert refused(scene, ["first"]) == "evidence-stands"
    noted(scene, BOTH)

    assert sorted(row.module_id for row in scene.rows(Evidence)) == BOTH


def refused(scene, modules=BOTH, what=CLASSROOM, person=None, duty=None, **named):
    person, duty = person or scene.alva, duty or scene.asked
    return scene.refused(acts.note_completion, person, duty, modules, what, **named)


@pytest.mark.parametrize(
    ("way", "day", "code"),
    [
        (Way.CLASSROOM, date(2026, 11, 24), "completed-in-future"),
        (Way.CLASSROOM, date(2024, 11, 22), "completed-too-long-ago"),
        (Way.EARLIER_EMPLOYER, date(2025, 11, 22), "completed-too-long-ago"),
        (Way.CLASSROOM, date(2025, 11, 22), "completed-expired"),
        (Way.CLASSROOM, date.min, "completed-too-long-ago"),
    ],
)
def test_a_day_that_would_not_count_is_refused(scene, way, day, code):
    assert refused(scene, what=Noted(way, Proof.CERTIFICATE, day)) == code
    assert scene.rows(Evidence) == []


def test_only_modules_of_the_duty_are_noted_and_never_for_oneself(scene):
    assert refused(scene, []) == "modules-missing"
    assert refused(scene, ["third"]) == "modules-unknown"
    assert refused(scene, duty=uuid4()) == "duty-not-found"
    assert refused(scene, by=scene.alva) == "not-for-yourself"


def test_two_at_once_note_it_once(scene):
    found = []
    start = threading.Barrier(2)

    def note():
        start.wait()
        try:
            found.append(len(noted(scene)))
        except Refusal as refusal:
            found.append(refusal.code)

    both = [threading.Thread(target=note) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(map(str, found)) == ["2", "evidence-stands"]
    assert len(scene.rows(Evidence)) == 2


def test_a_correction_is_a_further_row_and_may_be_corrected(scene):
    row, _other = noted(scene)

    taken = scene.did(acts.correct, scene.alva, row, Correction.WRONG_PERSON)

    assert len(scene.rows(Evidence)) == 3
    assert "valid" not in statuses(scene)
    assert done(scene) == {"second"}
    scene.did(acts.correct, scene.alva, taken, Correction.COUNTS_AFTER_ALL)
    assert "valid" in statuses(scene)
    assert done(scene) == {"first", "second"}
    assert scene.acts() == ["completion-noted", "evidence-corrected", "evidence-corrected"]
    scene.check_sums()


def done(scene):
    with scene.make.database.reading() as session:
        found = completed_modules(session, scene.make.owner, scene.alva)
    return {module for _course, module in found}


def test_what_somebody_completed_alone_can_be_corrected_too(scene):
    row = scene.make.evidence(scene.alva, SPRING, "first", "basics")

    scene.did(acts.correct, scene.alva, row, Correction.WRONG_PERSON)

    assert done(scene) == set()


def test_a_correction_that_makes_no_sense_is_refused(scene):
    row, _other = noted(scene)
    again = (acts.correct, scene.alva, row, Correction.WRONG_DAY)

    assert scene.refused(*again[:3], Correction.COUNTS_AFTER_ALL) == "correction-reason"
    assert scene.refused(acts.correct, scene.alva, uuid4(), again[3]) == "evidence-gone"
    assert scene.refused(acts.correct, scene.robin, row, again[3], by=uuid4()) == "evidence-gone"
    assert scene.refused(*again, by=scene.alva) == "not-for-yourself"
    taken = scene.did(*again)
    assert scene.refused(*again) == "evidence-corrected"
    assert scene.refused(acts.correct, scene.alva, taken, again[3]) == "correction-reason"
    assert len(scene.rows(Evidence)) == 3
