"""The least that is valid of every fact about a duty, and random histories of all of them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval, union
from elearn.domain.people.org import Placement
from elearn.domain.people.permissions import Role
from elearn.domain.record.completion import Evidence, EvidenceKind
from elearn.domain.record.concern import Concern, HeldRole
from elearn.domain.record.duty import DueFrom, Duty, Extension, Need
from tests.domain.people.organisations import DAYS, START, chart, day, reorganised, unit

PERSON = UUID(int=900)
TOWN = chart("town town>school town>care")
MODULES = ("a1", "a2", "a4")


def duty(**facts: Any) -> Duty:
    """Both a1 and a2 within 30 days, valid for 100, the last 20 for renewal."""
    least = {
        "id": UUID(int=800),
        "course": "grunden",
        "modules": ("a1", "a2"),
        "need": Need.ALL,
        "units": frozenset({unit(0)}),
        "aid_families": frozenset(),
        "employment_kinds": frozenset(),
        "due_days": 30,
        "valid_days": 100,
        "renewal_days": 20,
        "from_on": START,
        "to_on": None,
    }
    return Duty(**(least | facts))


def post(number: int = 1, /, **facts: Any) -> Employment:
    """For ever in the town, from the first day."""
    least = {
        "id": UUID(int=700 + number),
        "person": PERSON,
        "unit": unit(0),
        "number": str(number),
        "aid_code": "207012",
        "kind": EmploymentKind.PERMANENT,
        "from_on": START,
        "to_on": None,
    }
    return Employment(**(least | facts))


def done(module: str, number: int, **facts: Any) -> Evidence:
    """*module* completed on day *number*, and recorded at its midnight."""
    least = {
        "id": UUID(int=100_000 + 1000 * len(module) + number),
        "person": PERSON,
        "course": "grunden",
        "module": module,
        "version": "v",
        "completed_on": day(number),
        "recorded_at": moment(number),
        "kind": EvidenceKind.SELF,
    }
    return Evidence(**(least | facts))


def moment(number: int) -> datetime:
    return datetime.combine(day(number), datetime.min.time(), UTC)


def span(start: int, end: int | None) -> Interval:
    return Interval(day(start), None if end is None else day(end))


def concerned(
    *spans: tuple[int, int | None], paused: tuple[tuple[int, int | None], ...] = ()
) -> Concern:
    return Concern(tuple(span(*each) for each in spans), tuple(span(*each) for each in paused))


@dataclass(frozen=True)
class History:
    """All that ever happened to one person and one duty."""

    placements: list[Placement]
    duty: Duty
    posts: list[Employment]
    evidence: list[Evidence]
    exemptions: list[Interval]
    extensions: list[Extension]
    roles: list[HeldRole]


_TENS = st.integers(0, DAYS // 10).map(lambda tens: 10 * tens)
_NUMBERS = _TENS | st.integers(0, DAYS)
"""Days, often whole tens, so that things happen on one day and spans just touch or just miss."""


@st.composite
def intervals(draw: st.DrawFn, longest: int = DAYS) -> Interval:
    start = draw(_NUMBERS)
    length = draw(st.none() | _TENS.filter(bool) | st.integers(1, longest))
    return span(start, None if length is None else start + length)


@st.composite
def due_rules(draw: st.DrawFn) -> dict[str, Any]:
    """What else decides about the last day."""
    due_from = draw(st.sampled_from([DueFrom.CONCERN, *DueFrom]))
    return {
        "due_from": due_from,
        "roles": frozenset({Role.MANAGER}) if due_from is DueFrom.ROLE else frozenset(),
        "due_on": day(draw(_NUMBERS)) if due_from is DueFrom.DATE else None,
        "least_working_days": draw(st.sampled_from([0, 0, 1, 10]) | st.integers(0, 20)),
        "set_on": draw(st.none() | _NUMBERS.map(day)),
        "published_on": draw(st.none() | _NUMBERS.map(day)),
        "withdrawn": union(draw(st.just([]) | st.lists(intervals(40), max_size=2))),
    }


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    valid_days = draw(st.sampled_from([None, 10, 30, 50]) | st.integers(1, 90))
    renewal_days = draw(st.integers(0, min(30, (valid_days or 31) - 1)))
    return duty(
        modules=draw(st.sampled_from([MODULES[:1], MODULES[:2], MODULES])),
        need=draw(st.sampled_from(Need)),
        due_days=draw(st.sampled_from([0, 10, 30]) | st.integers(0, 60)),
        valid_days=valid_days,
        renewal_days=renewal_days,
        **draw(due_rules()),
    )


@st.composite
def narrow_duties(draw: st.DrawFn) -> Duty:
    """Duties for some units, occupations and kinds of post, and for some time."""
    period = draw(intervals())
    return replace(
        draw(duties()),
        units=draw(st.frozensets(st.integers(0, 5).map(unit), min_size=1, max_size=2)),
        aid_families=draw(st.sampled_from([frozenset(), frozenset({"20"}), frozenset({"5", "2"})])),
        employment_kinds=draw(st.frozensets(st.sampled_from(EmploymentKind), max_size=2)),
        from_on=period.from_on,
        to_on=period.to_on,
    )


@st.composite
def posts(draw: st.DrawFn) -> Employment:
    period = draw(intervals())
    return post(
        draw(st.integers(1, 9)),
        from_on=period.from_on,
        to_on=period.to_on,
        leaves=tuple(draw(st.lists(intervals(40), max_size=3))),
    )


@st.composite
def varied_posts(draw: st.DrawFn) -> Employment:
    return replace(
        draw(posts()),
        unit=draw(st.integers(0, 5).map(unit)),
        aid_code=draw(st.sampled_from(["207012", "5150", ""])),
        kind=draw(st.sampled_from(EmploymentKind)),
        provisional=draw(st.booleans()),
    )


@st.composite
def evidences(draw: st.DrawFn) -> list[Evidence]:
    """Completions, some of which withdraw one before them, in no order."""
    rows: list[Evidence] = []
    for number in range(draw(st.integers(0, 9))):
        withdraws = draw(st.none() | st.none() | st.sampled_from(rows)) if rows else None
        rows.append(
            done(
                draw(st.sampled_from([*MODULES, *MODULES, "b1"])),
                draw(_NUMBERS) - 60,
                id=UUID(int=500 + number),
                course=draw(st.sampled_from(["grunden", "grunden", "grunden", "other"])),
                recorded_at=moment(DAYS) + timedelta(seconds=number),
                withdraws=withdraws.id if withdraws else None,
            )
        )
    return draw(st.permutations(rows))


@st.composite
def extensions(draw: st.DrawFn) -> Extension:
    granted = draw(_NUMBERS)
    return Extension(day(granted), day(granted + draw(_TENS.filter(bool) | st.integers(1, 60))))


def held_roles() -> st.SearchStrategy[list[HeldRole]]:
    held = st.sampled_from([Role.MANAGER, Role.MANAGER, Role.AUTHOR])
    return st.lists(st.tuples(held, intervals()), max_size=3)


def histories_of_a_person() -> st.SearchStrategy[History]:
    """One town and one duty for all of it: what varies is the person."""
    exemptions = st.lists(intervals(40), max_size=2)
    return st.builds(
        History,
        st.just(TOWN),
        duties(),
        st.lists(posts(), max_size=4),
        evidences(),
        exemptions,
        st.lists(extensions(), max_size=2),
        held_roles(),
    )


def histories_of_everything() -> st.SearchStrategy[History]:
    exemptions = st.lists(intervals(40), max_size=1)
    return st.builds(
        History,
        reorganised(),
        narrow_duties(),
        st.lists(varied_posts(), max_size=4),
        evidences(),
        exemptions,
        st.lists(extensions(), max_size=1),
        held_roles(),
    )
