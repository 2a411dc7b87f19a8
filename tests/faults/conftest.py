"""A database with learners in it, for servers in processes of their own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from elearn.store.db import Database
from tests.factories import Factory
from tests.faults.server import Browser
from tests.library import course_files, publish

LEARNERS = 6


@dataclass(frozen=True)
class Scene:
    make: Factory
    url: str
    names: dict[str, UUID]
    """The learners by user name."""

    def browser(self, port: int, name: str) -> Browser:
        browser = Browser(port)
        browser.sign_in(name)
        return browser


@pytest.fixture
def scene(database: Database) -> Scene:
    """Six learners, asked to take two modules, in a database of either kind."""
    make = Factory(database, lambda: datetime.now(UTC))
    with make.at_once():
        make.municipality()
    publish(database, make.owner, course_files(), now=make.clock())
    names = {f"learner{number}@demo.test": number for number in range(LEARNERS)}
    with make.at_once():
        unit = make.unit()
        people = {name: make.person(sign_in=name) for name in names}
        for person in people.values():
            make.employment(person, unit)
        make.duty("basics", modules=["first", "second"])
    make.recompute()
    return Scene(make, database.engine.url.render_as_string(hide_password=False), people)
