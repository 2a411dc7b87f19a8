"""Rows of several people that say the same."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from elearn.domain.record.completion import Evidence, EvidenceKind
from elearn.domain.record.mistake import Entry, entries, said_by

ALVA, BO = UUID(int=1), UUID(int=2)
DAY, LATER = date(2026, 10, 1), date(2026, 10, 5)
FIRST = Evidence(
    UUID(int=10),
    ALVA,
    "basics",
    "first",
    "v1",
    DAY,
    datetime(2026, 10, 6, tzinfo=UTC),
    EvidenceKind.EQUIVALENCE,
    reason="classroom",
)


def test_rows_of_one_day_module_and_way_are_one_entry():
    others = replace(FIRST, id=UUID(int=11), person=BO)

    assert entries({ALVA: [FIRST], BO: [others]}, "basics") == {said_by(FIRST): 2}


def test_another_day_module_kind_or_way_is_another_entry_and_the_latest_day_comes_first():
    rows = [
        FIRST,
        replace(FIRST, id=UUID(int=11), completed_on=LATER),
        replace(FIRST, id=UUID(int=12), module="second"),
        replace(FIRST, id=UUID(int=13), kind=EvidenceKind.SELF, reason=None),
        replace(FIRST, id=UUID(int=14), reason="knowledge-test"),
    ]

    found = entries({ALVA: rows}, "basics")

    assert len(found) == len({entry.code for entry in found}) == 5
    assert next(iter(found)) == Entry("first", LATER, EvidenceKind.EQUIVALENCE, "classroom")
    assert set(found.values()) == {1}


def test_what_is_taken_back_or_of_another_course_is_none():
    gone = replace(
        FIRST,
        id=UUID(int=11),
        withdraws=FIRST.id,
        recorded_at=datetime(2026, 10, 7, tzinfo=UTC),
        reason="wrong-day",
    )
    elsewhere = replace(FIRST, id=UUID(int=12), course="managers")

    assert entries({ALVA: [FIRST, gone, elsewhere]}, "basics") == {}


def test_somebody_with_two_rows_alike_is_one_person():
    assert entries({ALVA: [FIRST, replace(FIRST, id=UUID(int=11))]}, "basics") == {
        said_by(FIRST): 1
    }


def test_what_most_have_in_common_comes_first():
    others = replace(FIRST, id=UUID(int=11), person=BO)
    of_one = replace(FIRST, id=UUID(int=12), completed_on=LATER)

    found = entries({ALVA: [of_one, FIRST], BO: [others]}, "basics")

    assert list(found.items()) == [(said_by(FIRST), 2), (said_by(of_one), 1)]
