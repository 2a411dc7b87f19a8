"""Group figures are fixed once a quarter, and traces of counting go after two years."""

from datetime import UTC, date, datetime

from elearn.store.models import MeasurementSeen, MeasurementSnapshot, MeasurementSums
from tests.jobs.test_dispose import dispose as work

COUNTS = {"people": 10, "blocks": 10, "hits": 60, "misses": 20}
MORE = {"false_alarms": 30, "correct_rejections": 130, "pairs": 0}
PAIRS = dict.fromkeys(("d_prime", "d_prime_squares", "criterion", "criterion_squares"), 0.0)


def snapshots(made):
    with made.database.reading() as session:
        rows = session.query(MeasurementSnapshot).order_by(MeasurementSnapshot.quarter_on)
        return {row.quarter_on: row.content for row in rows}


def test_the_job_fixes_what_is_shown_once_a_quarter(made, worker, clock):
    made.add(
        MeasurementSums(
            municipality_id=made.owner,
            unit_id=made.unit(),
            form="basics/cases/A",
            quarter_on=date(2026, 7, 1),
            **COUNTS,
            **MORE,
            **PAIRS,
        )
    )

    work(worker)
    first = snapshots(made)
    with made.database.writing() as session:
        session.query(MeasurementSums).update({"hits": 50, "misses": 30})
        session.commit()
    clock.moment = datetime(2026, 12, 30, 9, tzinfo=UTC)
    work(worker)
    again = snapshots(made)
    clock.moment = datetime(2027, 1, 2, 9, tzinfo=UTC)
    work(worker)

    assert set(first) == {date(2026, 10, 1)}
    assert '"hits": 60' in first[date(2026, 10, 1)]
    assert again == first
    assert set(snapshots(made)) == {date(2026, 10, 1), date(2027, 1, 1)}


def test_that_somebody_was_counted_is_forgotten_after_two_years(made, worker):
    for number, day in enumerate((date(2024, 11, 23), date(2024, 11, 24))):
        made.add(MeasurementSeen(municipality_id=made.owner, key=bytes([number]) * 32, seen_on=day))

    work(worker)

    with made.database.reading() as session:
        assert [row.seen_on for row in session.query(MeasurementSeen)] == [date(2024, 11, 24)]
