"""The least that is valid of everything; a test states only what it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from elearn.services.standing import recompute
from elearn.store.db import Database, Session
from elearn.store.models import (
    Course,
    Credential,
    Duty,
    Employment,
    Evidence,
    Exemption,
    ExerciseCounter,
    Host,
    Leave,
    LoginSession,
    Municipality,
    Person,
    PersonIdentifier,
    RoleGrant,
    Route,
    Unit,
    UnitPlacement,
)

PASSWORD = "en liten blå cykel"
LONG_AGO = date(2020, 1, 1)
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Factory:
    """Each method commits one thing and gives back its id."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.clock = clock
        self.municipality_id: UUID | None = None
        self.top: UUID | None = None
        self._numbers = count(1)
        self._open: Session | None = None

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is made inside the block is written together at its end, which is quicker."""
        with self.database.writing() as session:
            self._open = session
            try:
                yield
                session.commit()
            finally:
                self._open = None

    def municipality(self, slug: str = "sjoviken", **values: Any) -> UUID:
        """The first one is where everything else is made; it has one unit, the top.

        It speaks English, so that a test can quote a page without a translation being made.
        """
        made = Municipality(
            id=uuid4(),
            slug=slug,
            name=values.pop("name", "Sjövikens kommun"),
            language=values.pop("language", "en"),
            help_contact=values.pop("help_contact", "Servicecenter, 0670-555 00"),
            **values,
        )
        self.add(made)
        if self.municipality_id is None:
            self.municipality_id = made.id
            self.top = self.unit("Sjövikens kommun", parent=None, kind="municipality")
        return made.id

    def unit(
        self, name: str = "Hemtjänst norr", parent: UUID | str | None = "top", **values: Any
    ) -> UUID:
        number = next(self._numbers)
        unit = Unit(
            municipality_id=self.owner,
            id=uuid4(),
            code=values.pop("code", f"U{number}"),
            kind=values.pop("kind", "unit"),
            controller=values.pop("controller", None),
        )
        self.add(unit)
        self.add(
            UnitPlacement(
                municipality_id=self.owner,
                unit_id=unit.id,
                parent_id=self.top if parent == "top" else parent,
                name=name,
                from_on=values.pop("from_on", LONG_AGO),
                to_on=values.pop("to_on", None),
            )
        )
        return unit.id

    def person(self, given_name: str = "Alva", family_name: str = "Lind", **values: Any) -> UUID:
        """With a secret of their own, and employed nowhere."""
        number = next(self._numbers)
        has_secret = values.pop("has_secret", True)
        name = values.pop("sign_in", f"person{number}@demo.test")
        person = Person(
            municipality_id=self.owner,
            id=uuid4(),
            given_name=given_name,
            family_name=family_name,
            **values,
        )
        self.add(person)
        self.add(
            PersonIdentifier(
                municipality_id=self.owner,
                kind="sign-in",
                value=name,
                person_id=person.id,
                since_on=LONG_AGO,
            )
        )
        if has_secret:
            self.add(
                Credential(
                    municipality_id=self.owner,
                    person_id=person.id,
                    secret_hash=_QUICK.hash(PASSWORD),
                    set_at=self.clock(),
                )
            )
        return person.id

    def employment(self, person: UUID, unit: UUID, **values: Any) -> UUID:
        number = next(self._numbers)
        employment = Employment(
            municipality_id=self.owner,
            id=uuid4(),
            person_id=person,
            unit_id=unit,
            number=values.pop("number", str(100_000 + number)),
            aid_code=values.pop("aid_code", "207024"),
            kind=values.pop("kind", "permanent"),
            from_on=values.pop("from_on", date(2024, 1, 1)),
            to_on=values.pop("to_on", None),
            **values,
        )
        self.add(employment)
        return employment.id

    def leave(self, employment: UUID, from_on: date, to_on: date | None = None) -> None:
        self.add(
            Leave(
                municipality_id=self.owner, employment_id=employment, from_on=from_on, to_on=to_on
            )
        )

    def grant(self, person: UUID, role: str, unit: UUID | None = None, **values: Any) -> UUID:
        grant = RoleGrant(
            municipality_id=self.owner,
            id=uuid4(),
            person_id=person,
            role=role,
            unit_id=unit or self.top,
            from_on=values.pop("from_on", LONG_AGO),
            to_on=values.pop("to_on", None),
            **values,
        )
        self.add(grant)
        return grant.id

    def course(self, course: str = "grunden", title: str = "Grunden") -> str:
        """With no module in it."""
        self.add(
            Course(
                municipality_id=self.owner,
                id=course,
                titles={"sv": title},
                summaries={},
                default_duty={},
                published_at=self.clock(),
            )
        )
        return course

    def duty(self, course: str = "grunden", **values: Any) -> UUID:
        """For everybody under the top, from 2025, due in 30 days, valid for a year."""
        duty = Duty(
            municipality_id=self.owner,
            id=uuid4(),
            course_id=course,
            modules=values.pop("modules", ["a1"]),
            need=values.pop("need", "all"),
            units=[str(unit) for unit in values.pop("units", [self.top])],
            aid_families=values.pop("aid_families", []),
            due_days=values.pop("due_days", 30),
            valid_days=values.pop("valid_days", 365),
            renewal_days=values.pop("renewal_days", 30),
            from_on=values.pop("from_on", date(2025, 1, 1)),
            to_on=values.pop("to_on", None),
            **values,
        )
        self.add(duty)
        return duty.id

    def evidence(
        self,
        person: UUID,
        completed_on: date,
        module: str = "a1",
        course: str = "grunden",
        **values: Any,
    ) -> UUID:
        row = Evidence(
            municipality_id=self.owner,
            id=uuid4(),
            person_id=person,
            course_id=course,
            module_id=module,
            version=values.pop("version", "1" * 64),
            completed_on=completed_on,
            recorded_at=values.pop("recorded_at", self.clock()),
            kind=values.pop("kind", "self"),
            **values,
        )
        self.add(row)
        return row.id

    def exemption(self, duty: UUID, person: UUID, from_on: date, to_on: date | None = None) -> None:
        self.add(
            Exemption(
                municipality_id=self.owner,
                id=uuid4(),
                duty_id=duty,
                person_id=person,
                from_on=from_on,
                to_on=to_on,
                reason="other-employer",
            )
        )

    def route(self, key: str = "samordnare", **values: Any) -> str:
        """A contact route, vouched for until the day after the tests'."""
        label = values.pop("label", "Samordnaren")
        self.add(
            Route(
                municipality_id=self.owner,
                key=key,
                labels=values.pop("labels", {"sv": label, "en": label}),
                phone=values.pop("phone", "0980-319 200"),
                url=values.pop("url", ""),
                urgency=values.pop("urgency", "advice"),
                age=values.pop("age", "any"),
                role=values.pop("role", "any"),
                hours=values.pop("hours", {}),
                owner=values.pop("owner", "samordnaren"),
                verified_until=values.pop("verified_until", date(2026, 11, 24)),
                position=values.pop("position", next(self._numbers)),
            )
        )
        return key

    def host(self, name: str, municipality: UUID | None = None) -> None:
        """A host name that leads to the first municipality, or to another."""
        self.add(Host(name=name, municipality_id=municipality or self.owner))

    def recompute(self) -> None:
        """Status periods of everybody, from the facts made so far."""
        with self.database.writing() as session:
            recompute(session, self.owner)
            session.commit()

    def sign_in_name(self, person: UUID) -> str:
        with self.database.reading() as session:
            found = (
                session.query(PersonIdentifier)
                .filter_by(municipality_id=self.owner, person_id=person, kind="sign-in")
                .first()
            )
            assert found is not None
            return found.value

    def forget_sessions(self, person: UUID) -> None:
        """Signs the person out everywhere, as after thirty days."""
        with self.database.writing() as session:
            session.query(LoginSession).filter_by(person_id=person).delete()
            session.commit()

    def counters(self) -> list[str]:
        """The mark of every counter, as often as it was raised."""
        with self.database.reading() as session:
            rows = session.query(ExerciseCounter).all()
            return [row.mark for row in rows for _ in range(row.count)]

    def add(self, row: Any) -> None:
        if self._open is not None:
            self._open.add(row)
            self._open.flush()
            return
        with self.database.writing() as session:
            session.add(row)
            session.commit()

    @property
    def owner(self) -> UUID:
        assert self.municipality_id is not None, "make.municipality() first"
        return self.municipality_id
