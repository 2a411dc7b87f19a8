"""A learner's page asks as often with ten of everything as with one."""

from datetime import date

import pytest

from tests.library import COURSE, MODULE, ROUTES, publish
from tests.queries import counting

PAGES = [
    "/",
    "/courses",
    "/courses/basics",
    "/courses/basics/m0",
    "/courses/basics/m0/steps/1",
    "/courses/basics/m0/finish",
    "/me",
    "/search?q=alva",
    "/card",
]
MOST = {"/card": 30, "/me": 13}
"""Where it takes more than eight questions: a record shows everything that is on record."""


def files(modules):
    ids = [f"m{number}" for number in range(modules)]
    listed = COURSE.replace(b"[first, second]", f"[{', '.join(ids)}]".encode())
    texts = {
        f"basics/sv/{number:02d}-{id}.md": MODULE.replace("id: first", f"id: {id}")
        .replace("First steps", f"Steps {id}")
        .encode()
        for number, id in enumerate(ids)
    }
    return {"basics/course.yaml": listed, "_shared/routes.yaml": ROUTES, **texts}


def asked(client, make, path, size, clock):
    """How often the database is asked for *path* by a learner with *size* of everything."""
    publish(make.database, make.owner, files(size), now=clock())
    person = client.sign_in()
    with make.at_once():
        for _ in range(size):
            make.employment(person, make.unit())
            make.duty("basics", modules=[f"m{number}" for number in range(size)])
            make.evidence(person, date(2026, 3, 1), f"m{size - 1}", "basics")
    make.recompute()
    client.post("/courses/basics/m0/begin")
    client.page(path)
    with counting(make.database) as found:
        client.page(path)
    return [statement.split("FROM")[0] + "FROM" for statement in found.statements]


@pytest.mark.parametrize("path", PAGES)
def test_ten_of_everything_are_asked_for_as_often_as_one(client, make, clock, path):
    one = asked(client, make, path, 1, clock)

    ten = asked(client, make, path, 10, clock)

    assert len(ten) == len(one), "\n".join(ten)
    assert 0 < len(one) <= MOST.get(path, 8)
