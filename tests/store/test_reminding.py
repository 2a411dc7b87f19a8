from sqlalchemy import event

from elearn.store.queries.reminding import Whom, asked_people
from tests.conftest import NOW
from tests.factories import Factory


def test_the_people_of_a_unit_are_looked_up_and_not_searched_for_in_all_the_municipality(
    sqlite_database, clock
):
    make = Factory(sqlite_database, clock)
    make.municipality()
    whom = Whom(make.person(), frozenset({make.unit()}))
    put = []

    def note(_connection, _cursor, statement, values, *_rest):
        put.append((statement, values))

    with sqlite_database.reading() as session:
        event.listen(sqlite_database.engine, "before_cursor_execute", note)
        asked_people(session, make.owner, NOW.date(), whom)
        event.remove(sqlite_database.engine, "before_cursor_execute", note)
        about_people = [each for each in put if " IN (SELECT employment" in each[0]]
        plans = [plan_of(session, *each) for each in about_people]

    assert len(plans) == 3
    for plan in plans:
        assert plan[0].endswith(("AND person_id=?)", "AND id=?)"))


def plan_of(session, statement, values):
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [row[3] for row in rows]
