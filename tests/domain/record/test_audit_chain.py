"""Days of the log are linked; whom they are about is in no link."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from elearn.domain.record.audit_chain import (
    START,
    SealedAct,
    SealedView,
    day_digest,
    first_broken,
    last_settled,
    link,
)

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
VIEW = SealedView(UUID(int=1), UUID(int=2), "manager.unit", DAY, AT)
ACT = SealedAct(UUID(int=3), "role-granted", AT)


def chain(days):
    made, before = [], START
    for number in range(days):
        made.append(link(before, DAY + timedelta(days=number), number, "d" * 64))
        before = made[-1].chain
    return made


def test_the_order_of_rows_does_not_matter_and_every_field_does():
    other = replace(VIEW, id=UUID(int=9))
    lines, digest = day_digest([VIEW, other], [ACT])

    assert (lines, digest) == day_digest([other, VIEW], [ACT])
    assert lines == 3
    changes = {"page": "x", "shown_on": date(2026, 1, 1), "viewed_at": AT + timedelta(seconds=1)}
    for field in fields(VIEW):
        changed = replace(VIEW, **{field.name: changes.get(field.name, UUID(int=7))})
        assert day_digest([changed, other], [ACT])[1] != digest
    assert day_digest([VIEW, other], [replace(ACT, act="role-ended")])[1] != digest


def test_nothing_of_whoever_looked_is_in_a_seal():
    names = {field.name for kind in (SealedView, SealedAct) for field in fields(kind)}

    assert names.isdisjoint({"actor", "actor_id", "subject", "subject_id", "person"})


def test_a_whole_chain_holds():
    assert first_broken(chain(4)) is None
    assert first_broken([]) is None


@pytest.mark.parametrize("gone", range(3))
def test_a_day_taken_away_breaks_the_next_one(gone):
    links = chain(4)

    assert first_broken(links[:gone] + links[gone + 1 :]) == links[gone + 1].day


def test_a_changed_day_is_the_one_that_is_named():
    links = chain(4)
    links[2] = replace(links[2], lines=7)

    assert first_broken(links) == links[2].day


def test_a_day_waits_an_hour_after_its_end():
    midnight = datetime(2026, 11, 21, tzinfo=UTC)

    assert last_settled(midnight + timedelta(minutes=59)) == date(2026, 11, 19)
    assert last_settled(midnight + timedelta(minutes=60)) == DAY
