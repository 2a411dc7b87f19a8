"""What has been kept long enough goes, and nothing else."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from elearn.services import privacy
from elearn.store import disposal_list
from elearn.store.models import (
    Attempt,
    AuditAct,
    AuditView,
    Credential,
    Employment,
    Evidence,
    HeldAnswer,
    ImportBatch,
    LoginSession,
    OneTimeCode,
    Person,
    PersonIdentifier,
    SignInFailure,
    Unit,
)
from elearn.store.queries.disposal import OWN_ROWS

TODAY = date(2026, 11, 23)
LONG_OVER = date(2024, 11, 1)
JUST_OVER = date(2024, 12, 1)


def evidence(made, person, recorded_by=None):
    row = Evidence(
        municipality_id=made.owner,
        id=uuid4(),
        person_id=person,
        course_id="grunden",
        module_id="a1",
        version="v",
        completed_on=date(2024, 3, 1),
        recorded_at=made.clock(),
        kind="self",
        recorded_by=recorded_by,
    )
    made.add(row)
    return row.id


def former(made, to_on=LONG_OVER, **values):
    person = made.person(**values)
    made.employment(person, made.top, from_on=date(2023, 1, 1), to_on=to_on)
    evidence(made, person)
    return person


def dispose(worker):
    while worker.step():
        pass


def count(made, table, **where):
    with made.database.reading() as session:
        return session.query(table).filter_by(**where).count()


def test_a_record_goes_two_years_after_the_employment(made, worker):
    person = former(made)

    dispose(worker)

    for table in (Evidence, Employment, Credential, PersonIdentifier):
        assert count(made, table) == 0
    assert count(made, Person, id=person) == 0


def test_disposal_leaves_a_line_in_the_log_and_in_the_list_outside(made, worker, tmp_path):
    person = former(made)

    dispose(worker)

    assert count(made, AuditAct, act="evidence-disposed", subject_id=person) == 1
    (listed,) = disposal_list.read(tmp_path / disposal_list.FILE)
    assert (listed.municipality, listed.person, listed.on) == (made.owner, person, TODAY)


@pytest.mark.parametrize("to_on", [JUST_OVER, date(2026, 12, 31), None])
def test_a_record_stays_while_its_time_runs(made, worker, to_on):
    former(made, to_on)

    dispose(worker)

    assert count(made, Evidence) == 1


def test_one_employment_that_goes_on_keeps_the_whole_record(made, worker):
    person = former(made)
    made.employment(person, made.top, from_on=date(2025, 1, 1))

    dispose(worker)

    assert count(made, Evidence, person_id=person) == 1


def test_a_role_that_goes_on_keeps_the_record(made, worker):
    person = former(made)
    made.grant(person, "coordinator")

    dispose(worker)

    assert count(made, Evidence, person_id=person) == 1


def test_merged_persons_go_together_or_not_at_all(made, worker):
    kept = made.person()
    made.employment(kept, made.top, from_on=date(2025, 1, 1))
    merged = former(made, merged_into=kept)

    dispose(worker)

    assert count(made, Evidence, person_id=merged) == 1


def test_merged_persons_who_have_both_left_go_together(made, worker):
    kept = former(made)
    former(made, merged_into=kept)

    dispose(worker)

    assert count(made, Person) == 0


def test_a_table_about_persons_is_either_emptied_or_known_to_stay():
    about = {
        (table.name, key.column_keys[-1])
        for table in Person.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name == "person"
    }
    emptied = {(table.__tablename__, column) for table, column in OWN_ROWS}
    by_somebody = {name for name in about if name[1].endswith("_by")}
    trace = {("audit_view", "actor_id"), ("audit_act", "actor_id"), ("person", "merged_into")}

    assert about == emptied | by_somebody | trace


def test_a_controller_may_keep_records_shorter_or_longer(made, worker):
    short = made.unit("Kort", code="short")
    with made.database.writing() as session:
        session.get(Unit, (made.owner, short)).retention_months = 6
        session.commit()
    under_it = made.unit("Under kort", parent=short)
    gone, stays = made.person(), made.person()
    made.employment(gone, under_it, from_on=date(2023, 1, 1), to_on=date(2026, 1, 1))
    made.employment(stays, made.top, from_on=date(2023, 1, 1), to_on=date(2026, 1, 1))

    dispose(worker)

    assert count(made, Person, id=gone) == 0
    assert count(made, Person, id=stays) == 1


def test_somebody_whom_other_rows_name_loses_the_name(made, worker):
    colleague = made.person()
    person = former(made, given_name="Alva", alias="A.", email="alva@example.se")
    evidence(made, colleague, recorded_by=person)

    dispose(worker)

    with made.database.reading() as session:
        left = session.get(Person, (made.owner, person))
        assert (left.given_name, left.family_name, left.alias, left.email) == ("", "", None, None)
    assert count(made, Evidence, person_id=colleague) == 1


def test_only_the_municipality_s_own_people_go(made, worker):
    elsewhere = made.municipality(slug="annan")
    former(made)

    with made.database.reading() as session:
        assert privacy.persons_to_dispose(session, elsewhere, today=TODAY) == []


def test_a_list_of_earlier_disposals_can_be_gone_through_again(made, clock):
    person = former(made)
    listed = [person, uuid4(), person]

    with made.database.writing() as session:
        privacy.dispose(session, made.owner, listed, new_id=uuid4, now=clock())
        session.commit()

    assert count(made, Person, id=person) == 0
    assert count(made, AuditAct) == 1


def test_a_list_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "list"
    whole = disposal_list.Disposed(UUID(int=1), UUID(int=2), TODAY)
    disposal_list.append(path, [whole])
    with path.open("a") as file:
        file.write('{"municipality": "0000')

    assert list(disposal_list.read(path)) == [whole]


def attempt(made, person, state, begun_on, submitted_on=None):
    made.add(
        Attempt(
            municipality_id=made.owner,
            id=uuid4(),
            person_id=person,
            course_id="grunden",
            module_id=f"m{uuid4().hex[:8]}",
            version="v",
            state=state,
            sealed=b"x",
            begun_on=begun_on,
            submitted_on=submitted_on,
        )
    )


def test_an_attempt_goes_the_day_after_it_was_submitted_or_thirty_days_after_it_began(made, worker):
    person = made.person()
    attempt(made, person, "open", TODAY - timedelta(days=30))
    attempt(made, person, "open", TODAY - timedelta(days=29))
    attempt(made, person, "submitted", TODAY - timedelta(days=2), TODAY - timedelta(days=1))
    attempt(made, person, "submitted", TODAY - timedelta(days=40), TODAY)

    dispose(worker)

    with made.database.reading() as session:
        left = {(each.state, each.begun_on) for each in session.query(Attempt)}
    assert left == {
        ("open", TODAY - timedelta(days=29)),
        ("submitted", TODAY - timedelta(days=40)),
    }


def _rows(made, person, when):
    """One of each thing that is kept for a while, from the moment *when*."""
    own = {"municipality_id": made.owner}
    key = when.isoformat().encode()[:32].ljust(32)
    return [
        HeldAnswer(**own, token_hash=key, sealed=b"x", kept_on=when.date()),
        LoginSession(
            **own, token_hash=key, person_id=person, created_at=when, last_seen_at=when, device=""
        ),
        OneTimeCode(
            **own, code_hash=key, person_id=person, kind="slip", issued_at=when, expires_at=when
        ),
        SignInFailure(**own, key=key, failures=1, last_failed_at=when),
        AuditView(
            **own,
            id=uuid4(),
            actor_id=person,
            unit_id=made.top,
            page="manager.unit",
            shown_on=when.date(),
            viewed_at=when,
        ),
        AuditAct(**own, id=uuid4(), act="role-granted", acted_at=when),
        ImportBatch(
            **own,
            id=uuid4(),
            kind="people",
            state="preview",
            content=b"",
            inverse=[],
            counts={},
            made_at=when,
        ),
    ]


@pytest.mark.parametrize(
    ("table", "days"),
    [
        (HeldAnswer, 1),
        (SignInFailure, 1),
        (ImportBatch, 1),
        (LoginSession, 30),
        (OneTimeCode, 14),
        (AuditView, 730),
        (AuditAct, 730),
    ],
)
def test_each_thing_is_kept_as_long_as_the_privacy_page_says(made, worker, clock, table, days):
    person = made.person()
    old, young = clock() - timedelta(days=days + 1), clock() - timedelta(days=days - 1)
    for when in (old, young):
        for row in _rows(made, person, when):
            if isinstance(row, table):
                made.add(row)

    dispose(worker)

    assert count(made, table) == 1
