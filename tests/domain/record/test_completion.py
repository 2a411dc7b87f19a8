from typing import Any
from uuid import UUID

import pytest

from elearn.domain.record.completion import (
    Evidence,
    Status,
    StatusPeriod,
    effective,
    period_on,
    remaining,
    status_on,
    status_periods,
)
from elearn.domain.record.concern import Concern
from elearn.domain.record.duty import Need, days_withdrawn
from tests.domain.people.organisations import START, day
from tests.domain.record.cases import concerned, done, duty, moment, span

ALWAYS = concerned((0, None))
BOTH = [done("a1", 5), done("a2", 10)]
"""Both modules: complete on day 10, valid to the end of day 110, renewal from day 91."""
ONE = {"modules": ("a1",)}


def told(periods: tuple[StatusPeriod, ...]) -> str:
    """`status@first-day` of each period, in order, and the day after the last."""
    texts = [f"{each.status}@{(each.from_on - START).days}" for each in periods]
    if periods and (last := periods[-1].to_on):
        texts.append(f"@{(last - START).days}")
    return " ".join(texts)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], "never-not-due@0 never-overdue@31"),
        (BOTH[:1], "never-not-due@0 under-way@5 never-overdue@106"),
        (BOTH, "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111"),
        ([done("a1", 10), done("a2", 10)], "never-not-due@0 valid@10 expiring@91 expired@111"),
        (
            [done("a1", 40), done("a2", 50)],
            "never-not-due@0 never-overdue@31 under-way@40 valid@50 expiring@131 expired@151",
        ),
        # evidence of a module counts as long as the duty's validity
        (
            [done("a1", 5), done("a2", 105)],
            "never-not-due@0 under-way@5 valid@105 expiring@186 expired@206",
        ),
        ([done("a1", 5), done("a2", 106)], "never-not-due@0 under-way@5 never-overdue@207"),
        # from before the concern
        ([done("a1", -50), done("a2", -40)], "valid@0 expiring@41 expired@61"),
        ([done("a1", -100), done("a2", -100)], "expiring@0 expired@1"),
        ([done("a1", -101), done("a2", -101)], "never-not-due@0 never-overdue@31"),
        ([done("a1", -50)], "under-way@0 never-overdue@51"),
        # renewal
        (
            [*BOTH, done("a1", 95), done("a2", 100)],
            "never-not-due@0 under-way@5 valid@10 expiring@91 valid@100 expiring@181 expired@201",
        ),
        ([*BOTH, done("a1", 20)], "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111"),
        (
            [*BOTH, done("a1", 20), done("a2", 60)],
            "never-not-due@0 under-way@5 valid@10 valid@60 expiring@141 expired@161",
        ),
        # after it ran out
        (
            [*BOTH, done("a1", 120), done("a2", 130)],
            "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111"
            " valid@130 expiring@211 expired@231",
        ),
        (
            [*BOTH, done("a1", 120)],
            "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111",
        ),
        # what completed a round does not begin the next
        (
            [*BOTH, done("a1", 10), done("a2", 20)],
            "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111",
        ),
        # other modules and courses
        ([done("a4", 5), done("a1", 6, course="other")], "never-not-due@0 never-overdue@31"),
    ],
)
def test_what_was_done_decides(evidence: list[Evidence], expected: str) -> None:
    assert told(status_periods(duty(), ALWAYS, evidence)) == expected


@pytest.mark.parametrize(
    ("facts", "evidence", "expected"),
    [
        (ONE, [done("a1", 5)], "never-not-due@0 valid@5 expiring@86 expired@106"),
        (ONE | {"valid_days": None}, [done("a1", 5), done("a1", 9)], "never-not-due@0 valid@5"),
        (ONE | {"renewal_days": 0}, [done("a1", 0)], "valid@0 expired@101"),
        (ONE | {"due_days": 0}, [], "never-not-due@0 never-overdue@1"),
        ({"valid_days": None}, [done("a1", 5)], "never-not-due@0 under-way@5"),
        (
            {"need": Need.ONE_OF},
            [done("a2", 5), done("a1", 50)],
            "never-not-due@0 valid@5 valid@50 expiring@131 expired@151",
        ),
    ],
)
def test_the_duty_decides_what_is_enough(
    facts: dict[str, Any], evidence: list[Evidence], expected: str
) -> None:
    assert told(status_periods(duty(**facts), ALWAYS, evidence)) == expected


@pytest.mark.parametrize(
    ("concern", "evidence", "expected"),
    [
        (concerned(), BOTH, ""),
        (concerned((0, 20)), [], "never-not-due@0 @20"),
        (concerned((0, 31)), [], "never-not-due@0 @31"),
        (concerned((0, 32)), [], "never-not-due@0 never-overdue@31 @32"),
        # a gap of thirty days does not start the clock again, thirty-one do
        (concerned((0, 10), (40, None)), [], "never-not-due@0 never-overdue@40"),
        (concerned((0, 10), (41, None)), [], "never-not-due@0 never-not-due@41 never-overdue@72"),
        # what had run out before a new beginning is no longer held against anybody
        (
            concerned((0, 150), (181, None)),
            [done("a1", 0), done("a2", 0)],
            "valid@0 expiring@81 expired@101 never-not-due@181 never-overdue@212",
        ),
        (
            concerned((0, 150), (180, None)),
            [done("a1", 0), done("a2", 0)],
            "valid@0 expiring@81 expired@101 expired@180",
        ),
        (
            concerned((0, 50), (100, None)),
            [done("a1", 0), done("a2", 0)],
            "valid@0 expiring@100 expired@101",
        ),
        (
            concerned((0, 50), (101, None)),
            [done("a1", 0), done("a2", 0)],
            "valid@0 never-not-due@101 never-overdue@132",
        ),
    ],
)
def test_the_concern_decides_when_it_is_asked(
    concern: Concern, evidence: list[Evidence], expected: str
) -> None:
    assert told(status_periods(duty(), concern, evidence)) == expected


@pytest.mark.parametrize(
    ("paused", "due"),
    [
        ((), 30),
        (((5, 15),), 40),
        (((0, 10),), 40),
        (((30, 35),), 35),
        (((31, 35),), 30),
        (((29, 35), (36, 40)), 40),
        (((20, 25), (35, 45)), 45),
        (((5, None),), None),
        (((31, None),), 30),
    ],
)
def test_the_due_date_waits_for_whoever_is_away(
    paused: tuple[tuple[int, int | None], ...], due: int | None
) -> None:
    periods = status_periods(duty(), concerned((0, None), paused=paused), [])

    never = [each for each in periods if each.status.startswith("never")]
    assert {each.due_on for each in never} == {None if due is None else day(due)}


def test_the_due_date_waits_for_whoever_is_exempt() -> None:
    periods = status_periods(duty(), ALWAYS, [], [span(5, 15), span(10, 20)])

    assert told(periods) == "never-not-due@0 exempt@5 never-not-due@20 never-overdue@46"
    assert periods[0].due_on == day(45)


def test_exempt_goes_before_paused_and_paused_before_all_else() -> None:
    concern = concerned((0, None), paused=((50, 120),))

    periods = status_periods(duty(), concern, BOTH, [span(60, 70)])

    assert told(periods) == (
        "never-not-due@0 under-way@5 valid@10 paused@50 exempt@60 paused@70 expired@120"
    )


def test_an_exemption_counts_only_while_the_duty_concerns() -> None:
    periods = status_periods(duty(), concerned((0, 10), (20, 30)), [], [span(5, 25)])

    assert told(periods) == "never-not-due@0 exempt@5 exempt@20 never-not-due@25 @30"


def test_each_period_says_what_is_due_and_until_when_it_is_valid() -> None:
    periods = status_periods(duty(), ALWAYS, BOTH)

    days = [(each.status.value, each.due_on, each.valid_until) for each in periods]
    assert days == [
        ("never-not-due", day(30), None),
        ("under-way", day(30), None),
        ("valid", day(110), day(110)),
        ("expiring", day(110), day(110)),
        ("expired", day(110), day(110)),
    ]


def test_for_ever_has_no_last_day() -> None:
    (period,) = status_periods(duty(valid_days=None), ALWAYS, [done("a1", 0), done("a2", 0)])

    assert (period.due_on, period.valid_until, period.to_on) == (None, None, None)


def test_a_withdrawn_row_changes_everything_that_followed_from_it() -> None:
    wrong = done("a2", 10)
    correction = done("a2", 10, id=done("x", 1).id, recorded_at=moment(60), withdraws=wrong.id)

    periods = status_periods(duty(), ALWAYS, [done("a1", 5), wrong, correction])

    assert told(periods) == "never-not-due@0 under-way@5 never-overdue@106"


def test_withdrawing_a_withdrawal_restores_the_row() -> None:
    row = done("a1", 0)
    first = done("bb", 1, withdraws=row.id)
    second = done("bbb", 2, withdraws=first.id)

    assert effective([first, row]) == []
    assert effective([second, row, first]) == [row]


def test_a_row_and_its_withdrawal_may_be_recorded_at_the_same_moment() -> None:
    row = done("a1", 0)
    withdrawal = done("bb", 0, withdraws=row.id)

    assert effective([row, withdrawal]) == effective([withdrawal, row]) == []


@pytest.mark.parametrize(
    ("facts", "evidence", "on", "expected"),
    [
        ({}, [], 0, ("a1", "a2")),
        ({}, [done("a2", 5)], 10, ("a1",)),
        ({}, [done("a2", 5)], 105, ("a1",)),
        ({}, [done("a2", 5)], 106, ("a1", "a2")),
        ({}, [done("a1", 5, course="other")], 10, ("a1", "a2")),
        ({}, BOTH, 20, ()),
        ({}, BOTH, 95, ("a1", "a2")),
        ({}, [*BOTH, done("a1", 92)], 95, ("a2",)),
        ({}, [*BOTH, done("a1", 120)], 130, ("a2",)),
        ({"need": Need.ONE_OF}, [], 0, ("a1", "a2")),
        ({"need": Need.ONE_OF}, BOTH, 130, ("a1", "a2")),
    ],
)
def test_what_remains_is_what_makes_it_valid_again(
    facts: dict[str, Any], evidence: list[Evidence], on: int, expected: tuple[str, ...]
) -> None:
    asked = duty(**facts)
    status = status_on(status_periods(asked, ALWAYS, evidence), day(on))

    modules = remaining(asked, evidence, status, today=day(on))

    assert modules == expected
    redone = [*evidence, *(done(module, on, id=UUID(int=n)) for n, module in enumerate(modules))]
    assert status_on(status_periods(asked, ALWAYS, redone), day(on)) == Status.VALID


@pytest.mark.parametrize("status", [None, Status.EXEMPT, Status.PAUSED])
def test_nothing_remains_while_nothing_is_asked(status: Status | None) -> None:
    assert remaining(duty(), [], status, today=START) == ()


def test_outside_the_concern_there_is_no_status() -> None:
    periods = status_periods(duty(), concerned((0, 10)), [])

    assert [status_on(periods, day(n)) is None for n in (-1, 0, 9, 10)] == [
        True,
        False,
        False,
        True,
    ]
    assert period_on(periods, day(10)) is None


def test_ten_thousand_completions_are_no_trouble() -> None:
    many = [done("a1", number) for number in range(10_000)]

    periods = status_periods(duty(modules=("a1",), valid_days=5, renewal_days=1), ALWAYS, many)

    assert len(periods) == 10_000 + 2


OUT_OF_USE = (span(20, 40),)
"""Up to a Saturday, after which ten working days end on a Friday, day 53."""


@pytest.mark.parametrize(
    ("facts", "evidence", "expected"),
    [
        # the time that was left is shorter than ten working days
        ({}, [], "never-not-due@0 paused@20 never-not-due@40 never-overdue@54"),
        # overdue before it: ten working days from the day on which it can be taken again
        ({"due_days": 5}, [], "never-not-due@0 never-overdue@6 paused@20 never-not-due@40"),
        # whoever is current stays so
        ({}, BOTH, "never-not-due@0 under-way@5 valid@10 expiring@91 expired@111"),
        # what runs out meanwhile waits
        (
            {"valid_days": 20, "renewal_days": 5},
            BOTH,
            "never-not-due@0 under-way@5 valid@10 paused@26",
        ),
        ({"valid_days": None}, BOTH[:1], "never-not-due@0 under-way@5 paused@20 under-way@40"),
    ],
)
def test_what_is_out_of_use_waits(
    facts: dict[str, Any], evidence: list[Evidence], expected: str
) -> None:
    periods = status_periods(duty(withdrawn=OUT_OF_USE, **facts), ALWAYS, evidence)

    assert told(periods).startswith(expected), told(periods)


def test_what_never_comes_back_never_falls_due() -> None:
    periods = status_periods(duty(withdrawn=(span(20, None),)), ALWAYS, [])

    assert told(periods) == "never-not-due@0 paused@20"
    assert {each.due_on for each in periods} == {None}


def test_what_ran_out_meanwhile_has_time_when_it_is_back() -> None:
    asked = duty(withdrawn=OUT_OF_USE, valid_days=20, renewal_days=5)

    last = status_periods(asked, ALWAYS, BOTH)[-1]

    assert (last.status, last.from_on) == (Status.EXPIRED, day(40))
    assert last.due_on is not None
    assert last.due_on >= day(53)


def test_one_module_is_enough_to_wait_unless_one_of_them_is_enough() -> None:
    gaps = {"a1": (span(0, 20),), "a2": (span(10, 30),)}

    assert days_withdrawn(Need.ALL, ("a1", "a2", "a4"), gaps) == (span(0, 30),)
    assert days_withdrawn(Need.ONE_OF, ("a1", "a2"), gaps) == (span(10, 20),)
    assert days_withdrawn(Need.ONE_OF, ("a1", "a4"), gaps) == ()
