"""Who gets a letter on a day, and the one thing that a manager is asked to do."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.record.completion import Status
from elearn.domain.record.reminders import Asked, Sent, Step
from elearn.domain.record.week_letters import Advice, Facts, letters_on, to_list

TOP, AREA, UNIT, OTHER = (UUID(int=number) for number in range(1, 5))
HEAD, BOSS, NEIGHBOUR = (UUID(int=number) for number in range(11, 14))
TREE = OrgTree.on(
    date(2026, 1, 1),
    [
        Placement(TOP, None, "Town", date(2020, 1, 1), None),
        Placement(AREA, TOP, "Area", date(2020, 1, 1), None),
        Placement(UNIT, AREA, "Unit", date(2020, 1, 1), None),
        Placement(OTHER, AREA, "Other", date(2020, 1, 1), None),
    ],
)
DUTY = UUID(int=99)
DUE = date(2026, 11, 2)
MANAGERS = {AREA: frozenset({HEAD}), UNIT: frozenset({BOSS}), OTHER: frozenset({NEIGHBOUR})}


def person(number):
    return UUID(int=100 + number)


def facts(people=1, said=(), reachable=True, late=True, unit=UNIT, managers=MANAGERS):
    persons = [person(number) for number in range(people)]
    status = Status.NEVER_OVERDUE if late else Status.NEVER_NOT_DUE
    rows = {
        each: [Asked(each, DUTY, "basics", status, DUE, date(2026, 1, 1), None)] for each in persons
    }
    return Facts(
        asked=rows,
        sent={
            each: [Sent(each, DUTY, DUE, step, DUE + timedelta(days=days), each)
                   for step, days in said]
            for each in persons
        },
        reachable=frozenset({*(persons if reachable else ()), HEAD, BOSS, NEIGHBOUR}),
        units={each: frozenset({unit}) for each in persons},
        managers=managers,
    )  # fmt: skip


def letters(known, days):
    return letters_on(known, TREE, DUE + timedelta(days=days))


REACHED = [("after-due", 1), ("after-due-again", 15)]
TOLD = [*REACHED, ("manager-1", 23)]


def test_somebody_who_is_late_gets_a_letter_and_nobody_else_does():
    found = letters(facts(), 1)

    assert found.keys() == {person(0)}
    assert [line.step for line in found[person(0)].lines] == [Step.AFTER_DUE]
    assert [told.step for told in found[person(0)].told] == ["after-due"]


def test_without_a_new_rung_there_is_no_letter():
    assert letters(facts(said=[("after-due", 1)]), 8) == {}


def test_the_nearest_manager_hears_of_it_first_and_alone():
    found = letters(facts(people=2, said=REACHED), 23)

    assert found.keys() == {BOSS}
    said = found[BOSS].recommendation
    assert (said.advice, said.unit, said.people) == (Advice.TALK, UNIT, 2)
    assert [told.step for told in found[BOSS].told] == ["manager-1", "manager-1"]


def test_the_next_manager_hears_of_it_four_weeks_after_the_nearest():
    assert HEAD not in letters(facts(said=TOLD), 50)

    found = letters(facts(said=TOLD), 51)

    assert found[HEAD].recommendation.advice is Advice.ASK_MANAGER
    assert [told.step for told in found[HEAD].told] == ["manager-2"]
    assert found[BOSS].told == ()


def test_a_unit_without_a_manager_is_told_of_one_level_up():
    found = letters(facts(said=REACHED, managers={AREA: frozenset({HEAD})}), 23)

    assert found[HEAD].recommendation.advice is Advice.TALK


def test_nobody_is_told_of_themselves():
    managers = {AREA: frozenset({HEAD}), UNIT: frozenset({person(0)})}

    found = letters(facts(said=REACHED, managers=managers), 23)

    assert found.keys() == {HEAD}


def test_whoever_has_no_address_is_on_the_nearest_manager_s_list_and_told_of_to_nobody_else():
    known = facts(reachable=False, said=REACHED)

    found = letters(known, 400)

    assert found.keys() == {BOSS}
    assert found[BOSS].recommendation.advice is Advice.PRINT_LIST
    assert found[BOSS].told == ()
    assert to_list(known, frozenset({UNIT}), DUE).keys() == {person(0)}
    assert to_list(known, frozenset({OTHER}), DUE) == {}


@pytest.mark.parametrize(("said", "expected"), [(REACHED, Advice.TALK), (TOLD, Advice.PRINT_LIST)])
def test_what_was_said_once_makes_way_for_those_whom_no_letter_reaches(said, expected):
    known = facts(people=3, said=said)
    known.reachable -= {person(0)}

    assert letters(known, 30)[BOSS].recommendation.advice is expected


@pytest.mark.parametrize(("people", "expected"), [(4, False), (5, True)])
def test_a_meeting_is_proposed_when_there_are_enough_for_one(people, expected):
    found = letters(facts(people=people, late=False), -10)

    assert (BOSS in found) is expected
    if expected:
        assert found[BOSS].recommendation.advice is Advice.PLAN_MEETING


def test_a_manager_s_own_reminder_and_the_advice_are_one_letter():
    known = facts(said=REACHED)
    own = Asked(BOSS, DUTY, "basics", Status.EXPIRING, date(2026, 12, 1), DUE, None)
    known.asked = {**known.asked, BOSS: [own]}

    found = letters(known, 23)

    assert [line.step for line in found[BOSS].lines] == [Step.ON_EXPIRY]
    assert found[BOSS].recommendation.advice is Advice.TALK


def test_whoever_waits_for_an_answer_comes_first_and_before_the_nearest_manager_alone():
    known = facts(people=2, said=REACHED)
    known.waiting = frozenset({person(0)})

    found = letters(known, 23)

    assert found.keys() == {BOSS}
    said = found[BOSS].recommendation
    assert (said.advice, said.unit, said.people) == (Advice.ANSWER, UNIT, 1)


def test_a_manager_who_waits_is_answered_by_the_one_above():
    known = facts(people=0)
    known.units = {BOSS: frozenset({UNIT})}
    known.waiting = frozenset({BOSS})

    found = letters(known, 0)

    assert found.keys() == {HEAD}
