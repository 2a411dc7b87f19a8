from datetime import date
from itertools import count
from uuid import UUID

import pytest

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.payroll import (
    ChangeKind,
    Known,
    KnownPerson,
    KnownUnit,
    PayrollRow,
    Plan,
    plan,
)

TODAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)
ALWAYS = (Interval(date(2015, 1, 1), None),)
A, B, C, GONE = (UUID(int=number) for number in range(1, 5))
ALVA, BO = UUID(int=101), UUID(int=102)
UNITS = {
    "a": KnownUnit(A, ALWAYS),
    "b": KnownUnit(B, ALWAYS),
    "c": KnownUnit(C, ALWAYS),
    "gone": KnownUnit(GONE, (Interval(date(2015, 1, 1), date(2026, 1, 1)),), heir="a"),
}


def person(id: UUID = ALVA, given: str = "Alva", family: str = "Lind", **values) -> KnownPerson:
    return KnownPerson(id, given, family, **values)


def post(unit: UUID = A, number: str = "1", who: UUID = ALVA, **values) -> Employment:
    values = {
        "id": UUID(int=hash((number, str(values))) % 10**9 + 1000),
        "aid_code": "207024",
        "kind": EmploymentKind.PERMANENT,
        "from_on": LONG_AGO,
        "to_on": None,
        **values,
    }
    return Employment(person=who, unit=unit, number=number, **values)


def known(*posts: Employment, people=(), identifiers=None) -> Known:
    everybody = {each.id: each for each in people or (person(), person(BO, "Bo", "Ek"))}
    return Known(everybody, posts, identifiers or {}, UNITS)


def row(unit: str = "a", number: str = "1", at: int = 2, **values) -> PayrollRow:
    values = {
        "given_name": "Alva",
        "family_name": "Lind",
        "from_on": LONG_AGO,
        "aid_code": "207024",
        "kind": EmploymentKind.PERMANENT,
        **values,
    }
    return PayrollRow(row=at, number=number, unit=unit, **values)


def planned(rows, facts: Known, today: date = TODAY, **options) -> Plan:
    ids = count(5000)
    return plan(rows, facts, today=today, new_id=lambda: UUID(int=next(ids)), **options)


def after(facts: Known, made: Plan) -> Known:
    """What is known once *made* has been written."""
    posts = {each.id: each for each in facts.posts}
    for change in made.posts:
        for each in change.before:
            posts.pop(each.id, None)
        posts |= {each.id: each for each in change.after}
    people = dict(facts.people)
    identifiers = dict(facts.identifiers)
    for change in made.people:
        people[change.after.id] = change.after
        for name in change.dropped_sign_ins:
            del identifiers[name]
        identifiers |= dict.fromkeys((*change.numbers, *change.sign_ins), change.after.id)
    return Known(people, tuple(posts.values()), identifiers, facts.units)


def told(made: Plan) -> list[tuple]:
    return [
        (change.kind, [(each.unit, each.from_on, each.to_on) for each in change.after])
        for change in made.posts
    ]


NUMBERED = {"1": ALVA}
CASES = {
    "unchanged": ([row()], [post()], []),
    "somebody new": (
        [row(number="2", given_name="Cleo", at=3), row()],
        [post()],
        [(ChangeKind.JOINS, [(A, LONG_AGO, None)])],
    ),
    "moved on a day that the list does not tell": (
        [row("b")],
        [post()],
        [(ChangeKind.MOVES, [(A, LONG_AGO, TODAY), (B, TODAY, None)])],
    ),
    "moved on a day that the list tells": (
        [row("b", from_on=date(2026, 11, 1))],
        [post()],
        [(ChangeKind.MOVES, [(A, LONG_AGO, date(2026, 11, 1)), (B, date(2026, 11, 1), None)])],
    ),
    "moving later": (
        [row("a", to_on=date(2027, 1, 1)), row("b", from_on=date(2027, 1, 1), at=3)],
        [post()],
        [(ChangeKind.MOVES, [(A, LONG_AGO, date(2027, 1, 1)), (B, date(2027, 1, 1), None)])],
    ),
    "a planned move was called off": (
        [row("a")],
        [post(to_on=date(2027, 1, 1)), post(B, from_on=date(2027, 1, 1))],
        [(ChangeKind.MOVES, [(A, LONG_AGO, None)])],
    ),
    "moved long ago, and the list still has the first day": (
        [row("b")],
        [post(to_on=date(2024, 1, 1)), post(B, from_on=date(2024, 1, 1))],
        [],
    ),
    "began earlier than was known": (
        [row(from_on=date(2019, 1, 1))],
        [post()],
        [(ChangeKind.CHANGES, [(A, date(2019, 1, 1), None)])],
    ),
    "a later first day takes no history away": ([row(from_on=date(2022, 1, 1))], [post()], []),
    "an end became known": (
        [row(to_on=date(2027, 7, 1))],
        [post()],
        [(ChangeKind.CHANGES, [(A, LONG_AGO, date(2027, 7, 1))])],
    ),
    "extended": (
        [row()],
        [post(to_on=date(2027, 1, 1))],
        [(ChangeKind.CHANGES, [(A, LONG_AGO, None)])],
    ),
    "came back under the old number": (
        [row(from_on=date(2026, 9, 1))],
        [post(to_on=date(2025, 1, 1))],
        [
            (
                ChangeKind.RETURNS,
                [(A, LONG_AGO, date(2025, 1, 1)), (A, date(2026, 9, 1), None)],
            )
        ],
    ),
    "another occupation from today": (
        [row(aid_code="351011")],
        [post()],
        [(ChangeKind.CHANGES, [(A, LONG_AGO, TODAY), (A, TODAY, None)])],
    ),
    "an occupation that was not known": (
        [row()],
        [post(aid_code="")],
        [(ChangeKind.CHANGES, [(A, LONG_AGO, None)])],
    ),
    "left": ([row("a", "9", given_name="Bo")], [post(), post(number="9", who=BO)],
             [(ChangeKind.LEAVES, [(A, LONG_AGO, TODAY)])]),
    "somebody outside the covered units is no leaver": (
        [row("a", "9", given_name="Bo")], [post(B), post(number="9", who=BO)], []),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "posts", "expected"), CASES.values(), ids=CASES.keys())
def test_what_a_list_changes(rows, posts, expected):
    facts = known(*posts, identifiers={"1": ALVA, "9": BO} if len(posts) > 1 else NUMBERED)

    made = planned(rows, facts)

    assert made.faults == ()
    assert told(made) == expected


@pytest.mark.parametrize(("rows", "posts", "expected"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("days_later", [0, 1, 400])
def test_the_same_list_twice_changes_nothing(rows, posts, expected, days_later):
    facts = known(*posts, identifiers=NUMBERED)
    later = date.fromordinal(TODAY.toordinal() + days_later)

    again = planned(rows, after(facts, planned(rows, facts)), today=later)

    changes = [change for change in again.posts if change.kind is not ChangeKind.LEAVES]
    assert (changes, again.people) == ([], ())


@pytest.mark.parametrize(
    ("old", "listed", "new"),
    [
        ((), None, ()),
        ((), (date(2026, 12, 1), None), ((date(2026, 12, 1), None),)),
        (((date(2026, 1, 1), date(2026, 6, 1)),), None, ((date(2026, 1, 1), date(2026, 6, 1)),)),
        (((date(2026, 9, 1), None),), None, ((date(2026, 9, 1), TODAY),)),
        (((date(2026, 12, 1), None),), None, ()),
        (
            ((date(2026, 9, 1), date(2027, 9, 1)),),
            (date(2026, 9, 1), date(2027, 2, 1)),
            ((date(2026, 9, 1), date(2027, 2, 1)),),
        ),
    ],
)
def test_days_of_leave_that_have_passed_stay(old, listed, new):
    facts = known(post(leaves=tuple(Interval(*days) for days in old)), identifiers=NUMBERED)
    leave = Interval(*listed) if listed else None

    made = planned([row(leave=leave)], facts)

    changed = [change.after[-1].leaves for change in made.posts] or [facts.posts[0].leaves]
    assert changed == [tuple(Interval(*days) for days in new)]


def test_one_post_may_have_several_leaves():
    leaves = [Interval(date(2027, month, 1), date(2027, month, 9)) for month in (1, 3)]
    facts = known(post(), identifiers=NUMBERED)

    made = planned([row(leave=leaves[0]), row(leave=leaves[1], at=3)], facts)

    assert made.posts[0].after[0].leaves == tuple(leaves)


def test_what_a_list_does_not_state_stays():
    was = post(leaves=(Interval(date(2026, 10, 1), None),), to_on=date(2028, 1, 1))
    bare = row(aid_code="", kind=None)

    made = planned([bare], known(was, identifiers=NUMBERED), stated=set())

    assert made.is_empty


FAULTS = {
    "unit-unknown": ([row("x")], (2,)),
    "unit-merged-away": ([row("gone")], (2,)),
    "row-duplicate": ([row(), row(at=3)], (3,)),
    "employments-overlap": ([row(), row("b", from_on=date(2024, 1, 1), at=3)], (3,)),
    "rows-disagree-on-name": ([row(), row(at=3, family_name="Ek", aid_code="1")], (3,)),
    "leave-outside-employment": (
        [row(to_on=date(2021, 1, 1), leave=Interval(date(2022, 1, 1), None))],
        (2,),
    ),
    "number-is-ours": ([row(number="ny-abc")], (2,)),
    "number-of-another": ([row(given_name="Cleo", family_name="Berg")], (2,)),
    "address-of-another": ([row(email="BO@x.se")], (2,)),
}


@pytest.mark.parametrize(("code", "case"), FAULTS.items(), ids=FAULTS.keys())
def test_a_row_that_cannot_be_is_a_fault_with_its_number(code, case):
    rows, faulty = case
    facts = known(post(), identifiers={"1": ALVA, "bo@x.se": BO})

    made = planned(rows, facts)

    assert [(fault.row, fault.code) for fault in made.faults if fault.code == code] == [
        (number, code) for number in faulty
    ]


def test_an_ended_post_in_a_closed_unit_is_history_and_no_fault():
    facts = known(post(GONE, to_on=date(2025, 1, 1)), identifiers=NUMBERED)

    made = planned([row("gone", to_on=date(2025, 1, 1))], facts)

    assert (made.faults, made.is_empty) == ((), True)


def test_somebody_unknown_who_has_left_is_not_taken_in():
    made = planned([row(number="7", to_on=date(2025, 1, 1))], known(post(B)))

    assert made.is_empty
    assert [hint.code for hint in made.hints] == ["ended-before"]


def test_somebody_who_returns_with_a_new_number_is_known_by_the_address():
    facts = known(post(to_on=date(2024, 1, 1)), identifiers={"alva@x.se": ALVA})
    back = row("b", "77", email="Alva@x.se", from_on=date(2026, 11, 1), family_name="Berg")

    made = planned([back], facts)

    assert [(change.kind, change.person) for change in made.posts] == [(ChangeKind.RETURNS, ALVA)]
    assert made.people[0].after.family_name == "Berg"


def test_nobody_is_known_by_name_alone_but_the_namesake_is_pointed_out():
    made = planned([row(number="77"), row(at=3)], known(post(), identifiers=NUMBERED))

    assert made.posts[0].kind is ChangeKind.JOINS
    assert made.posts[0].person != ALVA
    assert [(hint.row, hint.code) for hint in made.hints] == [(2, "same-name")]


def test_two_new_numbers_with_one_address_are_one_person():
    rows = [row(number="7", email="a@x.se"), row("b", "8", at=3, email="a@x.se")]

    made = planned(rows, known())

    assert len({change.person for change in made.posts}) == 1
    assert [change.kind for change in made.posts] == [ChangeKind.JOINS, ChangeKind.ADDS_POST]
    assert made.people[0].numbers == ("7", "8")


def test_two_people_with_one_address_are_a_fault():
    rows = [
        row(number="7", email="a@x.se"),
        row("b", "8", at=3, email="a@x.se", given_name="Bo", family_name="Ek"),
    ]

    made = planned(rows, known())

    assert [(fault.row, fault.code) for fault in made.faults] == [(3, "address-twice")]


def test_an_address_that_is_given_up_on_the_list_may_be_taken_on_it():
    facts = known(
        post(),
        people=(person(email="a@x.se"),),
        identifiers={"1": ALVA, "a@x.se": ALVA},
    )
    rows = [
        row(email="alva@x.se"),
        row(number="2", at=3, given_name="Axel", family_name="Ek", email="a@x.se"),
    ]

    made = planned(rows, facts)

    assert made.faults == ()
    changed = {change.after.given_name: change for change in made.people}
    assert changed["Alva"].dropped_sign_ins == ("a@x.se",)
    assert changed["Axel"].sign_ins == ("a@x.se",)


def test_an_alias_and_the_name_behind_it_are_never_overwritten():
    facts = known(
        post(), people=(person(given="", family="", alias="Kim S"),), identifiers=NUMBERED
    )

    made = planned([row(given_name="Alva", family_name="Lind")], facts)

    assert made.is_empty


def test_a_new_name_of_a_known_number_is_taken_over():
    made = planned([row(family_name="Berg-Lind")], known(post(), identifiers=NUMBERED))

    assert made.people[0].after.family_name == "Berg-Lind"
    assert made.counts["people"] == 1


def test_a_first_administrator_gets_a_name_from_payroll():
    facts = known(people=(person(given="alva@x.se", family=""),), identifiers={"alva@x.se": ALVA})

    made = planned([row(email="alva@x.se")], facts)

    assert made.faults == ()
    assert made.people[0].after.given_name == "Alva"


ENTERED = post(
    number="ny-k2", from_on=date(2026, 11, 10), provisional=True, aid_code="", id=UUID(int=900)
)


@pytest.mark.parametrize(
    ("payroll_begins", "rows"),
    [
        (date(2026, 11, 1), [("77", date(2026, 11, 1), None, False)]),
        (
            date(2026, 11, 12),
            [
                ("ny-k2", date(2026, 11, 10), date(2026, 11, 12), True),
                ("77", date(2026, 11, 12), None, False),
            ],
        ),
    ],
)
def test_payroll_confirms_whom_a_manager_entered(payroll_begins, rows):
    facts = known(ENTERED)

    made = planned([row(number="77", from_on=payroll_begins)], facts)

    change = made.posts[0]
    assert (change.kind, change.person) == (ChangeKind.CONFIRMED, ALVA)
    told = [(each.number, each.from_on, each.to_on, each.provisional) for each in change.after]
    assert told == rows


def test_a_namesake_entered_in_another_unit_is_not_taken_for_the_same():
    made = planned([row("b", number="77")], known(ENTERED))

    assert made.posts[0].kind is ChangeKind.JOINS


def test_whom_a_manager_entered_is_no_leaver():
    made = planned([row(number="9", given_name="Bo", family_name="Ek")], known(ENTERED))

    assert ChangeKind.LEAVES not in {change.kind for change in made.posts}


@pytest.mark.parametrize(
    ("leavers", "end", "is_many"),
    [(5, None, False), (6, None, True), (6, date(2027, 1, 1), False)],
)
def test_more_than_one_in_twenty_leaving_unannounced_must_be_meant(leavers, end, is_many):
    people = [UUID(int=2000 + number) for number in range(100)]
    posts = [
        post(number=str(n), who=who, to_on=end if n < leavers else None)
        for n, who in enumerate(people)
    ]
    facts = known(*posts, people=[person(who, f"P{n}", "X") for n, who in enumerate(people)])
    stay = [
        row(number=str(n), at=n, given_name=f"P{n}", family_name="X") for n in range(leavers, 100)
    ]

    made = planned(stay, facts)

    assert made.counts["leaves"] == leavers
    assert made.has_many_leavers is is_many


def test_a_named_unit_is_covered_though_nobody_on_the_list_is_in_it():
    rows = [row(number="9", given_name="Bo", family_name="Ek")]

    made = planned(rows, known(post(B)), named=frozenset({B}))

    assert [change.number for change in made.posts if change.kind is ChangeKind.LEAVES] == ["1"]


def test_a_list_speaks_of_nobody_outside_the_reach_of_who_sent_it():
    facts = known(post(B), identifiers=NUMBERED)

    made = planned([row("a"), row("b", "5", at=3)], facts, within=frozenset({A}))

    assert [(fault.row, fault.code) for fault in made.faults] == [
        (2, "number-outside-scope"),
        (3, "unit-outside-scope"),
    ]
    assert made.posts == ()


def test_two_plans_for_the_same_have_one_fingerprint():
    facts = known(post(), identifiers=NUMBERED)
    rows = [row("b"), row(number="7", at=3, given_name="Cleo")]

    first, second = planned(rows, facts), planned(rows, facts)
    other = planned(rows, facts, today=date(2026, 11, 24))

    assert first.fingerprint == second.fingerprint != other.fingerprint
