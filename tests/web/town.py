"""A small municipality with everybody in it: two branches of units, and a person of each kind.

    Town
    ├── North          manager, former manager; the deputy stands in here
    │   └── Nightshift   plain, newcomer
    └── South          sister

The coordinator and the administrator hold their roles on the whole town. The newcomer is manager,
coordinator and administrator as well, and has come in by a slip.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule

from config import Config
from elearn.domain.people.sign_in import CODE_LENGTH, written_code
from elearn.services import sign_in
from elearn.store import schema
from elearn.store.db import Database, open_database
from elearn.store.models import Host, Municipality
from elearn.web import create_app
from tests.client import PageClient
from tests.factories import Factory
from tests.library import course_files, publish

CODE = "M4RT-H2Q9-KW7D"
WHO = (
    "nobody", "newcomer", "plain", "former", "sister", "manager", "deputy", "coordinator",
    "administrator",
)  # fmt: skip
"""From the stranger on the net to whoever may most."""
_numbers = count(1)


@dataclass(frozen=True)
class Town:
    app: Flask
    make: Factory
    host: str
    units: Mapping[str, UUID]
    persons: Mapping[str, UUID]
    duty: UUID
    deputy_grant: UUID

    def client(self, who: str) -> PageClient:
        """The browser of *who*, signed in as they would be."""
        client = PageClient(self.app, self.make, self.host)
        if who == "newcomer":
            answer = client.post("/account/code", {"code": self.issue_slip()})
            assert answer.location == "/account/secret"
        elif who != "nobody":
            client.sign_in(self.persons[who])
        return client

    def issue_slip(self) -> str:
        """The newcomer's, and each time another code."""
        code = written_code(next(_numbers).to_bytes(CODE_LENGTH, "big"))
        with self.make.database.writing() as session:
            sign_in.issue_slips(
                session,
                self.make.owner,
                [self.persons["newcomer"]],
                None,
                [code],
                now=self.make.clock(),
            )
            session.commit()
        return code


def served(database: Database, clock: Callable[[], datetime], **settings: Any) -> Flask:
    """The application over a database that lasts longer than one test."""
    key = Fernet.generate_key().decode()
    config = Config(mode="demo", secret_key="x" * 40, data_keys=(key,), pepper="x" * 40)
    app = create_app(replace(config, **settings), database, clock)
    app.testing = True
    return app


@contextmanager
def kept_database(folder: Path) -> Iterator[Database]:
    """SQLite with every table, marked as migrated."""
    database = open_database(f"sqlite:///{folder / 'test.sqlite'}")
    with database.engine.execution_options(write=True).begin() as connection:
        Municipality.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text(f"INSERT INTO alembic_version VALUES ('{schema.head()}')"))
    yield database
    database.close()


def town(
    app: Flask,
    make: Factory,
    host: str = "localhost",
    *,
    named: Callable[[str], str] = str,
    course: Callable[[str], str] = str,
    slug: str = "town",
) -> Town:
    """Everybody's texts go through *named*, the course's files through *course*.

    Raises when there is no unit for *make* to work in: it makes its own municipality.
    """
    with make.at_once():
        owner = make.municipality(
            slug, name=named("Town"), help_contact=named("Help desk"), language="en"
        )
    with make.at_once():
        make.add(Host(name=host, municipality_id=owner))
        north, south = make.unit(named("North")), make.unit(named("South"))
        units = {
            "top": make.top,
            "north": north,
            "south": south,
            "nightshift": make.unit(named("Nightshift"), north),
        }
    files = {path: course(body.decode()).encode() for path, body in course_files().items()}
    publish(make.database, owner, files, now=make.clock())
    with make.at_once():
        persons = {who: make.person(named(who.capitalize()), named("Ek")) for who in WHO[1:]}
        for who, person in persons.items():
            make.employment(
                person,
                units[
                    "nightshift"
                    if who in {"plain", "newcomer"}
                    else "south"
                    if who == "sister"
                    else "north"
                ],
            )
        make.grant(persons["manager"], "manager", north)
        make.grant(persons["former"], "manager", north, to_on=make.clock().date())
        make.grant(persons["sister"], "manager", south)
        deputy = make.grant(
            persons["deputy"],
            "manager",
            north,
            from_on=date(2026, 11, 1),
            to_on=date(2026, 12, 24),
            is_deputy=True,
        )
        for role in ("coordinator", "administrator"):
            make.grant(persons[role], role)
        for role in ("manager", "coordinator", "administrator"):
            make.grant(persons["newcomer"], role)
        duty = make.duty("basics", modules=["first", "second"])
        make.evidence(persons["plain"], date(2026, 3, 1), "first", "basics")
    make.recompute()
    return Town(app, make, host, units, persons, duty, deputy)


class Values(dict[str, object]):
    """What to put in the variable parts of an address: something of this town."""

    def __init__(self, town: Town) -> None:
        super().__init__(
            unit_id=town.units["nightshift"],
            grant_id=town.deputy_grant,
            person_id=town.persons["plain"],
            duty_id=town.duty,
            course="basics",
            course_id="basics",
            other_id=town.persons["former"],
            module="first",
            number=1,
            code=CODE,
            digest="0" * 64,
            key="samordnare",
        )

    def __missing__(self, name: str) -> UUID:
        """An id of nothing at all."""
        return uuid4()

    def address(self, rule: Rule) -> str:
        """Where *rule* leads with these; of a closed choice the first word."""
        parts = {
            name: next(iter(_words_of(rule, name)), None) or self[name] for name in rule.arguments
        }
        return str(rule.build(parts)[1])


def _words_of(rule: Rule, name: str) -> list[str]:
    """The words that a part of *rule* may have, if they are counted out."""
    choice = re.search(rf"<any\(([^)]*)\):{name}>", rule.rule)
    return [word.strip(" '\"") for word in choice[1].split(",")] if choice else []
