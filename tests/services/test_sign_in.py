"""Codes, secrets, sessions and slowed failures, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.sign_in import ADDRESS_PACE, NAME_PACE
from elearn.services import sign_in
from elearn.services.sign_in import Tried
from elearn.store.models import Credential, LoginSession, OneTimeCode
from elearn.store.queries.sign_in import (
    account_named,
    code_behind,
    persons_without_secret,
    sessions_of,
)
from tests.factories import Factory

CODE = "7KPM-22QX-9ZTB"
TOKEN, OTHER = b"t" * 32, b"o" * 32
NAME = Tried(b"n" * 32, NAME_PACE)
ADDRESS = Tried(b"a" * 32, ADDRESS_PACE)


@pytest.fixture
def made(database, clock):
    factory = Factory(database, clock)
    factory.municipality()
    return factory


def write(made, act, *arguments, **options):
    with made.database.writing() as session:
        result = act(session, made.owner, *arguments, **options)
        session.commit()
        return result


def opened(made, person, token=TOKEN, by_code=False):
    write(
        made,
        sign_in.open_session,
        person,
        token,
        "Firefox",
        by_code=by_code,
        code_issued_by=None,
        now=made.clock(),
    )


def test_a_code_opens_once(made, clock):
    person = made.person()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())

    first = write(made, sign_in.use_code, CODE, now=clock())
    second = write(made, sign_in.use_code, CODE, now=clock())

    assert first.person_id == person
    assert second is None


@pytest.mark.parametrize("typed", ["7kpm22qx9ztb", " 7KPM 22QX 9ZTB ", "7kpm–22qx–9ztb"])
def test_a_code_may_be_typed_as_people_type(made, clock, typed):
    person = made.person()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())

    assert write(made, sign_in.use_code, typed, now=clock()).person_id == person


def test_a_code_tried_by_two_at_once_opens_for_one(made, clock):
    person = made.person()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())
    together = Barrier(2)

    def use(_number):
        together.wait()
        return write(made, sign_in.use_code, CODE, now=clock()) is not None

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(use, range(2)))

    assert sorted(won) == [False, True]


def test_a_slip_is_good_for_fourteen_days(made, clock):
    person = made.person()
    issued = clock()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=issued)

    assert write(made, sign_in.use_code, CODE, now=issued + timedelta(days=14)) is None
    assert write(made, sign_in.use_code, CODE, now=issued + timedelta(days=13)) is not None


def test_a_new_slip_ends_the_earlier_one_and_leaves_a_mailed_link(made, clock):
    person = made.person()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())
    write(made, sign_in.issue_link, person, "LINK-LINK-LINK", None, now=clock())

    write(made, sign_in.issue_slips, [person], None, ["NEWC-NEWC-NEWC"], now=clock())

    assert write(made, sign_in.use_code, CODE, now=clock()) is None
    assert write(made, sign_in.use_code, "NEWC-NEWC-NEWC", now=clock()) is not None
    assert write(made, sign_in.use_code, "LINK-LINK-LINK", now=clock()) is not None


def test_a_link_that_anybody_may_ask_for_does_not_end_a_slip(made, clock):
    person = made.person()
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())

    write(made, sign_in.issue_link, person, "LINK-LINK-LINK", None, now=clock())

    assert write(made, sign_in.use_code, CODE, now=clock()) is not None


def test_the_same_link_again_is_the_same_link_until_it_is_used(made, clock):
    person = made.person()

    assert write(made, sign_in.issue_link, person, CODE, None, now=clock())
    assert write(made, sign_in.issue_link, person, CODE, None, now=clock())
    write(made, sign_in.use_code, CODE, now=clock())
    assert not write(made, sign_in.issue_link, person, CODE, None, now=clock())


def test_a_code_of_a_person_who_was_merged_opens_nothing(made, clock):
    kept = made.person()
    person = made.person(merged_into=kept)
    write(made, sign_in.issue_link, person, CODE, None, now=clock())

    assert write(made, sign_in.use_code, CODE, now=clock()) is None


def test_a_merged_person_has_no_account(made):
    kept = made.person()
    made.person(merged_into=kept, sign_in="twice@demo.test")

    with made.database.reading() as session:
        assert account_named(session, made.owner, "twice@demo.test") is None


def test_a_name_is_found_in_any_case_and_only_in_its_municipality(made):
    person = made.person(sign_in="alva@demo.test")
    elsewhere = made.municipality(slug="annan")

    with made.database.reading() as session:
        assert account_named(session, made.owner, " ALVA@demo.test ").person == person
        assert account_named(session, elsewhere, "alva@demo.test") is None


def test_an_own_secret_ends_every_session_and_code(made, clock):
    person = made.person()
    opened(made, person, TOKEN)
    opened(made, person, OTHER)
    write(made, sign_in.issue_slips, [person], None, [CODE], now=clock())

    write(made, sign_in.set_secret, person, "new-hash", own_session=TOKEN, now=clock())

    with made.database.reading() as session:
        assert session.query(LoginSession).count() == 0
        assert session.query(OneTimeCode).count() == 0
        assert session.get(Credential, (made.owner, person)).secret_hash == "new-hash"


def test_a_session_that_was_ended_elsewhere_sets_no_secret(made, clock):
    person = made.person()

    with pytest.raises(Refusal) as refused:
        write(made, sign_in.set_secret, person, "new-hash", own_session=TOKEN, now=clock())

    assert refused.value.code == "session-over"


def test_a_code_leaves_an_hour_to_choose_a_secret(made, clock):
    person = made.person(has_secret=False)
    opened(made, person, by_code=True)
    late = clock() + timedelta(hours=1, minutes=1)

    with pytest.raises(Refusal):
        write(made, sign_in.set_secret, person, "new-hash", own_session=TOKEN, now=late)

    with made.database.reading() as session:
        assert persons_without_secret(session, made.owner, [person]) == {person}


def test_nobody_ends_the_session_of_another(made):
    person, stranger = made.person(), made.person()
    opened(made, person)

    assert not write(made, sign_in.close_own_session, stranger, TOKEN)
    assert write(made, sign_in.close_own_session, person, TOKEN)


def test_closing_the_other_sessions_keeps_this_one(made, clock):
    person, stranger = made.person(), made.person()
    opened(made, person, TOKEN)
    opened(made, person, OTHER)
    opened(made, stranger, b"s" * 32)

    assert write(made, sign_in.close_sessions, person, keep=TOKEN) == 1

    with made.database.reading() as session:
        since = clock() - timedelta(days=30)
        left = sessions_of(session, made.owner, person, seen_since=since, shared_since=since)
        assert [each.token_hash for each in left] == [TOKEN]
        assert session.query(LoginSession).count() == 2


def test_slips_come_by_name_with_what_each_signs_in_with(made, clock):
    bo = made.person("Bo", "Berg", sign_in="bo@demo.test")
    alva = made.person("Alva", "Lind", alias="A. L.", sign_in="alva@demo.test")
    issuer = made.person()

    slips = write(made, sign_in.issue_slips, [bo, alva], issuer, ["C0DE-0001", CODE], now=clock())

    assert [(each.name, each.user_name) for each in slips] == [
        ("A. L.", "alva@demo.test"),
        ("Bo Berg", "bo@demo.test"),
    ]
    assert slips[0].code != slips[1].code


def test_strangers_and_merged_people_get_no_slip(made, clock):
    kept = made.person()
    merged = made.person(merged_into=kept)

    slips = write(made, sign_in.issue_slips, [uuid4(), merged], None, [CODE, "X"], now=clock())

    assert slips == []


def test_the_person_sees_who_printed_the_slip_and_when(made, clock):
    issuer = made.person("Rut", "Ek")
    person = made.person()
    made.grant(issuer, "manager")
    write(made, sign_in.issue_slips, [person], issuer, [CODE], now=clock())

    write(made, sign_in.use_code, CODE, now=clock() + timedelta(days=2))

    with made.database.reading() as session:
        issue = code_behind(session, made.owner, person)
    assert (issue.issuer, issue.issued_at) == ("Rut Ek", clock())


def test_a_manager_prints_no_slip_for_somebody_who_may_do_more(made, clock):
    manager, coordinator = made.person(), made.person()
    made.grant(manager, "manager")
    made.grant(coordinator, "coordinator")

    with pytest.raises(Refusal) as refused:
        write(made, sign_in.issue_slips, [coordinator], manager, [CODE], now=clock())

    assert refused.value.code == "slip-for-higher-role"
    with made.database.reading() as session:
        assert session.query(OneTimeCode).count() == 0


def test_a_role_still_to_come_counts_as_one(made, clock):
    manager, person = made.person(), made.person()
    made.grant(manager, "manager")
    made.grant(person, "administrator", from_on=clock().date() + timedelta(days=1))

    with pytest.raises(Refusal):
        write(made, sign_in.issue_slips, [person], manager, [CODE], now=clock())


def test_an_administrator_prints_a_slip_for_any_role(made, clock):
    administrator, coordinator = made.person(), made.person()
    made.grant(administrator, "administrator")
    made.grant(coordinator, "coordinator")

    slips = write(made, sign_in.issue_slips, [coordinator], administrator, [CODE], now=clock())

    assert [each.person for each in slips] == [coordinator]


def test_a_fifth_failure_makes_the_sixth_try_wait(made, clock):
    waits = [write(made, sign_in.begin_try, [NAME, ADDRESS], now=clock()) for _ in range(6)]

    assert waits == [0, 0, 0, 0, 0, 2]


def test_a_try_that_has_to_wait_counts_no_further(made, clock):
    for _ in range(9):
        write(made, sign_in.begin_try, [NAME], now=clock())

    later = clock() + timedelta(seconds=2)

    assert write(made, sign_in.begin_try, [NAME], now=later) == 0


def test_two_tries_at_the_same_moment_both_count(made, clock):
    together = Barrier(4)

    def try_once(_number):
        together.wait()
        return write(made, sign_in.begin_try, [NAME, ADDRESS], now=clock())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(try_once, range(4)))

    assert write(made, sign_in.begin_try, [NAME], now=clock()) == 0
    assert write(made, sign_in.begin_try, [NAME], now=clock()) == 2


def test_a_good_try_clears_the_name_and_gives_the_address_back_its_one(made, clock):
    for _ in range(5):
        write(made, sign_in.begin_try, [NAME, ADDRESS], now=clock())

    write(made, sign_in.forgive, NAME.key, ADDRESS.key, now=clock())

    assert write(made, sign_in.begin_try, [NAME], now=clock()) == 0
    strict = Tried(ADDRESS.key, NAME_PACE)
    assert write(made, sign_in.begin_try, [strict], now=clock()) == 0
    assert write(made, sign_in.begin_try, [strict], now=clock()) == 2
