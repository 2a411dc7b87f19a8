"""A municipality to measure, with people signed in and attempts about to be submitted."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID, uuid4

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from bench.load import Request
from config import Config
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality
from elearn.cli.devdata.demo import publish
from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.walk import steps_of
from elearn.domain.exercises.interaction import Choice
from elearn.domain.exercises.presentation import presented
from elearn.domain.record.attempt import Work
from elearn.store import schema
from elearn.store.bulk import insert_rows, refresh_statistics
from elearn.store.db import Database, Session
from elearn.store.models import (
    Attempt,
    Employment,
    Evidence,
    LoginSession,
    Module,
    PersonIdentifier,
    RoleGrant,
)
from elearn.store.queries import catalogue
from elearn.store.sealing import Sealer
from elearn.web import create_app

COURSE = "grunden"
MANAGER = "manager@demo.test"


@dataclass(frozen=True)
class Somebody:
    """Signed in."""

    person: UUID
    cookie: str
    csrf: str


@dataclass(frozen=True)
class Town:
    config: Config
    database: Database
    municipality: UUID
    learners: Sequence[Somebody]
    manager: Somebody
    unit: UUID
    module: CompiledModule
    attempts: dict[UUID, tuple[UUID, Work]]
    """By person: an open attempt, answered all right."""

    def evidence(self) -> int:
        with self.database.reading() as session:
            return session.query(Evidence).count()


def settle(config: Config, database: Database, people: int) -> Town:
    """In an empty database."""
    place = Place(config, database, None)
    schema.upgrade(database)
    with database.writing() as session:
        municipality = found_municipality(session, place)
        publish(session, municipality, place, days_ago=430)
        fill(session, municipality, place, people=people, seed=1)
        session.flush()
        town = _open(session, config, database, municipality, place)
        refresh_statistics(session)
        session.commit()
    return town


def _open(
    session: Session, config: Config, database: Database, municipality: UUID, place: Place
) -> Town:
    app = create_app(config, database)
    first = session.query(Module).filter_by(course_id=COURSE, position=0).one()
    reading = catalogue.reading(session, municipality, COURSE, first.id, language="sv")
    assert reading is not None
    manager = session.query(PersonIdentifier).filter_by(value=MANAGER).one().person_id
    unit = session.query(RoleGrant).filter_by(person_id=manager, role="manager").one().unit_id
    today = place.today()
    persons = list(
        dict.fromkeys(
            post.person_id
            for post in session.query(Employment).order_by(Employment.number)
            if post.from_on <= today and (post.to_on is None or post.to_on > today)
        )
    )
    learners = [_sign_in(session, app, municipality, person) for person in persons]
    attempts = _begin(
        session, Sealer(config.data_keys, config.pepper), municipality, reading, persons, place
    )
    by_person = {one.person: one for one in learners}
    return Town(
        config,
        database,
        municipality,
        learners,
        by_person[manager],
        unit,
        reading.module,
        attempts,
    )


def _sign_in(session: Session, app: Flask, municipality: UUID, person: UUID) -> Somebody:
    token, csrf = secrets.token_urlsafe(32), secrets.token_hex(20)
    now = datetime.now(UTC)
    row = {
        "municipality_id": municipality,
        "token_hash": hashlib.sha256(token.encode()).digest(),
        "person_id": person,
        "created_at": now,
        "last_seen_at": now,
        "device": "bench",
        "by_code": False,
        "code_issued_by": None,
    }
    insert_rows(session, LoginSession, [row])
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = serializer.dumps({"_user_id": token, "_fresh": True, "csrf_token": csrf})
    signed = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(csrf)
    return Somebody(person, f"elearn={cookie}", str(signed))


def _begin(
    session: Session,
    sealer: Sealer,
    municipality: UUID,
    reading: catalogue.Reading,
    persons: Sequence[UUID],
    place: Place,
) -> dict[UUID, tuple[UUID, Work]]:
    found = {}
    rows = []
    for person in persons:
        work = Work(secrets.token_hex(16))
        for exercise in reading.module.exercises:
            work = work.answered(exercise.id, exercise.exercise.key())
        attempt = uuid4()
        found[person] = (attempt, work)
        rows.append(
            {
                "municipality_id": municipality,
                "id": attempt,
                "person_id": person,
                "course_id": reading.module.course,
                "module_id": reading.module.id,
                "version": reading.module.version,
                "state": "open",
                "revision": 0,
                "sealed": sealer.seal(work.dumped()),
                "begun_on": place.today(),
                "submitted_on": None,
            }
        )
    insert_rows(session, Attempt, rows)
    return found


def get(somebody: Somebody, path: str) -> Request:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {somebody.cookie}\r\n\r\n"
    return Request(head.encode(), b"HTTP/1.1 200")


def post(somebody: Somebody, path: str, fields: dict[str, str | list[str]]) -> Request:
    body = urlencode({"csrf_token": somebody.csrf, **fields}, doseq=True).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {somebody.cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Request(head.encode() + body, b"HTTP/1.1 303")


def answer(town: Town, somebody: Somebody) -> Request:
    """The first exercise answered again, rightly."""
    attempt, work = town.attempts[somebody.person]
    step = next(step for step in steps_of(town.module) if step.exercise is not None)
    exercise = step.exercise
    assert exercise is not None
    shown = presented(exercise.exercise.interaction(), seed=work.seed(exercise.id))
    asked = exercise.exercise.interaction()
    assert isinstance(asked, Choice)
    assert isinstance(shown, Choice)
    own = {one.text: one.id for one in asked.options}
    right = [one.id for one in shown.options if own[one.text] in exercise.exercise.key()]
    path = f"/courses/{COURSE}/{town.module.id}/steps/{step.number}"
    return post(somebody, path, {"attempt": str(attempt), "answer": right})


def submission(town: Town, somebody: Somebody) -> Request:
    return post(somebody, f"/courses/{COURSE}/{town.module.id}/finish", {})
