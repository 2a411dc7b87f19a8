"""The log is sealed day by day, and what is done to it afterwards is noticed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from elearn.services import audit_chain, privacy
from elearn.services.audit import note_act, note_view
from elearn.store.models import AuditAct, AuditSeal, AuditView
from elearn.store.queries import disposal
from elearn.store.signing import Signer, is_signed
from tests.factories import Factory

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SIGNER = Signer("p" * 40)


@pytest.fixture
def logged(database, clock):
    """A municipality with a view and an act on each of three days."""
    make = Factory(database, clock)
    owner = make.municipality()
    unit, manager = make.unit("Norr"), make.person("Robin", "Ek")
    with make.database.writing() as session:
        for ago in (1, 2, 4):
            at = NOW - timedelta(days=ago)
            page = (owner, manager, unit, "manager.unit", at.date())
            note_view(session, *page, id=uuid4(), now=at)
            note_act(session, owner, manager, "role-granted", manager, id=uuid4(), now=at)
        session.commit()
    return make


def sealed(make, now=NOW):
    with make.database.writing() as session:
        count = audit_chain.seal(session, make.owner, SIGNER.sign, now=now)
        session.commit()
    return count


def found(make, key=None, today=TODAY):
    public = key or SIGNER.public_key()

    def ours(text, signature):
        return is_signed(text, signature, public)

    with make.database.reading() as session:
        findings = audit_chain.chain_findings(session, make.owner, ours, today=today)
        return [(finding.code, finding.values["on"]) for finding in findings]


def changed(make, change):
    with make.database.writing() as session:
        change(session)
        session.commit()


def test_days_that_are_over_are_sealed_once(logged):
    assert sealed(logged) == 3
    assert sealed(logged) == 0
    assert found(logged) == []
    with logged.database.reading() as session:
        assert [row.lines for row in session.query(AuditSeal)] == [2, 2, 2]


def test_today_is_not_sealed_yet(logged):
    sealed(logged, now=NOW - timedelta(days=1))

    with logged.database.reading() as session:
        assert session.query(AuditSeal).count() == 2


def test_a_line_taken_away_changed_or_added_is_noticed(logged):
    sealed(logged)
    day = (NOW - timedelta(days=2)).date()

    def away(session):
        session.delete(
            next(
                row
                for row in session.query(AuditView)
                if row.viewed_at.astimezone(UTC).date() == day
            )
        )

    changed(logged, away)
    assert found(logged) == [("audit-log-altered", day)]
    between = NOW - timedelta(days=3)

    def add(session):
        note_act(session, logged.owner, None, "role-granted", None, id=uuid4(), now=between)

    changed(logged, add)
    assert found(logged) == [("audit-log-altered", between.date()), ("audit-log-altered", day)]


def test_a_chain_made_anew_without_the_key_is_noticed(logged):
    sealed(logged)

    assert found(logged, key=Signer("q" * 40).public_key()) == [
        ("audit-seal-forged", (NOW - timedelta(days=4)).date())
    ]

    def forget(session):
        row = session.query(AuditSeal).order_by(AuditSeal.day).first()
        session.delete(row)

    changed(logged, forget)
    assert ("audit-chain-broken", (NOW - timedelta(days=2)).date()) in found(logged)


def test_disposal_of_a_person_and_of_old_lines_leaves_the_chain_whole(logged):
    sealed(logged)
    with logged.database.reading() as session:
        manager = session.query(AuditAct).first().actor_id
    changed(logged, lambda session: disposal.drop_person(session, logged.owner, manager))
    assert found(logged) == []

    later = date(2028, 11, 21)
    changed(logged, lambda session: privacy.dispose_of_the_rest(session, today=later))

    with logged.database.reading() as session:
        assert 0 < session.query(AuditView).count() < 3
    assert found(logged, today=later) == []
