import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.recognition.change import CourseOfEvents, judge, report

COURSES = st.integers(4, 8).flatmap(
    lambda notes: st.builds(CourseOfEvents, st.just(notes), st.none() | st.integers(1, notes))
)


def alarm_on(note: int | None, notes: int = 6) -> list[int]:
    """Level 2 on that note, and lower levels on all others."""
    return [2 if at == note else at % 2 for at in range(1, notes + 1)]


@pytest.mark.parametrize(
    ("alarm_at", "credit"),
    [(1, 0.0), (2, 0.0), (3, 1.0), (4, 1.0), (5, 2 / 3), (6, 1 / 3), (None, 0.0)],
    ids=["much too early", "early", "at once", "next", "late", "at the end", "never"],
)
def test_a_change_on_the_third_of_six_notes(alarm_at, credit):
    outcome = judge(CourseOfEvents(6, 3), alarm_on(alarm_at))

    assert outcome.credit == pytest.approx(credit)
    assert outcome.is_false_alarm is (alarm_at in (1, 2))
    assert outcome.missed is (alarm_at is None)
    assert outcome.delay == (alarm_at - 3 if alarm_at and alarm_at >= 3 else None)


@pytest.mark.parametrize(
    ("alarm_at", "credit"), [(None, 1.0), (1, 0.0), (6, 0.0)], ids=["never", "first", "last"]
)
def test_where_nothing_changes_any_alarm_is_false(alarm_at, credit):
    outcome = judge(CourseOfEvents(6, None), alarm_on(alarm_at))

    assert outcome.credit == credit
    assert outcome.is_false_alarm is (alarm_at is not None)
    assert (outcome.delay, outcome.missed) == (None, False)


def test_a_change_on_the_last_note_can_only_be_seen_there():
    course = CourseOfEvents(6, 6)

    assert [judge(course, alarm_on(note)).credit for note in (5, 6, None)] == [0, 1, 0]


def test_only_the_first_alarm_counts():
    outcome = judge(CourseOfEvents(4, 3), [3, 0, 0, 0])

    assert (outcome.is_false_alarm, outcome.credit) == (True, 0)


def test_every_level_may_be_chosen_in_one_run():
    outcome = judge(CourseOfEvents(4, 3), [0, 1, 2, 3])

    assert (outcome.credit, outcome.delay) == (1, 0)


@given(COURSES)
def test_seeing_it_sooner_is_never_worse(course):
    at = course.change_at or course.notes + 1
    credits = [
        judge(course, alarm_on(note, course.notes)).credit for note in range(at, course.notes + 1)
    ]

    assert credits == sorted(credits, reverse=True)
    assert all(0 < credit <= 1 for credit in credits)


def test_false_alarms_misses_and_delay_are_told_apart():
    quiet, changing = CourseOfEvents(6, None), CourseOfEvents(6, 3)
    outcomes = [
        judge(quiet, alarm_on(None)),
        judge(quiet, alarm_on(4)),
        judge(changing, alarm_on(2)),
        judge(changing, alarm_on(None)),
        judge(changing, alarm_on(3)),
        judge(changing, alarm_on(6)),
    ]

    found = report(outcomes)

    assert (found.false_alarms.successes, found.false_alarms.trials) == (2, 6)
    assert (found.missed.successes, found.missed.trials) == (1, 6)
    assert found.median_delay == 1.5


def test_without_a_change_seen_there_is_no_delay():
    found = report([])

    assert (found.false_alarms.fraction, found.median_delay) == (None, None)


@pytest.mark.parametrize("levels", [[0] * 5, [0] * 7, [0, 0, 0, 0, 0, 4], [-1] + [0] * 5], ids=str)
def test_other_than_one_level_a_note_is_refused(levels):
    with pytest.raises(BadAnswer, match="answer-malformed"):
        judge(CourseOfEvents(6, 3), levels)


@pytest.mark.parametrize(("notes", "change_at"), [(3, 1), (9, 1), (6, 0), (6, 7)], ids=str)
def test_a_course_of_events_outside_its_limits_is_refused(notes, change_at):
    with pytest.raises(Refusal, match="course-of-events-malformed"):
        CourseOfEvents(notes, change_at)
