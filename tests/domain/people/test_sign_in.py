"""Codes, secrets and paces, as rules."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.permissions import Grant, Role
from elearn.domain.people.sign_in import (
    ADDRESS_PACE,
    CODE_LETTERS,
    NAME_PACE,
    check_secret,
    may_print_slip,
    written_code,
)

LONG_AGO = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (11, 128), (13, 300), (99, 300)],
)
def test_a_name_slows_down_and_never_locks(failures, seconds):
    assert NAME_PACE.wait_seconds(failures) == seconds


@pytest.mark.parametrize(("failures", "seconds"), [(300, 0), (301, 2), (303, 8), (600, 8)])
def test_an_address_that_many_share_has_room_and_a_short_wait(failures, seconds):
    assert ADDRESS_PACE.wait_seconds(failures) == seconds


def test_failures_are_forgotten_with_time():
    assert NAME_PACE.left_of(6, timedelta(minutes=59)) == 6
    assert NAME_PACE.left_of(6, timedelta(hours=2)) == 4
    assert NAME_PACE.left_of(NAME_PACE.most_counted, timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("kort", "secret-too-short"),
        ("niotecken", "secret-too-short"),
        ("x" * 201, "secret-too-long"),
        ("aaaaaaaaaaaa", "secret-too-simple"),
        ("abababababab", "secret-too-simple"),
        ("1234567890", "secret-too-simple"),
        ("abcdefghijkl", "secret-too-simple"),
        ("070-123 45 67", "secret-too-simple"),
        ("Sommaren2026!", "secret-too-simple"),
        ("!!Lösenord123", "secret-too-simple"),
        ("alva.lind@demo.test", "secret-too-simple"),
        ("Alva.Lind2026", "secret-too-simple"),
        ("demo-demo-demo", "secret-too-simple"),
        ("Lind lind lind 2026", "secret-too-simple"),
    ],
)
def test_a_secret_that_is_easily_guessed_is_refused(secret, code):
    with pytest.raises(Refusal) as refused:
        check_secret(secret, {"Alva", "Lind", "alva.lind", "alva.lind@demo.test"})

    assert refused.value.code == code


@pytest.mark.parametrize("secret", ["en liten blå cykel", "tre2glada3grisar", "å" * 5 + "abcdefg"])
def test_words_that_do_not_belong_together_are_good(secret):
    check_secret(secret, {"Alva", "Lind"})


def test_a_code_is_written_in_groups_of_letters_that_are_not_mixed_up():
    code = written_code(bytes(range(200, 212)))

    assert len(code) == 14
    assert code[4] == code[9] == "-"
    assert set(code) - {"-"} <= set(CODE_LETTERS)
    assert not set("01ILOU") & set(CODE_LETTERS)


TOP, SCHOOL, CARE = uuid4(), uuid4(), uuid4()
TREE = OrgTree.on(
    LONG_AGO,
    [
        Placement(TOP, None, "Top", LONG_AGO, None),
        Placement(SCHOOL, TOP, "School", LONG_AGO, None),
        Placement(CARE, TOP, "Care", LONG_AGO, None),
    ],
)


def grant(role, unit):
    return Grant(role, unit, LONG_AGO, None)


@pytest.mark.parametrize(
    ("issuer", "person", "may"),
    [
        ([(Role.MANAGER, SCHOOL)], [], True),
        ([(Role.MANAGER, SCHOOL)], [(Role.MANAGER, SCHOOL)], True),
        ([(Role.MANAGER, TOP)], [(Role.MANAGER, SCHOOL)], True),
        ([(Role.MANAGER, SCHOOL)], [(Role.MANAGER, TOP)], False),
        ([(Role.MANAGER, SCHOOL)], [(Role.MANAGER, CARE)], False),
        ([(Role.MANAGER, TOP)], [(Role.ADMINISTRATOR, TOP)], False),
        ([(Role.MANAGER, TOP)], [(Role.COORDINATOR, SCHOOL)], False),
        ([(Role.MANAGER, TOP)], [(Role.AUTHOR, TOP)], False),
        ([(Role.ADMINISTRATOR, TOP)], [(Role.COORDINATOR, TOP)], True),
        ([(Role.ADMINISTRATOR, TOP)], [(Role.ADMINISTRATOR, TOP)], True),
        ([(Role.ADMINISTRATOR, SCHOOL)], [(Role.COORDINATOR, TOP)], False),
        ([(Role.MANAGER, SCHOOL)], [(Role.ADMINISTRATOR, uuid4())], True),
    ],
)
def test_a_slip_hands_its_printer_no_role_they_lack(issuer, person, may):
    held = [grant(*each) for each in issuer]
    asked = [grant(*each) for each in person]

    assert may_print_slip(held, asked, TREE) is may
