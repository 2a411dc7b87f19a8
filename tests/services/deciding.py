"""A unit with a manager and a colleague of whom a course is asked, and acts upon them."""

from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.services import standing
from elearn.services.acting import Act
from elearn.store.models import AuditAct, StatusPeriod
from tests.conftest import NOW
from tests.factories import Factory

TODAY = date(2026, 11, 23)


class Scene:
    """`robin` leads `unit`, where `alva` works; `duty` is due for her on 1 December."""

    def __init__(self, database, clock) -> None:
        self.make = make = Factory(database, clock)
        with make.at_once():
            make.municipality()
        with make.at_once():
            make.course()
            self.unit = make.unit()
            self.robin = make.person("Robin", "Ek", email="robin@example.se")
            make.grant(self.robin, "manager", self.unit)
            self.alva = make.person()
            make.employment(self.alva, self.unit)
            self.duty = make.duty(from_on=date(2026, 11, 1))
        make.recompute()

    def did(self, deed, *about, by=None, today=TODAY, **named):
        with self.make.database.writing() as session:
            act = Act(session, self.make.owner, by or self.robin, uuid4, NOW, today)
            given = deed(act, *about, **named)
            session.commit()
            return given

    def refused(self, deed, *about, **named):
        """The code of the refusal."""
        with pytest.raises(Refusal) as refused:
            self.did(deed, *about, **named)
        return refused.value.code

    def rows(self, table):
        with self.make.database.reading() as session:
            return session.query(table).all()

    def status(self, person=None, day=TODAY):
        return next(
            (
                each.status
                for each in self.rows(StatusPeriod)
                if each.person_id == (person or self.alva)
                and each.duty_id == self.duty
                and each.from_on <= day
                and (each.to_on or date.max) > day
            ),
            None,
        )

    def acts(self):
        return sorted(row.act for row in self.rows(AuditAct))

    def check_sums(self):
        """Periods and sums are what the facts say."""
        with self.make.database.reading() as session:
            assert standing.disagreements(session, self.make.owner) == []
            assert standing.miscounted(session, self.make.owner) == []
