from datetime import date
from typing import Any
from uuid import UUID

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.org import OrgHistory
from elearn.domain.people.permissions import Role
from elearn.domain.people.reorganisation import moved
from elearn.domain.record.concern import Concern, concern_of
from elearn.domain.record.duty import DueFrom
from tests.domain.people.organisations import chart, day, unit
from tests.domain.record.cases import concerned, duty, post, span

TOWN, SCHOOL, CARE, TEAM = map(unit, range(4))
HISTORY = OrgHistory(moved(chart("town town>school town>care school>team"), TEAM, CARE, day(50)))


def of_school(*posts: Employment) -> Concern:
    return concern_of(duty(units=frozenset({SCHOOL})), posts, HISTORY)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], concerned()),
        ([post(unit=SCHOOL)], concerned((0, None))),
        ([post(unit=CARE)], concerned()),
        ([post(unit=TEAM)], concerned((0, 50))),
        ([post(unit=TOWN)], concerned()),
        (
            [post(unit=TEAM, from_on=day(10)), post(2, unit=SCHOOL, to_on=day(20))],
            concerned((0, 50)),
        ),
        ([post(unit=TEAM), post(2, unit=SCHOOL, from_on=day(50))], concerned((0, None))),
        ([post(unit=SCHOOL, provisional=True)], concerned((0, 30))),
    ],
)
def test_a_duty_concerns_whoever_has_a_post_under_its_units(
    posts: list[Employment], expected: Concern
) -> None:
    assert of_school(*posts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"aid_families": frozenset({"2070"})}, concerned((0, None))),
        ({"aid_families": frozenset({"5"})}, concerned()),
        ({"employment_kinds": frozenset({EmploymentKind.PERMANENT})}, concerned((0, None))),
        ({"employment_kinds": frozenset({EmploymentKind.HOURLY})}, concerned()),
        ({"from_on": day(10), "to_on": day(20)}, concerned((10, 20))),
    ],
)
def test_a_duty_asks_certain_posts_for_a_certain_time(
    facts: dict[str, object], expected: Concern
) -> None:
    assert concern_of(duty(**facts), [post()], HISTORY) == expected


def test_a_duty_pauses_on_leave_from_every_post_that_asks_for_it() -> None:
    half = post(1, unit=SCHOOL, leaves=(span(10, 30),))
    other_half = post(2, unit=SCHOOL, leaves=(span(25, 40), span(20, 26)))
    elsewhere = post(3, unit=CARE)

    concern = of_school(half, other_half, elsewhere)

    assert concern == concerned((0, None), paused=((20, 30),))


def test_leave_from_one_post_does_not_pause_while_another_asks() -> None:
    assert (
        of_school(post(1, unit=SCHOOL, leaves=(span(10, 30),)), post(2, unit=SCHOOL)).paused == ()
    )


@pytest.mark.parametrize(
    ("periods", "spells"),
    [
        (((0, 10), (40, 50)), ((0, 50),)),
        (((0, 10), (41, 50)), ((0, 10), (41, 50))),
        (((0, 10), (30, 40), (60, None)), ((0, None),)),
    ],
)
def test_gaps_of_up_to_thirty_days_are_bridged(
    periods: tuple[tuple[int, int | None], ...], spells: tuple[tuple[int, int | None], ...]
) -> None:
    assert concerned(*periods).spells == concerned(*spells).periods


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"modules": ()}, "duty-without-modules"),
        ({"units": frozenset[UUID]()}, "duty-without-units"),
        ({"due_days": -1}, "days-below-zero"),
        ({"renewal_days": -1}, "days-below-zero"),
        ({"valid_days": 20, "renewal_days": 20}, "renewal-not-within-validity"),
        ({"valid_days": 0, "renewal_days": 0}, "renewal-not-within-validity"),
        ({"to_on": day(0)}, "ends-before-it-starts"),
    ],
)
def test_a_duty_that_nobody_could_follow_is_refused(facts: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        duty(**facts)

    assert refused.value.code == code


def held(role: Role, start: int, end: int | None) -> tuple[Role, Interval]:
    return role, span(start, end)


def test_a_duty_for_a_role_concerns_whoever_holds_it_and_has_a_post() -> None:
    asked = duty(roles=frozenset({Role.MANAGER}))
    roles = [held(Role.MANAGER, 10, 20), held(Role.AUTHOR, 0, None), held(Role.MANAGER, 60, 90)]

    found = concern_of(asked, [post(to_on=day(80))], HISTORY, roles)

    assert found.periods == (span(10, 20), span(60, 80))
    assert concern_of(asked, [], HISTORY, roles).periods == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"due_from": DueFrom.CONCERN}, ()),
        ({"due_from": DueFrom.EMPLOYMENT}, (day(-200),)),
        ({"due_from": DueFrom.ROLE, "roles": frozenset({Role.MANAGER})}, (day(-50),)),
        ({"due_from": DueFrom.PUBLICATION}, (day(0),)),
        ({"due_from": DueFrom.PUBLICATION, "published_on": day(-9)}, (day(-9),)),
        ({"due_from": DueFrom.PUBLICATION, "published_on": day(9)}, (day(9),)),
    ],
)
def test_the_days_are_counted_from_what_the_duty_says(
    facts: dict[str, Any], expected: tuple[date, ...]
) -> None:
    """Two rows of one number are one employment; another employment is another matter."""
    posts = [
        post(1, from_on=day(-200), to_on=day(-90), aid_code="5150"),
        post(1, from_on=day(-90)),
        post(2, from_on=day(-300), to_on=day(-250)),
    ]

    found = concern_of(duty(**facts), posts, HISTORY, [held(Role.MANAGER, -50, None)])

    assert found.periods == (span(0, None),)
    assert found.counted_from == expected


def test_whoever_comes_later_does_not_count_from_an_old_publication() -> None:
    asked = duty(due_from=DueFrom.PUBLICATION, published_on=day(-9))

    assert concern_of(asked, [post(from_on=day(40))], HISTORY).counted_from == (day(40),)
