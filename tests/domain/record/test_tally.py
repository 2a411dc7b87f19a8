"""Coverage summed from stretches is what a count of the people gives, on every day."""

from collections import Counter
from datetime import date
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.people.org import OrgHistory, OrgTree
from elearn.domain.record.completion import Status, StatusPeriod, period_on
from elearn.domain.record.coverage import MOST_PRESSING_FIRST, Standing, roll_up
from elearn.domain.record.tally import BEGUN_LATE, SEVERAL, Stretch, changes, coverage_from, tally
from elearn.domain.record.tally_packing import packed, unpacked
from tests.domain.people.organisations import DAYS, START, chart, day, reorganised, unit
from tests.domain.record.cases import post, span

TOWN = chart("town town>school town>care")
SCHOOL, CARE = unit(1), unit(2)


def valid(start: int, end: int | None) -> StatusPeriod:
    return StatusPeriod(day(start), None if end is None else day(end), Status.VALID)


def days_of(stretches: tuple[Stretch, ...], at: UUID, mark: str) -> list[tuple[date, date | None]]:
    return [
        (each.from_on, each.to_on) for each in stretches if (each.unit, each.mark) == (at, mark)
    ]


def test_somebody_counts_in_the_unit_and_in_what_stands_above_it():
    found = tally([post(unit=SCHOOL)], [[valid(5, 9)]], OrgHistory(TOWN))

    assert days_of(found, SCHOOL, "valid") == [(day(5), day(9))]
    assert days_of(found, unit(0), "valid") == [(day(5), day(9))]
    assert not days_of(found, CARE, "valid")


def test_somebody_in_two_units_counts_once_above_both_and_is_marked_there():
    posts = [post(1, unit=SCHOOL), post(2, unit=CARE, from_on=day(7))]

    found = tally(posts, [[valid(5, None)]], OrgHistory(TOWN))

    assert days_of(found, unit(0), "valid") == [(day(5), None)]
    assert days_of(found, unit(0), SEVERAL) == [(day(7), None)]
    assert days_of(found, CARE, "valid") == [(day(7), None)]
    assert not days_of(found, CARE, SEVERAL)


def test_where_two_duties_concern_somebody_the_more_pressing_status_counts():
    late = StatusPeriod(day(6), day(8), Status.NEVER_OVERDUE)

    found = tally([post(unit=SCHOOL)], [[valid(5, 9)], [late]], OrgHistory(TOWN))

    assert days_of(found, SCHOOL, "valid") == [(day(5), day(6)), (day(8), day(9))]
    assert days_of(found, SCHOOL, "never-overdue") == [(day(6), day(8))]


def test_who_has_begun_is_marked_late_from_the_day_after_the_last_one():
    begun = StatusPeriod(day(4), day(9), Status.UNDER_WAY, due_on=day(6))
    in_time = StatusPeriod(day(4), day(6), Status.UNDER_WAY, due_on=day(6))

    found = tally([post(unit=SCHOOL)], [[begun]], OrgHistory(TOWN))

    assert days_of(found, SCHOOL, BEGUN_LATE) == [(day(7), day(9))]
    assert days_of(found, SCHOOL, "under-way") == [(day(4), day(9))]
    assert not days_of(
        tally([post(unit=SCHOOL)], [[in_time]], OrgHistory(TOWN)), SCHOOL, BEGUN_LATE
    )


def test_a_unit_that_moves_takes_its_people_along():
    before = chart("town town>a town>b a>team")
    moved = [*before[:3], before[3].__class__(unit(3), unit(1), "team", START, day(10))]
    moved.append(before[3].__class__(unit(3), unit(2), "team", day(10), None))

    found = tally([post(unit=unit(3))], [[valid(0, None)]], OrgHistory(moved))

    assert days_of(found, unit(1), "valid") == [(day(0), day(10))]
    assert days_of(found, unit(2), "valid") == [(day(10), None)]


@st.composite
def periods(draw: st.DrawFn) -> list[StatusPeriod]:
    """What one duty says of one person; between two of them it may say nothing."""
    edges = sorted(draw(st.sets(st.integers(0, DAYS), max_size=6)))
    made = []
    for start, end in zip(edges, [*edges[1:], None], strict=False):
        status = draw(st.none() | st.sampled_from(list(Status)))
        if status:
            due = draw(st.none() | st.integers(-3, DAYS).map(day))
            made.append(StatusPeriod(day(start), None if end is None else day(end), status, due))
    return made


@st.composite
def posts(draw: st.DrawFn) -> list:
    made = []
    for number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, DAYS - 1))
        length = draw(st.none() | st.integers(1, 90))
        made.append(
            post(
                number,
                unit=unit(draw(st.integers(0, 7))),
                from_on=day(start),
                to_on=None if length is None else day(start + length),
                provisional=draw(st.booleans()),
            )
        )
    return made


PEOPLE = st.lists(st.tuples(posts(), st.lists(periods(), max_size=2)), max_size=5)


def standing_on(number: int, held: list, said: list, on: date) -> Standing | None:
    """Counted by hand, from the rules."""
    there = [found for one in said if (found := period_on(one, on))]
    statuses = [each.status for each in there]
    late = any(
        each.status is Status.UNDER_WAY and each.due_on is not None and each.due_on < on
        for each in there
    )
    units = frozenset(each.unit for each in held if each.period.contains(on))
    if not statuses or not units:
        return None
    return Standing(UUID(int=number), units, min(statuses, key=MOST_PRESSING_FIRST.index), late)


@settings(deadline=None)
@given(reorganised(), PEOPLE, st.lists(st.integers(-5, DAYS + 60), min_size=1, max_size=6))
def test_sums_of_stretches_are_the_coverage_of_any_day(placements, people, days):
    history = OrgHistory(placements)
    sums: Counter = Counter()
    for held, said in people:
        sums.update(changes(tally(held, said, history)))

    for on in map(day, days):
        tree = OrgTree.on(on, placements)
        standings = [
            found
            for number, (held, said) in enumerate(people)
            if (found := standing_on(number, held, said, on))
        ]
        for at, expected in roll_up(tree, standings).items():
            marks: Counter = Counter()
            for (where, grain, since, mark), change in sums.items():
                if where == at and _counts(grain, since, on):
                    marks[mark] += change
            assert coverage_from(marks) == expected


def _counts(grain: str, first: date, on: date) -> bool:
    """Whole years before, whole months before in the year, days of the month."""
    if grain == "year":
        return first.year < on.year
    if grain == "month":
        return first.year == on.year and first.month < on.month
    return (first.year, first.month) == (on.year, on.month) and first <= on


@settings(deadline=None)
@given(reorganised(), PEOPLE)
def test_stretches_are_packed_and_unpacked_as_they_were(placements, people):
    history = OrgHistory(placements)
    for held, said in people:
        found = tally(held, said, history)
        assert unpacked(packed(found)) == found


def test_units_that_share_their_days_are_packed_together():
    found = tally([post(unit=SCHOOL)], [[valid(5, 9)]], OrgHistory(TOWN))

    assert len(packed(found)) == 1


def test_no_stretch_is_left_of_a_change_that_is_taken_back():
    assert not changes([Stretch(SCHOOL, "valid", *_edges(5, 5))])


def _edges(start: int, end: int) -> tuple[date, date]:
    return day(start), day(end)


def test_leave_does_not_matter_here():
    """It is in the status already."""
    away = post(unit=SCHOOL, leaves=(span(5, 9),))

    assert tally([away], [[valid(0, None)]], OrgHistory(TOWN)) == tally(
        [post(unit=SCHOOL)], [[valid(0, None)]], OrgHistory(TOWN)
    )
