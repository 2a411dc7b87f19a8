"""Commands as an operator runs them, each test with a database file of its own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config import Config
from elearn.__main__ import main
from elearn.cli import _language
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality
from elearn.cli.devdata.demo import publish
from elearn.store import schema
from elearn.store.db import Database, open_database

LONG = "a-long-and-secret-string-of-many-letters"


@dataclass(frozen=True)
class Said:
    """What a command left on the terminal."""

    code: int
    out: str
    err: str


@dataclass
class Terminal:
    """Runs commands; *url* is the database they work on."""

    folder: Path
    url: str
    capture: pytest.CaptureFixture[str]
    setenv: Callable[[str, str], None] = field(repr=False)

    def run(self, *words: object, url: str = "") -> Said:
        self.setenv("DATABASE_URL", url or self.url)
        self.capture.readouterr()
        code = main([str(word) for word in words])
        said = self.capture.readouterr()
        return Said(code, said.out, said.err)

    def database(self) -> Database:
        return open_database(self.url)

    def sqlite(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}"


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """An English one, in demo mode, beside an empty folder."""
    values = {
        "ELEARN_MODE": "demo",
        "SECRET_KEY": LONG,
        "PEPPER": LONG,
        "DATA_KEYS": Fernet.generate_key().decode(),
        "LC_ALL": "en_GB.UTF-8",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    for name in ("HOST", "PORT", "BASE_URL", "PROXIES", "WORKERS"):
        monkeypatch.delenv(name, raising=False)
    _language._catalogue.cache_clear()
    url = f"sqlite:///{tmp_path / 'elearn.sqlite'}"
    return Terminal(tmp_path, url, capsys, monkeypatch.setenv)


@pytest.fixture
def migrated(terminal: Terminal) -> Terminal:
    terminal.run("db", "upgrade")
    return terminal


PEOPLE_IN_TOWN = 120


@pytest.fixture(scope="session")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented municipality with courses, people and a year of history, made once."""
    file = tmp_path_factory.mktemp("town") / "town.sqlite"
    place = Place(Config(mode="demo"), open_database(f"sqlite:///{file}"), None)
    schema.upgrade(place.database)
    with place.database.writing() as session:
        municipality = found_municipality(session, place)
        publish(session, municipality, place, days_ago=430)
        fill(session, municipality, place, people=PEOPLE_IN_TOWN, seed=1)
        session.commit()
    place.database.close()
    return file


@pytest.fixture
def town(terminal: Terminal, town_file: Path) -> Terminal:
    shutil.copyfile(town_file, terminal.folder / "elearn.sqlite")
    return terminal
