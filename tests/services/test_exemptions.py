"""Exemptions given and ended, on both databases."""

import threading
from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.exemption import ExemptionReason
from elearn.services import exemptions as acts
from elearn.store.models import Exemption
from elearn.store.queries.exemptions import exemptions_of
from tests.services.deciding import TODAY, Scene

UNTIL = date(2027, 3, 31)
WORK = ExemptionReason.OTHER_WORK


@pytest.fixture
def scene(database, clock):
    return Scene(database, clock)


def given(scene, **named):
    return scene.did(acts.exempt, scene.duty, scene.alva, WORK, UNTIL, **named)


def test_it_holds_to_its_last_day_ends_by_itself_and_moves_what_is_due(scene):
    given(scene)

    assert scene.status() == "exempt"
    assert scene.status(day=UNTIL) == "exempt"
    assert scene.status(day=date(2027, 4, 1)) == "never-not-due"
    assert scene.status(day=date(2027, 4, 10)) == "never-overdue"
    assert scene.acts() == ["exemption-given"]
    scene.check_sums()


def test_the_person_reads_why_until_when_and_who_decided(scene):
    given(scene)

    with scene.make.database.reading() as session:
        (line,) = exemptions_of(session, scene.make.owner, scene.alva)
    assert (line.reason, line.until_on, line.approved_by) == ("other-work", UNTIL, "Robin Ek")


def test_it_can_be_ended_before_and_once_only(scene):
    made = given(scene)

    scene.did(acts.end, made, scene.alva, today=date(2026, 12, 10))
    scene.did(acts.end, made, scene.alva, today=date(2026, 12, 11))

    (row,) = scene.rows(Exemption)
    assert row.to_on == date(2026, 12, 10)
    assert scene.acts() == ["exemption-ended", "exemption-given"]
    scene.check_sums()


def test_ended_on_its_first_day_it_leaves_no_row(scene):
    scene.did(acts.end, given(scene), scene.alva)

    assert scene.rows(Exemption) == []
    assert scene.status() == "never-not-due"


@pytest.mark.parametrize(
    ("until_on", "code"),
    [
        (date(2026, 11, 22), "exemption-over"),
        (date(2027, 11, 24), "exemption-too-long"),
        (date.max, "exemption-too-long"),
    ],
)
def test_a_last_day_out_of_reach_is_refused(scene, until_on, code):
    assert scene.refused(acts.exempt, scene.duty, scene.alva, WORK, until_on) == code
    assert scene.rows(Exemption) == []


def test_today_and_a_year_are_within_reach(scene):
    scene.did(acts.end, scene.did(acts.exempt, scene.duty, scene.alva, WORK, TODAY), scene.alva)
    scene.did(acts.exempt, scene.duty, scene.alva, WORK, date(2027, 11, 23))


def test_who_is_not_asked_needs_none(scene):
    nobody = scene.make.person()

    assert scene.refused(acts.exempt, scene.duty, nobody, WORK, UNTIL) == "exemption-not-asked"
    assert scene.refused(acts.exempt, uuid4(), scene.alva, WORK, UNTIL) == "exemption-not-asked"


def test_nobody_exempts_themselves_or_ends_it(scene):
    made = given(scene)

    code = scene.refused(acts.exempt, scene.duty, scene.alva, WORK, UNTIL, by=scene.alva)
    assert code == "not-for-yourself"
    assert scene.refused(acts.end, made, scene.alva, by=scene.alva) == "not-for-yourself"


def test_an_exemption_of_somebody_else_is_not_found(scene):
    made = given(scene)

    assert scene.refused(acts.end, made, scene.make.person()) == "exemption-gone"
    assert scene.refused(acts.end, uuid4(), scene.alva) == "exemption-gone"


def test_two_at_once_make_one(scene):
    found = []
    start = threading.Barrier(2)

    def give():
        start.wait()
        try:
            found.append(given(scene))
        except Refusal as refused:
            found.append(refused.code)

    both = [threading.Thread(target=give) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert "exemption-stands" in found
    assert len(scene.rows(Exemption)) == 1
