"""Who needs help, and the one thing to do about it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import Coverage
from elearn.domain.record.help_needed import (
    PersonHelp,
    UnitHelp,
    UnitNeed,
    horizon,
    led_directly,
    person_need,
    unit_help,
    unit_need,
)
from elearn.domain.record.reminders import Asked
from tests.domain.people.organisations import START, chart, unit

TODAY = date(2026, 11, 23)
SOMEBODY = UUID(int=1)


def asked(status: Status, days: int, course: str = "grunden") -> Asked:
    """Due so many days from today."""
    return Asked(SOMEBODY, UUID(int=2), course, status, TODAY + timedelta(days), TODAY, None)


def test_what_falls_due_soon_are_those_who_would_be_late_then():
    now = Coverage.of({Status.NEVER_OVERDUE: 2, Status.NEVER_NOT_DUE: 4})
    then = Coverage.of({Status.NEVER_OVERDUE: 5, Status.NEVER_NOT_DUE: 1}, begun_late=1)

    assert unit_need(now, then) == UnitNeed(late=2, soon=4)
    assert unit_need(then, now) == UnitNeed(late=6, soon=0)
    assert not UnitNeed(0, 0)


@pytest.mark.parametrize(
    ("needs", "is_led", "help"),
    [
        ([UnitNeed(1, 0)], True, UnitHelp.ASK_MANAGER),
        ([UnitNeed(0, 9), UnitNeed(1, 0)], True, UnitHelp.ASK_MANAGER),
        ([UnitNeed(0, 5)], True, UnitHelp.PLAN_MEETING),
        ([UnitNeed(0, 4), UnitNeed(0, 3)], True, UnitHelp.LETTERS),
        ([UnitNeed(0, 1)], False, UnitHelp.APPOINT),
        ([UnitNeed(9, 9)], False, UnitHelp.APPOINT),
    ],
)
def test_a_unit_has_one_thing_to_do(needs, is_led, help):
    assert unit_help(needs, is_led=is_led) is help


@pytest.mark.parametrize(
    ("things", "is_reachable", "help"),
    [
        ([asked(Status.NEVER_OVERDUE, -3)], True, PersonHelp.TALK),
        ([asked(Status.EXPIRED, -1)], True, PersonHelp.TALK),
        ([asked(Status.NEVER_OVERDUE, -3)], False, PersonHelp.TELL),
        ([asked(Status.UNDER_WAY, -3)], False, PersonHelp.MAKE_TIME),
        (
            [asked(Status.UNDER_WAY, -3), asked(Status.EXPIRED, -3, "samtal")],
            True,
            PersonHelp.TALK,
        ),
        ([asked(Status.NEVER_NOT_DUE, 30)], True, PersonHelp.LETTER),
        ([asked(Status.NEVER_NOT_DUE, 0)], False, PersonHelp.TELL),
    ],
)
def test_a_person_has_one_thing_to_do(things, is_reachable, help):
    need = person_need(SOMEBODY, things, is_reachable=is_reachable, today=TODAY)

    assert need is not None
    assert need.help is help


def test_nobody_needs_help_with_what_falls_due_later_or_is_over():
    later = asked(Status.NEVER_NOT_DUE, 31)
    over = Asked(SOMEBODY, UUID(int=2), "grunden", Status.EXPIRED, TODAY, date.min, TODAY)

    assert horizon(TODAY) == date(2026, 12, 23)
    assert person_need(SOMEBODY, [later, over], is_reachable=True, today=TODAY) is None


def test_of_two_duties_for_a_course_the_earlier_day_is_told():
    need = person_need(
        SOMEBODY,
        [asked(Status.NEVER_NOT_DUE, 9), asked(Status.NEVER_NOT_DUE, 3)],
        is_reachable=True,
        today=TODAY,
    )

    assert need is not None
    assert [each.due_on for each in need.things] == [TODAY + timedelta(3)]


def test_whom_somebody_leads_ends_where_another_manager_begins():
    tree = OrgTree.on(START, chart("town town>school town>care care>night care>day"))
    town, _school, care, night, day = map(unit, range(5))

    assert led_directly(tree, frozenset({care}), frozenset({night})) == {care, day}
    assert led_directly(tree, frozenset({care, night}), frozenset({night})) == {care, day, night}
    assert led_directly(tree, frozenset({town}), frozenset({care})) == {town, unit(1)}
    assert not led_directly(tree, frozenset(), frozenset({care}))
