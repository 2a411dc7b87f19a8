"""The job seals what is over, in every municipality, and may run twice."""

from datetime import timedelta
from uuid import uuid4

from elearn.services.audit import note_act
from elearn.store.models import AuditSeal
from tests.factories import Factory


def test_every_municipality_is_sealed_and_twice_is_once(worker, made, clock):
    other = Factory(made.database, clock)
    other.municipality("other")
    for each in (made, other):
        with made.database.writing() as session:
            for ago in (1, 2):
                at = clock() - timedelta(days=ago)
                note_act(session, each.owner, None, "role-granted", None, id=uuid4(), now=at)
            session.commit()

    for _time in range(2):
        while worker.step():
            pass
        clock.moment += timedelta(hours=4)

    with made.database.reading() as session:
        assert session.query(AuditSeal).count() == 4
