"""What tells where units stood is read without the rest of the municipality, on both databases."""

from uuid import uuid4

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from elearn.domain.people.org import OrgHistory, Placement
from elearn.domain.people.reorganisation import merged
from elearn.store.bulk import insert_rows
from elearn.store.models import Municipality, Unit, UnitPlacement
from elearn.store.queries.org import placements, placements_around
from tests.domain.people.organisations import chart, day, reorganised, unit
from tests.factories import Factory

UNITS = [unit(number) for number in range(8)]
TWICE_MERGED = merged(
    merged(chart("top top>a top>b top>c"), unit(1), unit(2), day(3)), unit(2), unit(3), day(9)
)


def kept(session, rows: list[Placement]):
    """The municipality that has them."""
    owner = uuid4()
    session.add(Municipality(id=owner, slug=str(owner), name="Sjövikens kommun"))
    session.flush()
    units = {row.unit for row in rows}
    insert_rows(
        session,
        Unit,
        [{"municipality_id": owner, "id": each, "code": str(each), "kind": "u"} for each in units],
    )
    insert_rows(
        session,
        UnitPlacement,
        [
            {
                "municipality_id": owner,
                "unit_id": row.unit,
                "parent_id": row.parent,
                "name": row.name,
                "from_on": row.from_on,
                "to_on": row.to_on,
                "merged_into": row.merged_into,
            }
            for row in rows
        ],
    )
    return owner


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(rows=TWICE_MERGED, worked_in=unit(3), aimed_at=unit(1))
@given(rows=reorganised(), worked_in=st.sampled_from(UNITS), aimed_at=st.sampled_from(UNITS))
def test_what_is_around_units_says_all_of_where_they_stood(database, rows, worked_in, aimed_at):
    with database.writing() as session:
        owner = kept(session, rows)

        around = OrgHistory(placements_around(session, owner, [worked_in, aimed_at]))

        whole = OrgHistory(placements(session, owner))
        tops = frozenset({aimed_at})
        assert around.periods_under(worked_in, tops) == whole.periods_under(worked_in, tops)
        assert around.periods_above(worked_in) == whole.periods_above(worked_in)
        session.rollback()


def test_no_more_is_read_for_more_units_beside(database, clock):
    make = Factory(database, clock)
    make.municipality()
    area = make.unit("Norr")
    own = make.unit("Nattlaget", area)
    for number in range(5):
        make.unit(f"Lag {number}", make.unit(f"Område {number}"))

    with database.reading() as session:
        found = placements_around(session, make.owner, [own])

    assert {each.unit for each in found} == {own, area, make.top}


def test_around_nothing_there_is_nothing(database, clock):
    make = Factory(database, clock)
    make.municipality()

    with database.reading() as session:
        assert placements_around(session, make.owner, []) == []
