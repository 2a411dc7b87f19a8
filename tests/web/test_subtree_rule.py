"""Random trees, random roles: nobody is seen from outside the own units, page, file or search."""

import io
import re
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elearn.store.models import Host
from tests.client import PageClient
from tests.factories import Factory

SIZE = 6
ROLES = ("manager", "coordinator", "administrator", "author", "reviewer")
HELD = {
    "now": {},
    "until-today": {"to_on": date(2026, 11, 23)},
    "from-tomorrow": {"from_on": date(2026, 11, 24)},
}
_numbers = count(1)

trees = st.tuples(*(st.integers(-1, number - 1) for number in range(SIZE)))
"""The parent of each unit by its number; -1 for the municipality itself."""
roles = st.lists(
    st.tuples(st.sampled_from(ROLES), st.integers(-1, SIZE - 1), st.sampled_from(sorted(HELD))),
    max_size=4,
).map(lambda drawn: [("manager", 1, "now"), *drawn])
few = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""Each example is a municipality and some hundred pages, so nothing is shrunk."""


def under(tree, top):
    """The numbers of *top* and everything below it."""
    found = {top}
    for number, parent in enumerate(tree):
        if parent in found:
            found.add(number)
    return found


def name_of(number):
    return f"Invånare{number:03d}x"


@pytest.fixture
def scene(app, make):
    """Makes a municipality of its own for each tree."""

    def build(tree, grants):
        number = next(_numbers)
        own = Factory(make.database, make.clock)
        with own.at_once():
            owner = own.municipality(f"town{number}", language="en")
        with own.at_once():
            own.add(Host(name=f"town{number}.test", municipality_id=owner))
            units = {-1: own.top}
            for each, parent in enumerate(tree):
                units[each] = own.unit(f"Enhet{each}", units[parent])
            own.course()
            own.duty()
            for each, unit in units.items():
                person = own.person(name_of(each), "Berg", has_secret=False)
                own.employment(person, unit)
            viewer = own.person("Viewer", "Ek")
            for role, unit, held in grants:
                own.grant(viewer, role, units[unit], **HELD[held])
        own.recompute()
        client = PageClient(app, own, f"town{number}.test")
        client.sign_in(viewer)
        return client, units

    return build


def persons_in(text):
    return {number for number in range(-1, SIZE) if name_of(number) in text}


def rows_of(html):
    """Without the search field, which says again what was asked."""
    return "".join(re.findall(r"<tbody.*?</tbody>", html, re.S))


def sheet(body):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    return "\n".join(str(cell) for row in rows for cell in row)


@settings(few, max_examples=6)
@given(tree=trees, grants=roles)
def test_pages_files_and_searches_show_the_own_subtree_and_nobody_else(scene, tree, grants):
    client, units = scene(tree, grants)
    mine = set().union(
        *(under(tree, top) for role, top, held in grants if (role, held) == ("manager", "now"))
    )

    assert persons_in(client.page("/units")) == set()
    assert persons_in(client.page("/units/map")) == set()
    assert persons_in(client.page("/units/follow-up")) == set()
    assert persons_in(client.page("/units/this-month")) <= mine
    for number, unit in units.items():
        if number not in mine:
            for ending in ("", ".csv", ".xlsx", "?q=Inv"):
                assert client.get(f"/units/{unit}{ending}").status_code == 403
            continue
        below = under(tree, number)
        assert persons_in(client.page(f"/units/{unit}")) == below
        assert persons_in(client.get(f"/units/{unit}.csv").get_data(as_text=True)) == below
        assert persons_in(sheet(client.get(f"/units/{unit}.xlsx").data)) == below
        for other in range(-1, SIZE):
            found = client.page(f"/units/{unit}?status=any&q={name_of(other)}")
            assert persons_in(rows_of(found)) == below & {other}
            file = client.get(f"/units/{unit}.csv?unit={units[other]}").get_data(as_text=True)
            assert persons_in(file) <= below


@settings(few, max_examples=3)
@given(tree=trees, grants=roles)
def test_no_form_reaches_somebody_outside_the_own_units(scene, tree, grants):
    client, units = scene(tree, grants)
    mine = set().union(
        *(under(tree, top) for role, top, held in grants if (role, held) == ("manager", "now"))
    )
    named = {role for role, top, held in grants if held == "now"}

    for number, unit in units.items():
        if number in mine:
            continue
        for path in ("colleagues/new", "deputies", "slips"):
            if path == "slips" and "administrator" in named:
                continue
            response = client.post(f"/units/{unit}/{path}")
            assert response.status_code == 403
