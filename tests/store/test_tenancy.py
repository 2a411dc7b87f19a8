"""No question about one municipality is answered with rows of another."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime
from enum import Enum
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest

from elearn.domain.people.hindsight import Branch
from elearn.domain.people.org import OrgHistory, OrgTree
from elearn.domain.recognition.room_vote import RoomVote, begun
from elearn.domain.record.certificate import Cycle
from elearn.store import queries
from elearn.store.models import Municipality
from elearn.store.queries.org import placements
from elearn.store.queries.reminding import Whom
from elearn.store.queries.signed_in import NOTHING_BESIDES
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_report import Wanted
from tests.conftest import NOW
from tests.factories import Factory
from tests.statements import staying_inside, unbound_tables
from tests.web.town import town

MARK = "Qvxz"
TODAY = NOW.date()
BEYOND = {"disposal", "jobs", "municipalities"}
"""What looks after the whole installation: disposal by age, the queue, the host names."""
WHOLE_INSTALLATION = {"integrity.altered_blobs"}
WORDS = {
    "course": "basics",
    "module": "first",
    "language": "sv",
    "variant": "",
    "key": "samordnare",
    "text": "ek",
    "asked": "alva",
    "name": "person1@demo.test",
    "value": "person1@demo.test",
    "number": "1.0.0",
    "sort": "name",
    "was": "preview",
    "becomes": "applied",
}
"""What a question may be given for a text: things that both municipalities have."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(queries.__path__):
        yield importlib.import_module(f"{queries.__name__}.{found.name}")


def questions() -> dict[str, Any]:
    """Every public function of the query package that is asked for a municipality."""
    found = {}
    for module in modules():
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_"):
                short = module.__name__.rpartition(".")[2]
                if "municipality" in inspect.signature(function).parameters:
                    found[f"{short}.{name}"] = function
    return found


QUESTIONS = questions()


@pytest.fixture
def neighbours(app, sqlite_database, clock):
    """A town, and one that looks just like it but for a mark in its texts."""
    return pair(app, sqlite_database, clock)


def pair(app, database, clock):
    ours = town(app, Factory(database, clock), "ours.test", slug="ours")
    theirs = town(
        app,
        Factory(database, clock),
        "theirs.test",
        slug="theirs",
        named=lambda text: f"{MARK} {text}",
        course=lambda text: (
            text.replace("Basics", f"{MARK} basics")
            .replace("Grunder", f"{MARK} grunder")
            .replace("Alva", f"{MARK} Alva")
            .replace("The coordinator", f"{MARK} coordinator")
            .replace("Samordnaren", f"{MARK} samordnaren")
            .replace("First steps", f"{MARK} first steps")
        ),
    )
    return ours, theirs


def rows_of(database, owner: UUID) -> dict[str, list[Any]]:
    """Everything that belongs to *owner*, by table."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted(
                connection.execute(
                    table.select().where(table.c.municipality_id == owner)
                ).fetchall(),
                key=repr,
            )
            for table in Municipality.metadata.tables.values()
            if "municipality_id" in table.c
        }


def given(name: str, wanted: Any, session: Any, ours: Any, theirs: Any) -> Any:
    """For a parameter of the town's own question: what belongs to the others."""
    if name == "session":
        return session
    if name == "where":
        return session.connection()
    if name == "question":
        return NOTHING_BESIDES
    if name == "municipality":
        return ours.make.owner
    inner = [each for each in get_args(wanted) if each is not type(None)]
    if get_origin(wanted) is not None and type(None) in get_args(wanted):
        wanted = inner[0]
    foreign = [*theirs.units.values(), *theirs.persons.values(), theirs.duty, theirs.deputy_grant]
    if wanted is UUID:
        return _id(name, theirs)
    if _is_of_ids(wanted):
        is_set = issubclass(get_origin(wanted), Set)
        return frozenset(foreign) if is_set else foreign
    plain: dict[Any, Any] = {
        str: WORDS.get(name, "basics"),
        date: TODAY,
        datetime: NOW,
        int: 1,
        bool: True,
        bytes: b"x" * 32,
        Wanted: Wanted(),
        Cycle: Cycle("basics", TODAY, None, ()),
        RoomVote: begun(2),
        UnitCourse: UnitCourse("basics", {}, (theirs.duty,), is_asked=True),
        Whom: Whom(theirs.persons["plain"], frozenset(theirs.units.values())),
    }
    if name in {"older_than", "since"}:
        return NOW
    if wanted in plain:
        return plain[wanted]
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next(iter(wanted))
    if wanted is OrgTree:
        return OrgTree.on(TODAY, placements(session, theirs.make.owner))
    if wanted is Branch:
        return Branch(OrgTree.on(TODAY, placements(session, theirs.make.owner)), 0)
    if wanted is OrgHistory:
        return OrgHistory(placements(session, theirs.make.owner))
    if get_origin(wanted) is not None:
        origin = get_origin(wanted)
        return {} if issubclass(origin, dict) or "Mapping" in str(origin) else []
    pytest.fail(f"say in this file what to give for {name}: {wanted}")


def _id(name: str, theirs: Any) -> UUID:
    for word, id in (
        ("unit", theirs.units["north"]),
        ("duty", theirs.duty),
        ("grant", theirs.deputy_grant),
        ("batch", uuid4()),
    ):
        if word in name:
            return id
    return theirs.persons["plain"]


def _is_of_ids(wanted: Any) -> bool:
    origin = get_origin(wanted)
    return (
        origin is not None
        and issubclass(origin, Iterable)
        and get_args(wanted)[:1] == (UUID,)
        and "Mapping" not in str(origin)
        and not issubclass(origin, dict)
    )


@pytest.mark.parametrize("clause", ["no-where", "other-column", "joined", "inside"])
def test_a_question_without_its_municipality_is_noticed(clause):
    """The watch of this file can fail."""
    from sqlalchemy import exists, select

    from elearn.store.models import Employment, Person

    owner = Person.municipality_id == uuid4()
    loose = {
        "no-where": select(Person.id),
        "other-column": select(Person.id).where(Person.id == uuid4()),
        "joined": select(Person.id)
        .join(Employment, Employment.person_id == Person.id)
        .where(owner),
        "inside": select(Person.id).where(owner, exists().where(Employment.person_id == Person.id)),
    }[clause]

    assert unbound_tables(loose)


def test_a_question_with_its_municipality_passes():
    from sqlalchemy import select

    from elearn.store.models import Employment, Person

    whole = (
        select(Person.id)
        .join(
            Employment,
            (Employment.municipality_id == Person.municipality_id)
            & (Employment.person_id == Person.id),
        )
        .where(Person.municipality_id == uuid4())
    )

    assert not unbound_tables(whole)


def test_every_question_asks_for_a_municipality():
    nameless = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules()
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") in {"session", "connection"}
        and "municipality" not in inspect.signature(function).parameters
        and module.__name__.rpartition(".")[2] not in BEYOND
    }

    assert nameless - {"catalogue.compiled"} <= WHOLE_INSTALLATION


def test_no_question_finds_or_changes_what_is_the_neighbours(neighbours, sqlite_database):
    ours, theirs = neighbours
    before = rows_of(sqlite_database, theirs.make.owner)
    faults = []
    for name, question in QUESTIONS.items():
        with sqlite_database.writing() as session:
            hints = get_type_hints(question)
            arguments = {
                parameter: given(parameter, hints[parameter], session, ours, theirs)
                for parameter in inspect.signature(question).parameters
            }
            with staying_inside(sqlite_database) as loose:
                try:
                    answer = question(**arguments)
                    answer = list(answer) if isinstance(answer, Iterator) else answer
                except (KeyError, ValueError) as error:
                    answer = repr(error)
            session.flush()
            session.commit()
        if MARK in said(answer):
            faults.append(f"{name} answered {said(answer)}")
        faults += [f"{name}: {each}" for each in loose]
    after = rows_of(sqlite_database, theirs.make.owner)
    assert not faults, "\n\n".join(faults)
    assert after == before


def said(answer: Any) -> str:
    """With the columns of rows, which their `repr` leaves out."""
    if isinstance(answer, Municipality.__base__):
        return repr(vars(answer))
    if isinstance(answer, list | tuple | set | frozenset):
        return " ".join(map(said, answer))
    if isinstance(answer, dict):
        return " ".join(said(pair) for pair in answer.items())
    return repr(answer)
