"""An open course under a number, on both databases."""

from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from elearn.domain.errors import Refusal
from elearn.services import open_courses, open_work, privacy
from elearn.services.acting import Act
from elearn.services.answering import Sent
from elearn.services.open_work import Holder
from elearn.store.models import (
    AuditAct,
    Evidence,
    ExerciseCounter,
    ExerciseSeen,
    Module,
    OpenCourse,
    OpenWork,
    ResumeNumber,
)
from elearn.store.queries import catalogue
from elearn.store.queries import open_courses as ask
from elearn.store.sealing import Sealer
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import course_files, publish

TODAY = NOW.date()
SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
NUMBER = "1234567890123450"
RIGHT = {"say": ("2",), "kind": ("1", "3")}


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(database, made.owner, course_files(), now=NOW)
    return made


@contextmanager
def writing(make):
    with make.database.writing() as session:
        yield session
        session.commit()


def acting(make, session):
    return Act(session, make.owner, None, uuid4, NOW, TODAY)


def open_course(make, course="basics"):
    with writing(make) as session:
        open_courses.open_course(acting(make, session), course)


def close_course(make, course="basics"):
    with writing(make) as session:
        open_courses.close_course(acting(make, session), course)


@pytest.fixture
def who(make):
    """Somebody with a number for the course."""
    open_course(make)
    holder = Holder.of(make.owner, NUMBER, SEALER)
    with writing(make) as session:
        open_work.begin_course(session, holder, "basics", today=TODAY)
    return holder


def begin(make, who, module="first", today=TODAY):
    with writing(make) as session:
        open_work.begin(session, who, module, SEALER, secret=uuid4().hex, today=today)


def text_of(make, module="first"):
    with make.database.reading() as session:
        return catalogue.reading(session, make.owner, "basics", module, "sv").module


def answer(make, who, exercise, options, module="first", today=TODAY):
    [found] = [one for one in text_of(make, module).exercises if one.id == exercise]
    sent = Sent(lambda asked, seed: options)
    with writing(make) as session:
        return open_work.answer(session, who, module, SEALER, found, sent, today=today)


def finish(make, who, module="first", today=TODAY):
    with writing(make) as session:
        return open_work.finish(session, who, text_of(make, module), SEALER, today=today)


def take(make, who, module="first", today=TODAY):
    begin(make, who, module, today)
    for exercise, options in RIGHT.items():
        answer(make, who, exercise, options, module, today)
    return finish(make, who, module, today)


def rows(make, table):
    with make.database.reading() as session:
        return session.query(table).filter_by(municipality_id=make.owner).all()


def test_a_course_is_open_from_the_day_it_is_opened_until_it_is_closed(make):
    open_course(make)
    open_course(make)
    [opened] = rows(make, OpenCourse)
    close_course(make)
    close_course(make)

    assert (opened.course_id, opened.opened_on) == ("basics", TODAY)
    assert not rows(make, OpenCourse)
    assert [act.act for act in rows(make, AuditAct)] == ["course-opened", "course-closed"]


def test_a_course_that_is_not_there_is_not_opened(make):
    with pytest.raises(Refusal, match="course-not-found"):
        open_course(make, "nowhere")


def test_what_is_not_open_is_not_begun(make):
    holder = Holder.of(make.owner, NUMBER, SEALER)
    with pytest.raises(Refusal, match="course-not-open"), writing(make) as session:
        open_work.begin_course(session, holder, "basics", today=TODAY)

    assert not rows(make, ResumeNumber)


def test_of_a_module_that_is_done_only_version_and_day_are_left(make, who):
    assert take(make, who)

    [row] = rows(make, OpenWork)
    assert (row.module_id, row.version) == ("first", text_of(make).version)
    assert (row.done_on, row.sealed) == (TODAY, None)
    assert not [*rows(make, Evidence), *rows(make, ExerciseCounter), *rows(make, ExerciseSeen)]


def test_a_module_is_done_once(make, who):
    take(make, who)

    assert not finish(make, who, today=TODAY + timedelta(days=1))
    [row] = rows(make, OpenWork)
    assert row.done_on == TODAY


def test_a_module_that_is_done_stays_done_when_it_is_begun_again(make, who):
    take(make, who)

    begin(make, who, today=TODAY + timedelta(days=1))

    [row] = rows(make, OpenWork)
    assert (row.done_on, row.sealed) == (TODAY, None)


def test_nothing_is_done_before_everything_is_answered(make, who):
    begin(make, who)
    answer(make, who, "say", ("2",))

    with pytest.raises(Refusal, match="attempt-unfinished"):
        finish(make, who)


def test_begun_again_it_goes_on_with_the_answers_given(make, who):
    begin(make, who)
    answer(make, who, "say", ("2",))

    begin(make, who)

    [row] = rows(make, OpenWork)
    assert open_work.opened(row, SEALER).answers == {"say": ("2",)}


def test_what_no_key_opens_begins_anew(make, who):
    begin(make, who)
    answer(make, who, "say", ("2",))
    other = Sealer([Fernet.generate_key().decode()], "pepper")

    with writing(make) as session:
        open_work.begin(session, who, "first", other, secret="s", today=TODAY)

    [row] = rows(make, OpenWork)
    assert open_work.opened(row, other).answers == {}


def test_an_answer_that_comes_after_the_end_is_refused(make, who):
    take(make, who)

    with pytest.raises(Refusal, match="attempt-over"):
        answer(make, who, "say", ("1",))


def test_whoever_has_a_number_goes_on_when_the_course_is_closed(make, who):
    close_course(make)

    assert take(make, who)


def test_a_module_out_of_use_is_not_begun(make, who):
    with writing(make) as session:
        session.get_one(Module, (make.owner, "basics", "first")).withdrawn_at = NOW

    with pytest.raises(Refusal, match="module-withdrawn"):
        begin(make, who)


def test_the_number_itself_is_nowhere(make, who):
    [row] = rows(make, ResumeNumber)

    assert NUMBER.encode() not in row.number_key
    assert row.number_key != Holder.of(make.owner, NUMBER, Sealer(["A" * 43 + "="], "b")).number_key
    assert row.number_key != Holder.of(uuid4(), NUMBER, SEALER).number_key


def test_a_number_that_was_deleted_leads_nowhere(make, who):
    take(make, who)
    with writing(make) as session:
        open_work.forget(session, who)

    assert not [*rows(make, ResumeNumber), *rows(make, OpenWork)]
    with pytest.raises(Refusal, match="resume-number-unknown"):
        begin(make, who)


@pytest.mark.parametrize(
    ("today", "is_gone"), [(date(2027, 5, 22), False), (date(2027, 5, 23), True)]
)
def test_a_number_goes_when_it_was_not_used_for_half_a_year(make, who, today, is_gone):
    take(make, who)
    with writing(make) as session:
        if is_gone:
            with pytest.raises(Refusal, match="resume-number-unknown"):
                open_work.held(session, who, today=today)
        privacy.dispose_of_the_rest(session, today=today)

    assert [bool(rows(make, ResumeNumber)), bool(rows(make, OpenWork))] == [not is_gone] * 2


def test_each_use_gives_half_a_year_more(make, who):
    take(make, who)
    later = TODAY + timedelta(days=100)
    with writing(make) as session:
        assert open_work.go_on(session, who, today=later) == "basics"
    with writing(make) as session:
        privacy.dispose_of_the_rest(session, today=TODAY + timedelta(days=200))

    assert [row.used_on for row in rows(make, ResumeNumber)] == [later]


@pytest.mark.parametrize(("days", "left"), [(29, 2), (30, 1)])
def test_answers_go_after_thirty_days_and_what_is_done_stays(make, who, days, left):
    take(make, who, "first")
    begin(make, who, "second")
    answer(make, who, "say", ("2",), "second")

    with writing(make) as session:
        privacy.dispose_of_the_rest(session, today=TODAY + timedelta(days=days))

    assert len(rows(make, OpenWork)) == left
    assert all(row.done_on or left == 2 for row in rows(make, OpenWork))


def test_the_neighbours_number_opens_nothing_here(make, who):
    neighbour = Holder(uuid4(), who.number_key)

    with (
        make.database.reading() as session,
        pytest.raises(Refusal, match="resume-number-unknown"),
    ):
        open_work.held(session, neighbour, today=TODAY)
    with make.database.reading() as session:
        assert not ask.works(session, neighbour.municipality, who.number_key)
