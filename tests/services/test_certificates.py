"""What somebody could have a certificate of, on either database."""

from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.certificate import Standing
from elearn.services import certificates
from elearn.store.models import Certificate
from elearn.store.queries import disposal
from tests.factories import Factory
from tests.library import course_files, publish

TODAY = date(2026, 11, 23)
DONE_ON = date(2026, 11, 2)


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(made.database, made.owner, course_files(), now=clock())
    return made


@pytest.fixture
def alva(make):
    person = make.person("Alva", "Lind")
    make.employment(person, make.unit("Norr"))
    return person


def cycles(make, person):
    make.recompute()
    with make.database.reading() as session:
        return certificates.own_cycles(session, make.owner, person)


def issue(make, person, on=DONE_ON):
    with make.database.writing() as session:
        made = certificates.issue(
            session, make.owner, person, "basics", on, new_id=uuid4, today=TODAY
        )
        session.commit()
    return made


def checked(make, id):
    with make.database.reading() as session:
        return certificates.checked(session, make.owner, id, today=TODAY)


def test_without_a_duty_the_whole_course_is_asked_and_it_lasts_for_good(make, alva):
    make.evidence(alva, DONE_ON, "first", "basics")
    assert cycles(make, alva) == []

    make.evidence(alva, DONE_ON, "second", "basics")

    [cycle] = cycles(make, alva)
    assert (cycle.completed_on, cycle.valid_until) == (DONE_ON, None)


def test_a_duty_says_which_modules_and_for_how_long(make, alva):
    make.duty("basics", modules=["first"], valid_days=100)
    make.evidence(alva, DONE_ON, "first", "basics")

    [cycle] = cycles(make, alva)

    assert cycle.valid_until == date(2027, 2, 10)


def test_a_certificate_is_made_once_checked_and_gone_with_its_holder(make, alva):
    make.duty("basics", modules=["first"])
    row = make.evidence(alva, DONE_ON, "first", "basics")
    make.recompute()

    first, again = issue(make, alva), issue(make, alva)

    assert first == again
    assert checked(make, first).standing is Standing.STANDS
    make.evidence(alva, DONE_ON, "first", "basics", withdraws=row, reason="x")
    assert checked(make, first).standing is Standing.CORRECTED
    with pytest.raises(Refusal, match="certificate-not-earned"):
        issue(make, alva)
    with make.database.writing() as session:
        disposal.drop_person(session, make.owner, alva)
        session.commit()
    assert checked(make, first) is None
    with make.database.reading() as session:
        assert session.query(Certificate).count() == 0
