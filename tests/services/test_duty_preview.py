from dataclasses import replace
from datetime import date, timedelta

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.permissions import Role
from elearn.domain.record.concern import Rule
from elearn.services import duties
from elearn.services.duty_preview import Foreseen, foresee_change, foresee_end, foresee_new
from elearn.store.models import Duty, StatusPeriod
from tests.services.organisation import TODAY, Organisation
from tests.services.test_duties import act, place, wanted

__all__ = ["place"]


def seen(found: Foreseen) -> Foreseen:
    """Without who they are."""
    return replace(found, moved=())


def told(found: Foreseen) -> list[tuple]:
    return [(each.is_joining, each.rule, each.top, len(each.people)) for each in found.moved]


NOBODY = Foreseen(on=TODAY, concerned=0, overdue=0, joining=0, leaving=0, earlier=0)


@pytest.mark.parametrize(("families", "people"), [((), 2), (("207",), 1), (("9",), 0)])
def test_a_new_duty_concerns_each_person_of_today_once(place: Organisation, families, people):
    both = place.person()
    place.post(both, "Norr")
    place.post(both, "Inre")
    place.post(place.person(), "Inre", aid_code="351011")
    place.post(place.person(), "Inre", to_on=TODAY)

    found = seen(foresee_new(act(place), wanted(place, aid_families=frozenset(families))))

    assert found == replace(NOBODY, concerned=people, joining=people)


def test_a_duty_that_began_long_ago_finds_people_overdue_and_rewrites_days(place: Organisation):
    place.post(place.person(), "Norr", from_on=date(2026, 1, 1))

    found = seen(foresee_new(act(place), wanted(place, from_on=date(2026, 1, 1))))

    assert found == replace(NOBODY, concerned=1, joining=1, overdue=1, earlier=1)


def test_a_duty_to_come_is_foreseen_on_its_first_day(place: Organisation):
    place.post(place.person(), "Norr")
    start = TODAY + timedelta(days=10)

    found = seen(foresee_new(act(place), wanted(place, from_on=start)))

    assert found == replace(NOBODY, on=start, concerned=1, joining=1)


def test_a_change_is_compared_with_the_duty_as_it_stands(place: Organisation):
    place.post(place.person(), "Norr")
    place.post(place.person(), "Syd")
    place.post(place.person(), "Syd")
    made = duties.set_duty(act(place), wanted(place))

    found = foresee_change(act(place), made, wanted(place, "Syd"))

    assert seen(found) == replace(NOBODY, concerned=2, joining=2, leaving=1)
    south, north = place.units["Syd"], place.units["Norr"]
    assert told(found) == [(True, Rule.UNIT, south, 2), (False, Rule.UNIT, north, 1)]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"aid_families": frozenset({"9"})}, Rule.OCCUPATION),
        ({"employment_kinds": frozenset({EmploymentKind.HOURLY})}, Rule.KIND),
        ({"roles": frozenset({Role.MANAGER})}, Rule.ROLE),
        ({"from_on": TODAY + timedelta(days=1)}, Rule.PERIOD),
    ],
)
def test_the_preview_says_by_which_rule_somebody_leaves_and_comes_back(
    place: Organisation, values, rule
):
    """Once each, also with two posts; who has never been under it is not named."""
    alva = place.person()
    place.post(alva, "Norr")
    place.post(alva, "Inre")
    place.post(place.person(), "Syd")
    lasting = duties.set_duty(act(place), wanted(place, from_on=TODAY))

    found = foresee_change(act(place), lasting, wanted(place, **values))

    if rule is not Rule.PERIOD:
        assert told(found) == [(False, rule, None, 1)]
        duties.change_duty(act(place), lasting, wanted(place, **values))
        back = foresee_change(act(place), lasting, wanted(place))
        assert told(back) == [(True, rule, None, 1)]
        assert {one for one, _unit in back.moved[0].people} == {alva}
    else:
        assert told(found) == []


def test_the_nearest_of_the_chosen_units_is_the_reason(place: Organisation):
    place.post(place.person(), "Inre")

    found = foresee_new(act(place), wanted(place, "Kommunen", "Norr"))

    assert told(found) == [(True, Rule.UNIT, place.units["Norr"], 1)]


def test_another_time_to_take_it_rewrites_only_days_on_which_it_counts(place: Organisation):
    place.post(place.person(), "Norr", from_on=date(2026, 1, 1))
    long_ago = wanted(place, from_on=date(2026, 1, 1))
    made = duties.set_duty(act(place), long_ago)

    sooner = foresee_change(act(place), made, replace(long_ago, due_days=10))
    longer_valid = foresee_change(act(place), made, replace(long_ago, valid_days=900))

    assert (sooner.earlier, longer_valid.earlier) == (1, 0)


def test_foreseeing_stores_nothing(place: Organisation):
    place.post(place.person(), "Norr")

    foresee_new(act(place), wanted(place))

    place.session.flush()
    assert place.session.query(Duty).count() == place.session.query(StatusPeriod).count() == 0


def test_what_could_not_be_saved_cannot_be_foreseen(place: Organisation):
    made = duties.set_duty(act(place), wanted(place))

    with pytest.raises(Refusal, match="duty-exists"):
        foresee_new(act(place), wanted(place, "Syd"))
    with pytest.raises(Refusal, match="duty-days-outside"):
        foresee_change(act(place), made, wanted(place, due_days=0))


@pytest.mark.parametrize("is_changed", [False, True])
def test_an_ending_releases_whoever_is_concerned_on_the_day_after(place: Organisation, is_changed):
    place.post(place.person(), "Norr", from_on=date(2026, 1, 1))
    place.post(place.person(), "Norr", to_on=TODAY + timedelta(days=5))
    first = wanted(place, from_on=date(2026, 3, 1))
    made = duties.set_duty(act(place), first)
    if is_changed:
        duties.change_duty(act(place), made, replace(first, due_days=90, holds_from=TODAY))

    for day in (TODAY, TODAY + timedelta(days=9)):
        found = foresee_end(act(place), made, day)
        leaving = 2 if day == TODAY else 1
        assert seen(found) == replace(NOBODY, on=day, leaving=leaving)
        assert told(found) == [(False, Rule.PERIOD, None, leaving)]
    with pytest.raises(Refusal, match="duty-ends-before-today"):
        foresee_end(act(place), made, TODAY - timedelta(days=1))
