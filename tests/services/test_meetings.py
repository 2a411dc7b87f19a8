"""From the plan of a meeting to what it counts for, on both databases."""

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from elearn.domain.content.confirming import narrowed
from elearn.domain.errors import Refusal
from elearn.services import learning, people
from elearn.services import meetings as acts
from elearn.services.acting import Act
from elearn.services.answering import Sent
from elearn.services.learning import Learner
from elearn.services.privacy import dispose
from elearn.store.models import Attempt, Attendance, AuditAct, Evidence, Meeting, StatusPeriod
from elearn.store.queries import attempts, catalogue
from elearn.store.queries import meetings as queries
from elearn.store.sealing import Sealer
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import course_files, publish
from tests.meetings import RIGHT, meeting_files

TODAY = date(2026, 11, 23)
HELD_ON = date(2026, 11, 18)
SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
PLACE = ("basics", "first")


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(database, made.owner, meeting_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    made.duty("basics", modules=["first"])
    return made


@pytest.fixture
def unit(make):
    return make.unit()


@pytest.fixture
def robin(make, unit):
    """Manager of the unit."""
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    return person


@pytest.fixture
def alva(make, unit):
    person = make.person(has_secret=False)
    make.employment(person, unit)
    make.recompute()
    return person


@pytest.fixture
def did(make, robin):
    """Does something as somebody, and commits."""

    def do(deed, *about, by=None, today=TODAY, **named):
        with make.database.writing() as session:
            act = Act(session, make.owner, by or robin, uuid4, NOW, today)
            given = deed(act, *about, **named)
            session.commit()
            return given

    return do


@pytest.fixture
def meeting(did, unit, make):
    made = did(acts.plan, unit, *PLACE, HELD_ON, new_code=lambda: "123456")
    return row_of(make, made)


def row_of(make, meeting):
    with make.database.reading() as session:
        return queries.meeting_row(session, make.owner, meeting)


def begin(make, person, *, whole=False, today=TODAY):
    who = Learner(make.owner, person, *PLACE)
    opens = learning.begin if whole else learning.begin_confirming
    with make.database.writing() as session:
        chance = {"attempt_id": uuid4(), "secret": uuid4().hex}
        opens(session, who, SEALER, **chance, today=today)
        session.commit()
    return who


def asked(make, who):
    with make.database.reading() as session:
        attempt = attempts.open_attempt(session, *who.key)
        work = learning.opened(attempt, SEALER)
        found = catalogue.reading(
            session, who.municipality, who.course, who.module, "sv", attempt.version
        )
        return narrowed(found.module, work.only), work


def answer(make, who, answers=RIGHT):
    for exercise in asked(make, who)[0].exercises:
        sent = Sent(lambda *_, id=exercise.id: answers[id])
        with make.database.writing() as session:
            learning.answer(session, who, SEALER, exercise, sent)
            session.commit()


def submit(make, who, *, today=TODAY):
    with make.database.writing() as session:
        done = learning.submit(
            session, who, SEALER, asked(make, who)[0], evidence_id=uuid4(), today=today
        )
        session.commit()
        return done


def confirm(make, person):
    who = begin(make, person)
    answer(make, who)
    return submit(make, who)


def evidence(make):
    with make.database.reading() as session:
        return session.query(Evidence).all()


def known(make, meeting):
    with make.database.reading() as session:
        return {
            person: found.is_confirmed
            for person, found in queries.noted(session, make.owner, meeting.id).items()
        }


def refused(code, deed, *about, **named):
    with pytest.raises(Refusal) as caught:
        deed(*about, **named)
    assert caught.value.code == code


def test_who_was_there_is_asked_three_questions_and_completes_on_the_day_of_the_meeting(
    make, did, meeting, alva, unit
):
    assert did(acts.note_attended, meeting, [alva], [alva]) == 1
    assert known(make, meeting) == {alva: False}
    assert evidence(make) == []

    who = begin(make, alva)
    assert len(asked(make, who)[0].exercises) == 3
    answer(make, who)
    assert submit(make, who)

    [row] = evidence(make)
    assert (row.kind, row.completed_on, row.recorded_by) == ("meeting", HELD_ON, None)
    assert row.recorded_at == datetime(2026, 11, 23, tzinfo=UTC)
    assert known(make, meeting) == {alva: True}
    with make.database.reading() as session:
        valid = session.query(StatusPeriod).filter_by(person_id=alva, status="valid").one()
        assert valid.from_on == HELD_ON
        assert queries.awaited(session, make.owner, alva) == []


def test_missed_questions_come_again_and_until_the_mark_is_met_nothing_counts(
    make, did, meeting, alva
):
    did(acts.note_attended, meeting, [alva], [alva])
    who = begin(make, alva)
    wrong = {"say": ("1",), "kind": ("2",), "whom": ("police",), "where": ("elsewhere",)}
    answer(make, who, wrong)
    refused("attempt-unfinished", submit, make, who)
    assert evidence(make) == []
    assert known(make, meeting) == {alva: False}

    answer(make, who)

    assert submit(make, who)
    assert [row.kind for row in evidence(make)] == ["meeting"]


def test_the_same_three_are_asked_however_often_one_begins(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    first = asked(make, begin(make, alva))[1]

    assert asked(make, begin(make, alva))[1] == first


def test_whoever_is_in_the_middle_of_the_module_keeps_the_answers_both_ways(
    make, did, meeting, alva
):
    who = begin(make, alva, whole=True)
    assert len(asked(make, who)[0].exercises) == 4
    answer(make, who)
    did(acts.note_attended, meeting, [alva], [alva])

    begin(make, alva)
    narrow, work = asked(make, who)
    assert len(narrow.exercises) == 3
    assert len(work.answers) == 4
    begin(make, alva, whole=True)
    assert len(asked(make, who)[0].exercises) == 4


def test_the_whole_module_taken_alone_confirms_the_meeting_too(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    who = begin(make, alva, whole=True)
    answer(make, who)
    assert submit(make, who)

    [row] = evidence(make)
    assert (row.kind, row.completed_on) == ("self", TODAY)
    assert known(make, meeting) == {alva: True}


def test_who_has_completed_it_on_the_day_or_later_has_nothing_left_to_confirm(
    make, did, meeting, alva, unit
):
    later = make.person()
    make.evidence(alva, HELD_ON - timedelta(1), "first", "basics")
    make.evidence(later, HELD_ON, "first", "basics")

    did(acts.note_attended, meeting, [alva, later], [alva, later])

    assert known(make, meeting) == {alva: False, later: True}


def test_a_tick_counts_once_and_can_be_undone_and_set_again(make, did, meeting, alva):
    assert did(acts.note_attended, meeting, [alva, alva], [alva]) == 1
    assert did(acts.note_attended, meeting, [alva], [alva]) == 0
    did(acts.undo, meeting, alva)
    did(acts.undo, meeting, alva)
    assert known(make, meeting) == {}
    assert did(acts.note_attended, meeting, [alva], [alva]) == 1

    with make.database.reading() as session:
        said = sorted(row.act for row in session.query(AuditAct).filter_by(subject_id=alva))
    assert said == ["attendance-noted", "attendance-noted", "attendance-undone"]


def test_two_who_tick_at_once_note_somebody_once(make, did, meeting, alva):
    ready = threading.Barrier(2)
    new = []

    def tick():
        ready.wait(5)
        new.append(did(acts.note_attended, meeting, [alva], [alva]))

    threads = [threading.Thread(target=tick) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(new) == [0, 1]
    with make.database.reading() as session:
        assert session.query(Attendance).count() == 1


def test_nobody_but_those_on_the_list_is_noted_and_then_nobody_at_all(make, did, meeting, alva):
    stranger = make.person()

    refused("attendance-not-listed", did, acts.note_attended, meeting, [alva, stranger], [alva])

    assert known(make, meeting) == {}


def test_nobody_was_at_a_meeting_that_is_to_come(make, did, unit, alva):
    made = did(acts.plan, unit, *PLACE, TODAY + timedelta(1), new_code=lambda: "111111")

    refused("meeting-to-come", did, acts.note_attended, row_of(make, made), [alva], [alva])


def test_what_was_undone_meanwhile_is_not_confirmed_and_the_answers_are_kept(
    make, did, meeting, alva
):
    did(acts.note_attended, meeting, [alva], [alva])
    who = begin(make, alva)
    answer(make, who)
    did(acts.undo, meeting, alva)

    refused("attendance-missing", submit, make, who)
    refused("attendance-missing", begin, make, alva)

    assert evidence(make) == []
    assert len(asked(make, begin(make, alva, whole=True))[1].answers) == 3


def test_what_is_confirmed_is_not_undone_by_a_tick(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    confirm(make, alva)

    refused("attendance-confirmed", did, acts.undo, meeting, alva)

    assert known(make, meeting) == {alva: True}


def test_sending_twice_confirms_once(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    who = begin(make, alva)
    answer(make, who)
    module = asked(make, who)[0]
    assert submit(make, who)

    with make.database.writing() as session:
        assert not learning.submit(session, who, SEALER, module, evidence_id=uuid4(), today=TODAY)

    assert len(evidence(make)) == 1


def test_the_questions_are_of_the_version_of_the_day(make, did, meeting, alva):
    old = catalogue_version(make)
    newer = meeting_files()
    path = "basics/sv/01-first.md"
    newer[path] = (
        newer[path]
        .replace(b"version: 1.0.0", b"version: 2.0.0")
        .replace(b"A lead about Alva.", b"Another lead about Alva.")
    )
    publish(make.database, make.owner, newer, now=NOW)
    assert catalogue_version(make) != old
    did(acts.note_attended, meeting, [alva], [alva])

    confirm(make, alva)

    assert [row.version for row in evidence(make)] == [old]


def catalogue_version(make):
    with make.database.reading() as session:
        return catalogue.reading(session, make.owner, *PLACE, "sv").module.version


def withdraw(make):
    files = meeting_files()
    path = "basics/sv/01-first.md"
    files[path] = files[path].replace(b"status: published", b"status: withdrawn")
    return publish(make.database, make.owner, files, now=NOW)


def test_a_module_withdrawn_since_asks_nobody_but_whoever_had_begun_may_finish(
    make, did, meeting, alva
):
    kim = make.person()
    did(acts.note_attended, meeting, [alva, kim], [alva, kim])
    who = begin(make, alva)
    withdraw(make)

    with make.database.reading() as session:
        assert queries.awaited(session, make.owner, kim) == []
    refused("module-withdrawn", begin, make, kim)
    answer(make, who)
    assert submit(make, who)


@pytest.mark.parametrize(
    ("place", "day", "code"),
    [
        (("basics", "second"), TODAY, "meeting-page-missing"),
        (("basics", "nowhere"), TODAY, "meeting-page-missing"),
        (PLACE, TODAY - timedelta(32), "meeting-too-long-ago"),
        (PLACE, date(2027, 11, 24), "meeting-too-far-ahead"),
    ],
)
def test_what_cannot_be_planned_is_refused(did, unit, place, day, code):
    refused(code, did, acts.plan, unit, *place, day, new_code=lambda: "1")


def test_a_withdrawn_module_is_not_planned(make, did, unit):
    withdraw(make)

    refused("meeting-page-missing", did, acts.plan, unit, *PLACE, TODAY, new_code=lambda: "1")


def test_a_module_of_two_questions_is_not_planned(make, did, unit):
    files = meeting_files() | {
        "basics/sv/01-first.md": course_files()["basics/sv/01-first.md"].replace(
            b"version: 1.0.0", b"version: 3.0.0"
        )
    }
    publish(make.database, make.owner, files, now=NOW)

    refused("meeting-without-questions", did, acts.plan, unit, *PLACE, TODAY, new_code=str)


def test_two_meetings_of_a_day_have_codes_of_their_own(make, did, unit):
    codes = iter(["123456", "123456", "654321"])
    made = [
        did(acts.plan, unit, *PLACE, TODAY, new_code=lambda: next(codes), is_another=again)
        for again in (False, True)
    ]

    assert [row_of(make, one).code for one in made] == ["123456", "654321"]
    used_up = {"new_code": lambda: "123456", "is_another": True}
    refused("meeting-codes-used-up", did, acts.plan, unit, *PLACE, TODAY, **used_up)


def test_the_same_meeting_is_not_planned_twice_unless_it_is_said(make, did, unit):
    codes = (f"{number:06}" for number in count())
    made = did(acts.plan, unit, *PLACE, TODAY, new_code=lambda: next(codes))

    with pytest.raises(Refusal) as said:
        did(acts.plan, unit, *PLACE, TODAY, new_code=lambda: next(codes))

    assert (said.value.code, said.value.values["meeting"]) == ("meeting-there-already", made)
    for other in (make.unit("Söder"), unit):
        day = TODAY if other != unit else TODAY + timedelta(1)
        assert did(acts.plan, other, *PLACE, day, new_code=lambda: next(codes)) != made


def test_a_guest_joins_by_the_code_on_the_day_and_on_no_other(make, did, unit, robin):
    guest = make.person()
    make.employment(guest, make.unit("Söder"))
    made = row_of(make, did(acts.plan, unit, *PLACE, TODAY, new_code=lambda: "123456"))
    refused("meeting-code-unknown", did, acts.join, "123 457", by=guest)
    refused("meeting-code-unknown", did, acts.join, "", by=guest)
    tomorrow = TODAY + timedelta(1)
    refused("meeting-code-unknown", did, acts.join, "123456", by=guest, today=tomorrow)

    did(acts.join, " 123 456 ", by=guest)
    did(acts.join, "123456", by=guest)

    assert known(make, made) == {guest: False}
    assert confirm(make, guest)
    assert known(make, made) == {guest: True}


def test_a_meeting_is_removed_only_while_nobody_is_noted(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    refused("meeting-attended", did, acts.remove, meeting)
    did(acts.undo, meeting, alva)

    did(acts.remove, meeting)

    with make.database.reading() as session:
        assert session.query(Meeting).count() == 0
    refused("meeting-gone", did, acts.note_attended, meeting, [alva], [alva])
    refused("meeting-gone", did, acts.remove, meeting)


def test_of_two_meetings_about_a_module_one_answer_confirms_both_on_the_later_day(
    make, did, meeting, alva, unit
):
    later = row_of(make, did(acts.plan, unit, *PLACE, TODAY, new_code=lambda: "222222"))
    for one in (meeting, later):
        did(acts.note_attended, one, [alva], [alva])

    confirm(make, alva)

    assert [row.completed_on for row in evidence(make)] == [TODAY]
    assert known(make, meeting) == known(make, later) == {alva: True}


def test_somebody_who_has_left_since_can_still_confirm(make, did, meeting, unit):
    kim = make.person()
    make.employment(kim, unit, to_on=TODAY)
    did(acts.note_attended, meeting, [kim], [kim])

    assert confirm(make, kim)


def test_nothing_of_the_answers_is_left_when_the_result_is_left(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    confirm(make, alva)

    with make.database.writing() as session:
        learning.leave_result(session, Learner(make.owner, alva, *PLACE))
        session.commit()

    with make.database.reading() as session:
        assert session.query(Attempt).count() == 0


def test_two_persons_who_are_one_keep_both_ticks_and_confirm_both(make, did, meeting, alva, robin):
    twin = make.person()
    did(acts.note_attended, meeting, [alva, twin], [alva, twin])
    with make.database.writing() as session:
        act = people.Act(session, make.owner, None, uuid4, NOW, TODAY)
        people.merge(act, alva, twin)
        session.commit()
    assert known(make, meeting) == {alva: False}

    assert confirm(make, alva)

    assert known(make, meeting) == {alva: True}


def test_a_record_that_is_disposed_of_takes_the_attendance_along(make, did, meeting, alva):
    did(acts.note_attended, meeting, [alva], [alva])
    confirm(make, alva)

    with make.database.writing() as session:
        dispose(session, make.owner, [alva], new_id=uuid4, now=NOW)
        session.commit()

    with make.database.reading() as session:
        assert session.query(Attendance).count() == 0
        assert session.query(Meeting).count() == 1
