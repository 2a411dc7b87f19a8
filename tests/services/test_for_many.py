"""The same decided for many, and undone as a whole, on both databases."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from elearn.domain.record.completion import EvidenceKind
from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.extension import Decline
from elearn.domain.record.mistake import Entry
from elearn.domain.record.noted import Correction, Noted, Proof, Way
from elearn.services import bulk, exemptions, extensions, for_many
from elearn.services.acting import Act
from elearn.store.models import BulkAct, Evidence, Exemption, Extension
from elearn.store.queries.extensions import duty_by_person
from tests.conftest import NOW
from tests.library import course_files, publish
from tests.services.deciding import TODAY, Scene

UNTIL = date(2027, 3, 31)
TIME = for_many.giving_time(UNTIL)
EXEMPT = for_many.exempting(ExemptionReason.OTHER_WORK, UNTIL)
DAY = date(2026, 4, 1)
NOTE = for_many.noting_course(Noted(Way.CLASSROOM, Proof.CERTIFICATE, DAY))
ENTRIES = [
    Entry(module, DAY, EvidenceKind.EQUIVALENCE, "classroom").code for module in ("first", "second")
]
CORRECT = for_many.correcting("basics", ENTRIES, Correction.WRONG_DAY)


@pytest.fixture
def scene(database, clock):
    """Alva, Bo and Cilla are asked for two modules; Dag is not, and Robin leads."""
    made = Scene(database, clock)
    make = made.make
    publish(database, make.owner, course_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    made.duty = make.duty("basics", modules=["first", "second"], from_on=date(2026, 11, 1))
    made.bo, made.cilla = make.person("Bo"), make.person("Cilla")
    for person in (made.bo, made.cilla, made.robin):
        make.employment(person, made.unit)
    made.dag = make.person("Dag")
    make.recompute()
    return made


def everybody(scene):
    return [scene.alva, scene.bo, scene.cilla]


def done(scene, deed, persons, kind="exempted", keep=True):
    """The outcome, and the act that can be undone."""
    with scene.make.database.writing() as session:
        act = Act(session, scene.make.owner, scene.robin, uuid4, NOW, TODAY)
        duties = duty_by_person(session, scene.make.owner, [scene.duty], persons, TODAY)
        outcome = for_many.run(act, deed, persons, duties)
        if not keep:
            session.rollback()
            return outcome, None
        made = for_many.keep(act, kind, outcome)
        session.commit()
        return outcome, made


def left_out(outcome):
    return {person: refusal.code for person, refusal in outcome.left_out.items()}


@pytest.mark.parametrize(
    ("deed", "table", "rows"), [(TIME, Extension, 3), (EXEMPT, Exemption, 3), (NOTE, Evidence, 6)]
)
def test_a_dry_run_says_what_happens_and_writes_nothing(scene, deed, table, rows):
    asked = [*everybody(scene), scene.robin, scene.dag]
    foreseen, _nothing = done(scene, deed, asked, keep=False)
    assert scene.rows(table) == []
    assert scene.acts() == []

    outcome, _made = done(scene, deed, asked)

    assert outcome.fingerprint == foreseen.fingerprint
    assert set(outcome.written) == set(everybody(scene))
    assert left_out(outcome) == {
        scene.robin: "not-for-yourself",
        scene.dag: "exemption-not-asked",
    }
    assert len(scene.rows(table)) == rows
    assert len(scene.acts()) == 4
    scene.check_sums()


@pytest.mark.parametrize("deed", [TIME, EXEMPT, NOTE])
def test_undone_all_is_as_it_was(scene, deed):
    before = [scene.status(person) for person in everybody(scene)]
    _outcome, made = done(scene, deed, everybody(scene))

    undone = scene.did(bulk.undo, made)

    assert undone.kept == 0
    assert [scene.status(person) for person in everybody(scene)] == before
    scene.check_sums()


def test_a_noted_completion_is_undone_by_a_further_row(scene):
    _outcome, made = done(scene, NOTE, everybody(scene))

    scene.did(bulk.undo, made)

    rows = scene.rows(Evidence)
    assert len(rows) == 12
    assert {row.reason for row in rows if row.withdraws} == {"undone"}


def test_what_somebody_has_changed_since_stays(scene):
    _outcome, made = done(scene, EXEMPT, everybody(scene))
    mine = next(row for row in scene.rows(Exemption) if row.person_id == scene.bo)
    scene.did(exemptions.end, mine.id, scene.bo, today=date(2026, 11, 30))

    undone = scene.did(bulk.undo, made, today=date(2026, 12, 1))

    assert (undone.taken_back, undone.kept) == (2, 1)
    assert [row.person_id for row in scene.rows(Exemption)] == [scene.bo]


def test_it_is_undone_by_whoever_did_it_once_and_for_thirty_days(scene):
    _outcome, made = done(scene, TIME, everybody(scene))

    assert scene.refused(bulk.undo, made, by=scene.alva) == "bulk-act-gone"
    scene.did(bulk.undo, made)
    assert scene.refused(bulk.undo, made) == "bulk-act-undone"
    _outcome, old = done(scene, EXEMPT, everybody(scene))
    with scene.make.database.writing() as session:
        row = session.get(BulkAct, (scene.make.owner, old))
        row.made_at = NOW - timedelta(days=31)
        session.commit()
    assert scene.refused(bulk.undo, old) == "bulk-act-gone"


def test_more_time_for_several_answers_who_waits(scene):
    scene.did(extensions.ask, scene.duty, by=scene.alva)

    done(scene, TIME, everybody(scene))

    waited = next(row for row in scene.rows(Extension) if row.person_id == scene.alva)
    assert (waited.asked_on, waited.until_on) == (TODAY, UNTIL)
    assert scene.refused(extensions.decline, waited.id, Decline.LET_US_TALK) == "extension-answered"


def test_who_is_exempt_or_done_is_left_out_with_the_reason(scene):
    done(scene, EXEMPT, [scene.alva])
    done(scene, NOTE, [scene.bo])

    assert left_out(done(scene, EXEMPT, everybody(scene), keep=False)[0]) == {
        scene.alva: "exemption-stands"
    }
    assert left_out(done(scene, TIME, everybody(scene), keep=False)[0]) == {
        scene.alva: "extension-not-asked",
        scene.bo: "extension-not-asked",
    }
    assert left_out(done(scene, NOTE, everybody(scene), keep=False)[0]) == {
        scene.bo: "evidence-stands"
    }


def test_where_one_of_several_is_enough_each_is_noted_by_itself(scene):
    scene.make.course("more")
    scene.duty = scene.make.duty("more", need="one-of", modules=["a1", "a2"])
    scene.make.recompute()

    assert left_out(done(scene, NOTE, [scene.alva], keep=False)[0]) == {
        scene.alva: "modules-to-choose"
    }


def test_a_mistake_for_several_is_corrected_by_a_further_row_each_and_undone_by_another(scene):
    before = [scene.status(person) for person in everybody(scene)]
    done(scene, NOTE, everybody(scene))
    noted = [scene.status(person) for person in everybody(scene)]
    foreseen, _nothing = done(scene, CORRECT, [*everybody(scene), scene.robin], keep=False)

    outcome, made = done(scene, CORRECT, [*everybody(scene), scene.robin], "corrected")

    assert outcome.fingerprint == foreseen.fingerprint
    assert left_out(outcome) == {scene.robin: "evidence-not-there"}
    rows = scene.rows(Evidence)
    assert [row.reason for row in rows if row.withdraws] == ["wrong-day"] * 6
    assert [scene.status(person) for person in everybody(scene)] == before
    scene.check_sums()
    undone = scene.did(bulk.undo, made)
    assert (undone.taken_back, undone.kept) == (6, 0)
    assert [scene.status(person) for person in everybody(scene)] == noted != before
    scene.check_sums()


def test_only_what_was_ticked_is_corrected(scene):
    done(scene, NOTE, everybody(scene))

    done(scene, for_many.correcting("basics", ENTRIES[:1], Correction.WRONG_MODULE), [scene.bo])

    wrong = [row for row in scene.rows(Evidence) if row.withdraws]
    assert [(row.person_id, row.module_id) for row in wrong] == [(scene.bo, "first")]


def test_a_manager_does_not_correct_the_own_rows_among_others(scene):
    done(scene, NOTE, everybody(scene))
    scene.make.evidence(scene.robin, DAY, "first", "basics", kind="equivalence", reason="classroom")

    assert left_out(done(scene, CORRECT, [scene.robin], keep=False)[0]) == {
        scene.robin: "not-for-yourself"
    }


def test_another_row_than_was_shown_is_another_outcome(scene):
    done(scene, NOTE, [scene.alva])
    shown, _nothing = done(scene, CORRECT, [scene.alva], keep=False)
    done(scene, CORRECT, [scene.alva])
    done(scene, NOTE, [scene.alva])

    assert done(scene, CORRECT, [scene.alva], keep=False)[0].fingerprint != shown.fingerprint
