"""From an open attempt to evidence, on both databases, also when two ask at once."""

import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.record.attempt import Work
from elearn.services import learning, standing
from elearn.services.answering import Sent
from elearn.services.learning import Learner
from elearn.store.models import (
    Attempt,
    Evidence,
    ExerciseCounter,
    ExerciseSeen,
    HeldAnswer,
    StatusPeriod,
)
from elearn.store.queries import attempts, catalogue
from elearn.store.sealing import Sealer
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import MODULE, course_files, publish

TODAY = date(2026, 11, 23)
KEY = Fernet.generate_key().decode()
SEALER = Sealer([KEY], "pepper")
RIGHT = {"say": ("2",), "kind": ("1", "3")}
ALL_RIGHT = tuple(RIGHT.items())
LONG_ENOUGH = 10
"""Seconds after which a thread that still waits would wait for ever."""


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(database, made.owner, unlike(course_files()), now=NOW)
    return made


def unlike(files):
    """The second module asks something else than the first, so that they share no counter."""
    second = "basics/sv/02-second.md"
    changed = files[second].replace(b"Nothing at all", b"Nothing").replace(b"To listen", b"To hear")
    return files | {second: changed}


@pytest.fixture
def alva(make):
    """Employed, and asked to take both modules."""
    person = make.person(has_secret=False)
    make.employment(person, make.unit())
    make.duty("basics", modules=["first", "second"])
    make.recompute()
    return person


@contextmanager
def writing(make):
    with make.database.writing() as session:
        yield session
        session.commit()


def learner(make, person, module="first"):
    return Learner(make.owner, person, "basics", module)


def begin(session, who, sealer=SEALER):
    learning.begin(session, who, sealer, attempt_id=uuid4(), secret=uuid4().hex, today=TODAY)


def text_of(session, who):
    return catalogue.reading(session, who.municipality, who.course, who.module, "sv").module


def answer(session, who, exercise, options, sealer=SEALER):
    [found] = [one for one in text_of(session, who).exercises if one.id == exercise]
    learning.answer(session, who, sealer, found, Sent(lambda asked, seed: options))


def submit(session, who):
    return learning.submit(
        session, who, SEALER, text_of(session, who), evidence_id=uuid4(), today=TODAY
    )


def take(make, who, answers=ALL_RIGHT):
    """The whole module; whether it was recorded now."""
    with writing(make) as session:
        begin(session, who)
    for exercise, options in answers:
        with writing(make) as session:
            answer(session, who, exercise, options)
    with writing(make) as session:
        return submit(session, who)


def rows(make, table):
    with make.database.reading() as session:
        return session.query(table).filter_by(municipality_id=make.owner).all()


def work_of(make, who) -> Work:
    with make.database.reading() as session:
        return learning.opened(attempts.open_attempt(session, *who.key), SEALER)


def test_an_attempt_becomes_evidence_of_the_version_it_began_on(make, alva):
    take(make, learner(make, alva))

    [row] = rows(make, Evidence)
    assert (row.person_id, row.module_id, row.kind) == (alva, "first", "self")
    assert row.completed_on == TODAY
    assert row.recorded_by is row.withdraws is row.reason is None
    with make.database.reading() as session:
        assert row.version == text_of(session, learner(make, alva)).version


def test_evidence_tells_the_day_and_not_the_moment(make, alva):
    for module in ("first", "second"):
        take(make, learner(make, alva, module))

    for row in rows(make, Evidence):
        assert row.recorded_at == datetime(2026, 11, 23, tzinfo=UTC)
        assert row.id.version != 7


def test_the_status_follows_in_the_same_transaction(make, alva):
    take(make, learner(make, alva))
    assert "under-way" in {row.status for row in rows(make, StatusPeriod)}

    take(make, learner(make, alva, "second"))

    now = [row for row in rows(make, StatusPeriod) if row.from_on <= TODAY < row.to_on]
    assert [row.status for row in now] == ["valid"]


def test_what_is_kept_open_is_sealed_and_tells_no_time(make, alva):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
        answer(session, who, "say", ("1",))

    [row] = rows(make, Attempt)
    assert b"say" not in row.sealed
    assert SEALER.open(row.sealed)
    assert UUID(str(row.id)).version == 4
    assert row.begun_on == TODAY
    assert row.submitted_on is None


def test_beginning_again_goes_on_with_what_is_open(make, alva):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
        answer(session, who, "say", ("1",))

    with writing(make) as session:
        begin(session, who)

    assert len(rows(make, Attempt)) == 1
    assert work_of(make, who).answers == {"say": ("1",)}


def test_beginning_after_the_end_forgets_what_was_answered(make, alva):
    who = learner(make, alva)
    take(make, who)

    with writing(make) as session:
        begin(session, who)

    [row] = rows(make, Attempt)
    assert row.state == "open"
    assert work_of(make, who).answers == {}


@pytest.mark.parametrize("module", ["third", "", "FIRST"])
def test_what_is_not_published_cannot_be_begun(make, alva, module):
    with make.database.writing() as session, pytest.raises(Refusal) as refused:
        begin(session, learner(make, alva, module))

    assert refused.value.code == "module-not-found"


@pytest.mark.parametrize("options", [("4",), ("",), ("1", "2"), ("o12",)])
def test_an_answer_that_cannot_be_changes_nothing(make, alva, options):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)

    with make.database.writing() as session, pytest.raises(BadAnswer):
        answer(session, who, "say", options)

    assert work_of(make, who).answers == {}


def test_no_answer_is_taken_where_nothing_is_open(make, alva):
    with make.database.writing() as session, pytest.raises(Refusal) as refused:
        answer(session, learner(make, alva), "say", ("2",))

    assert refused.value.code == "attempt-over"


@pytest.mark.parametrize(
    "answers",
    [[], [("say", ("2",))], [("say", ("1",)), ("kind", ("2",))]],
    ids=["none", "some", "wrong"],
)
def test_what_does_not_meet_the_mark_is_refused_and_leaves_no_trace(make, alva, answers):
    who = learner(make, alva)

    with pytest.raises(Refusal) as refused:
        take(make, who, answers)

    assert refused.value.code == "attempt-unfinished"
    assert rows(make, Evidence) == rows(make, ExerciseCounter) == rows(make, ExerciseSeen) == []
    assert [row.state for row in rows(make, Attempt)] == ["open"]


def test_a_second_submission_is_no_second_completion(make, alva):
    who = learner(make, alva)
    take(make, who)

    with writing(make) as session:
        assert not submit(session, who)

    assert len(rows(make, Evidence)) == 1
    assert {row.count for row in rows(make, ExerciseCounter)} == {1}


def test_a_key_that_was_lost_is_told(make, alva):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
    stranger = Sealer([Fernet.generate_key().decode()], "pepper")

    with make.database.writing() as session, pytest.raises(Refusal) as refused:
        answer(session, who, "say", ("2",), sealer=stranger)

    assert refused.value.code == "attempt-unreadable"


def test_counters_take_first_answers_and_no_persons(make, alva):
    who = learner(make, alva)
    take(make, who, [("say", ("1",)), *RIGHT.items()])
    first = {(row.mark, row.count) for row in rows(make, ExerciseCounter)}

    take(make, who)
    again = {(row.mark, row.count) for row in rows(make, ExerciseCounter)}

    assert first == again == {("answered", 1), ("right", 1), ("option-1", 1), ("option-3", 1)}
    kept = " ".join(str(vars(row)) for row in rows(make, ExerciseSeen))
    assert str(alva) not in kept
    assert alva.hex not in kept


def test_counters_add_up_over_people(make):
    people = [make.person(has_secret=False) for _ in range(3)]

    for person in people:
        take(make, learner(make, person))

    by_mark = {row.mark: row.count for row in rows(make, ExerciseCounter)}
    assert by_mark["answered"] == 3
    assert len(rows(make, ExerciseSeen)) == 6


def test_leaving_the_result_deletes_the_answers_and_nothing_else(make, alva):
    who = learner(make, alva)
    take(make, who)
    with writing(make) as session:
        begin(session, learner(make, alva, "second"))

    with writing(make) as session:
        learning.leave_result(session, who)

    assert [row.module_id for row in rows(make, Attempt)] == ["second"]
    assert len(rows(make, Evidence)) == 1


def test_an_attempt_finishes_on_the_text_it_began_with(make, alva):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
        old = text_of(session, who)
    changed = MODULE.replace("1.0.0", "2.0.0").replace("To ask", "To wonder")
    publish(make.database, make.owner, course_files(changed), now=NOW)

    for exercise in old.exercises:
        with writing(make) as session:
            learning.answer(
                session, who, SEALER, exercise, Sent(lambda *_, e=exercise: RIGHT[e.id])
            )
    with writing(make) as session:
        learning.submit(session, who, SEALER, old, evidence_id=uuid4(), today=TODAY)

    [row] = rows(make, Evidence)
    assert row.version == old.version


def test_what_was_held_comes_back_once(make):
    token = b"t" * 32
    with writing(make) as session:
        learning.hold(session, make.owner, token, b"sealed", today=TODAY)

    taken = []
    for _ in range(2):
        with writing(make) as session:
            taken.append(learning.take_held(session, make.owner, token))

    assert taken == [b"sealed", None]
    assert rows(make, HeldAnswer) == []


def test_two_tabs_that_answer_at_once_both_count(make, alva):
    """The second has read the attempt before the first is done, as the page does."""
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
    has_read = threading.Event()

    def second_tab():
        with writing(make) as session:
            kept = attempts.open_attempt(session, *who.key)
            has_read.set()
            assert kept is not None
            answer(session, who, "kind", ("1", "3"))
            assert kept in session

    with writing(make) as session:
        answer(session, who, "say", ("2",))
        other = started(second_tab)
        has_read.wait(0.3)
    other.join(LONG_ENOUGH)

    assert work_of(make, who).answers == {"say": ("2",), "kind": ("1", "3")}


def test_two_tabs_that_submit_at_once_record_once(make, alva):
    who = learner(make, alva)
    with writing(make) as session:
        begin(session, who)
        for exercise, options in RIGHT.items():
            answer(session, who, exercise, options)

    told = at_once(make, *[lambda session: submit(session, who)] * 4)

    assert sorted(told) == [False, False, False, True]
    assert len(rows(make, Evidence)) == 1
    assert {row.count for row in rows(make, ExerciseCounter)} == {1}


def test_two_tabs_that_begin_at_once_share_one_attempt(make, alva):
    who = learner(make, alva)

    at_once(make, *[lambda session: begin(session, who)] * 4)

    assert len(rows(make, Attempt)) == 1


def test_many_who_submit_at_once_are_all_counted(make):
    people = [learner(make, make.person(has_secret=False)) for _ in range(6)]
    for who in people:
        with writing(make) as session:
            begin(session, who)
            for exercise, options in RIGHT.items():
                answer(session, who, exercise, options)

    told = at_once(make, *[lambda session, w=who: submit(session, w) for who in people])

    assert told == [True] * 6
    assert {row.mark: row.count for row in rows(make, ExerciseCounter)}["answered"] == 6


def test_an_exercise_that_two_modules_share_is_counted_once_for_a_person(make, alva):
    publish(make.database, make.owner, shared(), now=NOW)
    both = [learner(make, alva, module) for module in ("first", "second")]
    for who in both:
        with writing(make) as session:
            begin(session, who)
            for exercise, options in RIGHT.items():
                answer(session, who, exercise, options)

    at_once(make, *[lambda session, w=who: submit(session, w) for who in both])

    assert {row.mark: row.count for row in rows(make, ExerciseCounter)}["answered"] == 1


def shared():
    """Both modules in one wording, as a further version."""
    return course_files(MODULE.replace("version: 1.0.0", "version: 1.1.0"))


def test_two_modules_finished_at_once_leave_the_status_of_both(make, alva):
    """Each sees the other's evidence or comes after it; none stores what was true before."""
    both = [learner(make, alva, module) for module in ("first", "second")]
    for who in both:
        with writing(make) as session:
            begin(session, who)
            for exercise, options in RIGHT.items():
                answer(session, who, exercise, options)
    is_submitted = threading.Event()

    def second_tab():
        with writing(make) as session:
            is_submitted.set()
            submit(session, both[1])

    with writing(make) as session:
        submit(session, both[0])
        other = started(second_tab)
        is_submitted.wait(0.3)
        other.join(0.3)
    other.join(LONG_ENOUGH)

    assert len(rows(make, Evidence)) == 2
    with make.database.reading() as session:
        assert standing.disagreements(session, make.owner) == []


def started(act):
    """A thread whose failure is the test's."""
    thread = Failing(target=act)
    thread.start()
    return thread


class Failing(threading.Thread):
    def run(self):
        self.error = None
        try:
            super().run()
        except BaseException as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error is not None:
            raise self.error


def at_once(make, *acts):
    """What each of *acts* gives, in a transaction of its own, all begun together."""
    gate = threading.Barrier(len(acts))
    told = {}

    def run(number, act):
        gate.wait(LONG_ENOUGH)
        with writing(make) as session:
            told[number] = act(session)

    threads = [started(partial(run, number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.join(LONG_ENOUGH)
    return [told.get(number) for number in range(len(acts))]
