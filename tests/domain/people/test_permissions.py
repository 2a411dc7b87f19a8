from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import (
    PERMISSIONS,
    Actor,
    Grant,
    Held,
    Permission,
    Role,
    deputised,
    hangs_on_a_role,
    permits,
    units_within,
)
from tests.domain.people.organisations import START, chart, day, naive_path, trees, unit

TODAY = day(100)
TOWN, SCHOOL, CARE, CLASS = map(unit, range(4))
TREE = OrgTree.on(TODAY, chart("town town>school town>care school>class"))


def actor(*grants: Grant, slip: bool = False) -> Actor:
    return Actor(unit(90), unit(91), grants, slip=slip)


def grant(role: Role, at: int = 1, **facts: object) -> Grant:
    return Grant(role, unit(at), START, None, **facts)  # type: ignore[arg-type]


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    start = draw(st.integers(90, 105))
    end = draw(st.none() | st.integers(start + 1, 110).map(day))
    at = draw(st.integers(0, 13).map(unit))
    return Grant(draw(st.sampled_from(Role)), at, day(start), end, draw(st.booleans()))


@given(
    trees(),
    st.lists(grants(), max_size=4),
    st.sampled_from([each for each in Permission if Held in map(type, PERMISSIONS[each])]),
    st.booleans(),
)
def test_a_role_reaches_its_unit_and_all_under_it_and_nothing_else(
    tree: OrgTree, held: list[Grant], permission: Permission, slip: bool
) -> None:
    somebody = actor(*held, slip=slip)
    tops = {
        each.unit
        for each in held
        for clause in PERMISSIONS[permission]
        if isinstance(clause, Held) and clause.role == each.role
        if each.from_on <= TODAY and (each.to_on is None or each.to_on > TODAY)
        if not (each.deputy and permission is Permission.APPOINT_DEPUTY) and not slip
    }

    within = units_within(somebody, permission, tree, TODAY)

    assert within == {at for at in tree if tops & set(naive_path(tree, at))}
    assert within == {at for at in tree if permits(somebody, permission, at, tree, TODAY)}
    assert permits(somebody, permission, None, tree, TODAY) == bool(within)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_stands_in_the_table(permission: Permission) -> None:
    assert permission in PERMISSIONS


ROLE_PERMISSIONS = {
    Role.LEARNER: set(),
    Role.MANAGER: {
        Permission.SEE_UNIT_STATUS,
        Permission.EXPORT_UNIT,
        Permission.ADD_COLLEAGUE,
        Permission.DECIDE_FOR_COLLEAGUES,
        Permission.ISSUE_SLIP,
        Permission.APPOINT_DEPUTY,
        Permission.RUN_MEETINGS,
        Permission.SEE_COUNTS,
    },
    Role.COORDINATOR: {
        Permission.SEE_COUNTS,
        Permission.ADMINISTER,
        Permission.EDIT_DUTIES,
        Permission.EDIT_ROUTES,
        Permission.OPEN_COURSES,
        Permission.SEE_LETTERS,
        Permission.RUN_PANELS,
        Permission.SEE_MEASUREMENT,
    },
    Role.AUTHOR: {Permission.SEE_ITEM_STATISTICS},
    Role.REVIEWER: {Permission.SEE_ITEM_STATISTICS},
    Role.ADMINISTRATOR: {
        Permission.ISSUE_SLIP,
        Permission.ADMINISTER,
        Permission.IMPORT_PEOPLE,
        Permission.EDIT_PEOPLE,
        Permission.EDIT_UNITS,
        Permission.GRANT_ROLES,
        Permission.SEE_AUDIT,
        Permission.OPEN_COURSES,
        Permission.SEE_LETTERS,
    },
}
EVERYBODYS = {Permission.PUBLIC, Permission.SIGNED_IN, Permission.LEARN, Permission.OWN_RECORD}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_this_in_its_unit(role: Role) -> None:
    somebody = actor(grant(role))

    allowed = {each for each in Permission if permits(somebody, each, CLASS, TREE, TODAY)}

    assert allowed == ROLE_PERMISSIONS[role] | EVERYBODYS


def test_a_manager_does_not_see_a_sister_unit_or_the_unit_above() -> None:
    manager = actor(grant(Role.MANAGER))

    assert not permits(manager, Permission.SEE_UNIT_STATUS, CARE, TREE, TODAY)
    assert not permits(manager, Permission.SEE_UNIT_STATUS, TOWN, TREE, TODAY)


@pytest.mark.parametrize(
    ("somebody", "expected"),
    [
        (None, {Permission.PUBLIC}),
        (actor(grant(Role.ADMINISTRATOR), slip=True), {Permission.PUBLIC, Permission.SIGNED_IN}),
        (actor(), EVERYBODYS),
    ],
)
def test_without_a_role_this_is_open(somebody: Actor | None, expected: set[Permission]) -> None:
    assert {p for p in Permission if permits(somebody, p, None, TREE, TODAY)} == expected
    assert {p for p in Permission if permits(somebody, p, TOWN, TREE, TODAY)} == expected


@pytest.mark.parametrize(
    ("from_on", "to_on", "expected"),
    [
        (TODAY, day(101), True),
        (day(99), TODAY, False),
        (day(101), None, False),
    ],
)
def test_a_grant_holds_from_its_first_day_until_its_last(
    from_on: date, to_on: date | None, expected: bool
) -> None:
    manager = actor(Grant(Role.MANAGER, SCHOOL, from_on, to_on))

    assert permits(manager, Permission.SEE_UNIT_STATUS, CLASS, TREE, TODAY) is expected


def test_a_grant_on_a_unit_that_is_gone_permits_nothing() -> None:
    manager = actor(Grant(Role.MANAGER, unit(9), START, None))

    assert not permits(manager, Permission.SEE_UNIT_STATUS, unit(9), TREE, TODAY)
    assert not permits(manager, Permission.SEE_UNIT_STATUS, None, TREE, TODAY)


def test_a_deputy_does_a_managers_work_for_three_months_but_appoints_nobody() -> None:
    manager = actor(grant(Role.MANAGER))

    lent = deputised(manager, CLASS, date(2024, 11, 30), date(2025, 2, 28), TREE, today=TODAY)

    assert lent == Grant(Role.MANAGER, CLASS, date(2024, 11, 30), date(2025, 2, 28), deputy=True)
    deputy = actor(lent)
    assert permits(deputy, Permission.SEE_UNIT_STATUS, CLASS, TREE, date(2024, 12, 1))
    assert not permits(deputy, Permission.APPOINT_DEPUTY, CLASS, TREE, date(2024, 12, 1))


@pytest.mark.parametrize(
    ("somebody", "at", "to_on", "code"),
    [
        (actor(grant(Role.MANAGER)), SCHOOL, day(100 + 93), "deputy-too-long"),
        (actor(grant(Role.MANAGER)), CARE, day(110), "deputy-outside-own-units"),
        (actor(grant(Role.MANAGER)), TOWN, day(110), "deputy-outside-own-units"),
        (actor(grant(Role.MANAGER, deputy=True)), SCHOOL, day(110), "deputy-outside-own-units"),
        (actor(grant(Role.ADMINISTRATOR)), SCHOOL, day(110), "deputy-outside-own-units"),
        (actor(grant(Role.MANAGER)), SCHOOL, TODAY, "ends-before-it-starts"),
    ],
)
def test_an_improper_deputy_is_refused(somebody: Actor, at: object, to_on: date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        deputised(somebody, at, TODAY, to_on, TREE, today=TODAY)  # type: ignore[arg-type]

    assert refused.value.code == code


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_what_hangs_on_no_role_is_answered_alike_without_a_tree(
    permission: Permission, role: Role
) -> None:
    somebody = actor(grant(role))

    without = permits(somebody, permission, None, OrgTree({}), TODAY)

    if not hangs_on_a_role(permission):
        assert without == permits(somebody, permission, None, TREE, TODAY)
    else:
        assert not without
