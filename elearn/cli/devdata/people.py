"""Who works where since when: units, persons, posts, leaves and roles of the demo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from elearn.cli.devdata import tree
from elearn.cli.devdata.names import somebody
from elearn.cli.devdata.rows import DAYS_A_YEAR, Rows
from elearn.cli.devdata.tree import Planned
from elearn.store.models import (
    Credential,
    Employment,
    Leave,
    Person,
    PersonIdentifier,
    RoleGrant,
    Unit,
    UnitPlacement,
)

FIRST_NUMBER = 100_001
NOT_YET_CONFIRMED = 1
"""Colleagues whom payroll does not know yet."""
MOVED_DAYS_AGO = 150
YEARS_BACK = 18
LEAVERS = 0.06
SUMMER_STAFF = 0.04
NEWLY_HIRED = 0.12
ON_LEAVE = 0.07
SUMMER = ((6, 15), (8, 23))
DEMO_PEOPLE = (
    ("employee@demo.test", "Samira", "Östlund", tree.DEMO_EMPLOYEE_UNIT, "207024", 40, ()),
    ("manager@demo.test", "Ingrid", "Haddad", tree.DEMO_MANAGER_UNIT, "101012", 2400, ("manager",)),
    (
        "coordinator@demo.test",
        "Elias",
        "Norén",
        tree.COORDINATOR_UNIT,
        "151013",
        1500,
        ("coordinator", "author"),
    ),
    (
        "admin@demo.test",
        "Petra",
        "Ahonen",
        tree.ADMINISTRATOR_UNIT,
        "152014",
        1900,
        ("administrator", "reviewer"),
    ),
)
"""Sign-in name, given and family name, unit, occupation, days employed, roles."""


@dataclass(frozen=True)
class Post:
    person: UUID
    employment: UUID
    unit: Planned
    from_on: date
    to_on: date | None
    on_leave: bool = False
    """Today."""


@dataclass
class Workforce:
    units: Mapping[str, UUID]
    """By code."""
    posts: list[Post] = field(default_factory=list)
    """One a person: the first. Second posts are rows only."""
    managers: dict[str, UUID] = field(default_factory=dict)
    """By code of the unit."""
    demo: dict[str, UUID] = field(default_factory=dict)
    """The four who can sign in, by sign-in name."""


def settle(rows: Rows, people: int, secret_hash: str) -> Workforce:
    """*people* are those employed today; who left or helped out in summer comes on top."""
    planned = tree.planned_units(people - len(DEMO_PEOPLE) - NOT_YET_CONFIRMED)
    workforce = Workforce(_found_units(rows, planned))
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + 3 * people))
    _hire_demo(rows, workforce, planned, numbers, secret_hash)
    for unit in planned:
        for place in range(unit.people):
            is_manager = place == 0 and unit.code not in (
                tree.DEMO_MANAGER_UNIT,
                tree.WITHOUT_MANAGER,
            )
            _hire(rows, workforce, unit, next(numbers), is_manager=is_manager)
        _add_former(rows, workforce, unit, numbers)
    _add_second_posts(rows, workforce, planned, numbers)
    _add_specials(rows, workforce, numbers)
    return workforce


def _found_units(rows: Rows, planned: Sequence[Planned]) -> Mapping[str, UUID]:
    ids = {unit.code: rows.new_id() for unit in planned}
    founded_on = rows.today.replace(month=1, day=1) - timedelta(365 * YEARS_BACK)
    moved_on = rows.today - timedelta(MOVED_DAYS_AGO)
    for unit in planned:
        rows.add(
            Unit,
            id=ids[unit.code],
            code=unit.code,
            kind=unit.kind,
            controller=unit.controller,
            retention_months=None,
        )
        since = founded_on
        if unit.code == tree.MOVED_UNIT:
            _place(rows, ids[unit.code], ids[tree.MOVED_FROM], unit.name, since, moved_on)
            since = moved_on
        _place(rows, ids[unit.code], ids.get(unit.parent), unit.name, since, None)
    return ids


def _place(
    rows: Rows, unit: UUID, parent: UUID | None, name: str, from_on: date, to_on: date | None
) -> None:
    rows.add(
        UnitPlacement,
        unit_id=unit,
        from_on=from_on,
        to_on=to_on,
        parent_id=parent,
        name=name,
        merged_into=None,
    )


def _hire_demo(
    rows: Rows,
    workforce: Workforce,
    planned: Sequence[Planned],
    numbers: Iterator[int],
    secret_hash: str,
) -> None:
    by_code = {unit.code: unit for unit in planned}
    for name, given, family, code, aid, days, roles in DEMO_PEOPLE:
        person = _person(rows, given, family, email=name)
        _identify(rows, person, "sign-in", name)
        rows.add(
            Credential,
            person_id=person,
            secret_hash=secret_hash,
            set_at=rows.midday(rows.today - timedelta(days)),
        )
        from_on = rows.today - timedelta(days)
        post = _employ(
            rows, workforce, person, by_code[code], next(numbers), aid, "permanent", from_on
        )
        workforce.posts.append(post)
        workforce.demo[name] = person
        for role in roles:
            _grant(rows, workforce, person, role, code if role == "manager" else tree.TOP)
    workforce.managers[tree.DEMO_MANAGER_UNIT] = workforce.demo["manager@demo.test"]


def _hire(
    rows: Rows, workforce: Workforce, unit: Planned, number: int, *, is_manager: bool
) -> None:
    """Somebody who works there today."""
    chance = rows.chance
    person = _somebody(rows, unit)
    if is_manager:
        from_on = rows.today - timedelta(chance.randint(500, 365 * 10))
        post = _employ(
            rows, workforce, person, unit, number, tree.MANAGER_CODE, "permanent", from_on
        )
        workforce.managers[unit.code] = person
        _grant(rows, workforce, person, "manager", unit.code)
    else:
        kind, from_on, to_on = _terms(rows, unit)
        code = chance.choice(unit.work.codes)
        post = _employ(rows, workforce, person, unit, number, code, kind, from_on, to_on)
        post = _perhaps_on_leave(rows, post)
    workforce.posts.append(post)


def _terms(rows: Rows, unit: Planned) -> tuple[str, date, date | None]:
    """Kind, first day and, where it is known, the day after the last."""
    chance = rows.chance
    draw = chance.random()
    if draw < unit.work.hourly:
        return "hourly", rows.today - timedelta(chance.randint(5, 1400)), None
    if draw < unit.work.hourly + unit.work.temporary:
        from_on = rows.today - timedelta(chance.randint(5, 330))
        return "temporary", from_on, rows.today + timedelta(chance.randint(10, 300))
    is_new = chance.random() < NEWLY_HIRED
    days = chance.randint(3, 365) if is_new else chance.randint(366, 365 * (YEARS_BACK - 3))
    return "permanent", rows.today - timedelta(days), None


def _perhaps_on_leave(rows: Rows, post: Post) -> Post:
    """Some are away today, some were; never why."""
    chance = rows.chance
    employed_days = (rows.today - post.from_on).days
    if post.to_on is not None or employed_days < 120 or chance.random() > ON_LEAVE:
        return post
    from_on = rows.today - timedelta(chance.randint(14, min(employed_days - 1, 400)))
    days = chance.randint(20, 420)
    rows.add(
        Leave,
        employment_id=post.employment,
        from_on=from_on,
        to_on=None if days > 380 else from_on + timedelta(days),
    )
    is_away = days > 380 or from_on + timedelta(days) > rows.today
    return Post(post.person, post.employment, post.unit, post.from_on, post.to_on, is_away)


def _add_former(rows: Rows, workforce: Workforce, unit: Planned, numbers: Iterator[int]) -> None:
    """Who left during these years, and who helped out in their summers."""
    for years_ago in range(rows.years):
        _add_former_of(rows, workforce, unit, numbers, years_ago)


def _add_former_of(
    rows: Rows, workforce: Workforce, unit: Planned, numbers: Iterator[int], years_ago: int
) -> None:
    chance = rows.chance
    after_on = rows.today - timedelta(DAYS_A_YEAR * years_ago)
    first, after = _latest_summer(after_on)
    for _ in range(unit.people):
        draw = chance.random()
        if draw < LEAVERS:
            to_on = after_on - timedelta(chance.randint(1, DAYS_A_YEAR))
            from_on = to_on - timedelta(chance.randint(60, 4000))
            kind = "permanent"
        elif draw < LEAVERS + SUMMER_STAFF and not unit.work.with_email:
            from_on, to_on, kind = first, after, "temporary"
        else:
            continue
        person = _somebody(rows, unit)
        code = chance.choice(unit.work.codes)
        post = _employ(rows, workforce, person, unit, next(numbers), code, kind, from_on, to_on)
        workforce.posts.append(post)


def _latest_summer(today: date) -> tuple[date, date]:
    year = today.year if (today.month, today.day) >= SUMMER[0] else today.year - 1
    return date(year, *SUMMER[0]), date(year, *SUMMER[1])


def _add_second_posts(
    rows: Rows, workforce: Workforce, planned: Sequence[Planned], numbers: Iterator[int]
) -> None:
    """Part-time people in two units: a colleague from elsewhere also works here."""
    chance = rows.chance
    present = [post for post in workforce.posts if post.to_on is None]
    for unit in planned:
        wanted = round(unit.people * unit.work.second_post)
        for post in chance.sample(present, min(wanted, len(present))):
            if post.unit.code != unit.code:
                from_on = max(post.from_on, rows.today - timedelta(chance.randint(30, 900)))
                code = chance.choice(unit.work.codes)
                _employ(
                    rows, workforce, post.person, unit, next(numbers), code, "permanent", from_on
                )


def _add_specials(rows: Rows, workforce: Workforce, numbers: Iterator[int]) -> None:
    """A protected identity, a deputy, and a colleague whom payroll does not know yet."""
    by_code = {post.unit.code: post.unit for post in workforce.posts}
    protected = _colleague(workforce, tree.PROTECTED_UNIT)
    if protected is not None:
        row = next(row for row in rows.by_model[Person] if row["id"] == protected)
        row |= {"alias": "Kollega 17", "email": None}
    deputy = _colleague(workforce, tree.DEPUTY_UNIT)
    if deputy is not None:
        _grant(
            rows,
            workforce,
            deputy,
            "manager",
            tree.DEPUTY_UNIT,
            to_on=rows.today + timedelta(45),
            granted_by=workforce.managers.get(tree.DEPUTY_UNIT),
        )
    if tree.PROTECTED_UNIT in by_code:
        unit = by_code[tree.PROTECTED_UNIT]
        person = _person(rows, *somebody(rows.chance), email=None)
        from_on = rows.today - timedelta(4)
        post = _employ(
            rows,
            workforce,
            person,
            unit,
            next(numbers),
            "",
            "hourly",
            from_on,
            from_on + timedelta(30),
            is_provisional=True,
        )
        workforce.posts.append(post)


def _colleague(workforce: Workforce, code: str) -> UUID | None:
    """Somebody who stays in the unit and does not lead it; None when it is empty."""
    return next(
        (
            post.person
            for post in workforce.posts
            if post.unit.code == code
            and post.to_on is None
            and not post.on_leave
            and post.person not in (*workforce.managers.values(), *workforce.demo.values())
        ),
        None,
    )


def _somebody(rows: Rows, unit: Planned) -> UUID:
    given, family = somebody(rows.chance)
    if not unit.work.with_email:
        return _person(rows, given, family, email=None)
    serial = len(rows.by_model[Person])
    return _person(rows, given, family, email=f"anstalld{serial}@{tree.SLUG}.test")


def _person(rows: Rows, given: str, family: str, *, email: str | None) -> UUID:
    person = rows.new_id()
    rows.add(
        Person,
        id=person,
        given_name=given,
        family_name=family,
        alias=None,
        email=email,
        language=None,
        merged_into=None,
    )
    return person


def _identify(rows: Rows, person: UUID, kind: str, value: str) -> None:
    rows.add(
        PersonIdentifier,
        kind=kind,
        value=value,
        person_id=person,
        from_person_id=None,
        since_on=rows.today,
    )


def _employ(
    rows: Rows,
    workforce: Workforce,
    person: UUID,
    unit: Planned,
    number: int,
    aid_code: str,
    kind: str,
    from_on: date,
    to_on: date | None = None,
    *,
    is_provisional: bool = False,
) -> Post:
    employment = rows.new_id()
    written = f"ny-{number}" if is_provisional else str(number)
    rows.add(
        Employment,
        id=employment,
        person_id=person,
        unit_id=workforce.units[unit.code],
        number=written,
        aid_code=aid_code,
        kind=kind,
        from_on=from_on,
        to_on=to_on,
        is_provisional=is_provisional,
    )
    _identify(rows, person, "employment-number", written)
    return Post(person, employment, unit, from_on, to_on)


def _grant(
    rows: Rows,
    workforce: Workforce,
    person: UUID,
    role: str,
    code: str,
    *,
    to_on: date | None = None,
    granted_by: UUID | None = None,
) -> dict[str, Any]:
    return rows.add(
        RoleGrant,
        id=rows.new_id(),
        person_id=person,
        role=role,
        unit_id=workforce.units[code],
        from_on=rows.today - timedelta(15 if to_on else rows.history_days),
        to_on=to_on,
        is_deputy=to_on is not None,
        granted_by=granted_by,
    )
