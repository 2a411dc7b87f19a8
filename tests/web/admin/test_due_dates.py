import re
from datetime import date

import pytest

from elearn.services.standing import recompute
from elearn.store.models import AuditView, BulkAct, Extension
from tests.web.admin.test_duties import coordinator, publish

__all__ = ["coordinator", "publish"]


@pytest.fixture
def late(make, coordinator):
    """Two people of the north whose last day had passed when the duty was set."""
    north = make.unit("Norr")
    people = [make.person("Alva", "Lind"), make.person("Siri", "Ek")]
    for person in people:
        make.employment(person, north, from_on=date(2025, 1, 1))
    duty = make.duty(set_on=date(2026, 11, 20))
    with make.database.writing() as session:
        recompute(session, make.municipality_id)
        session.commit()
    return duty, north, people


def extensions(make):
    with make.database.reading() as session:
        return sorted((row.person_id, row.until_on) for row in session.query(Extension))


def test_days_that_nobody_can_keep_are_mended_for_all_and_undone(client, make, late):
    assert "/admin/duties/impossible" in client.page("/admin/duties")
    html = client.page("/admin/duties/impossible")
    assert "2 people" in html
    assert "Lind" not in html

    client.submit("/admin/duties/impossible", {"pick": "all"})

    assert len(extensions(make)) == 2
    assert "Every last day can be kept" in client.page("/admin/duties/impossible")
    assert "meanwhile" in client.submit("/admin/duties/impossible", {"pick": "all"})
    [undo] = re.findall(r'action="(/admin/duties/many/[^"]+/undo)"', client.page("/admin/duties"))
    assert "Taken back" in client.submit(undo, {})
    assert extensions(make) == []
    assert "undone already" in client.submit(undo, {})


def test_whoever_leads_the_unit_sees_names_and_picks_one(client, make, late, coordinator):
    duty, north, (_alva, siri) = late
    other = make.unit("Syd")
    outside = make.person("Kim", "Ask")
    make.employment(outside, other, from_on=date(2025, 1, 1))
    with make.database.writing() as session:
        recompute(session, make.municipality_id)
        session.commit()
    make.grant(coordinator, "manager", north)

    html = client.page("/admin/duties/impossible")

    assert "Alva Lind" in html
    assert "Kim Ask" not in html
    with make.database.reading() as session:
        assert session.query(AuditView).filter_by(page="admin.impossible_dates").count() == 1
    client.submit("/admin/duties/impossible", {"pick": f"{duty}/{outside}"})
    assert extensions(make) == []
    client.submit("/admin/duties/impossible", {"pick": f"{duty}/{siri}"})
    assert [person for person, _until in extensions(make)] == [siri]


def test_the_last_day_of_a_unit_is_shown_moved_and_shown_again_when_it_is_another(
    client, make, late
):
    duty, north, _people = late
    path = f"/admin/duties/{duty}/dates"
    client.page(path)
    chosen = {"units": [str(north)], "until": "2027-01-29"}

    html = client.submit(path, chosen)
    assert "2 people get the last day" in html
    assert extensions(make) == []
    shown = re.search(r'name="shown" value="(\w+)"', html)[1]
    make.employment(make.person("Kim", "Ask"), north, from_on=date(2025, 1, 1))
    with make.database.writing() as session:
        recompute(session, make.municipality_id)
        session.commit()
    html = client.submit(path, {**chosen, "shown": shown, "step": "save"})
    assert "Something has happened meanwhile" in html
    assert extensions(make) == []
    shown = re.search(r'name="shown" value="(\w+)"', html)[1]
    client.submit(path, {**chosen, "shown": shown, "step": "save"})

    assert [until for _person, until in extensions(make)] == [date(2027, 1, 29)] * 3
    with make.database.reading() as session:
        assert session.query(BulkAct).one().people == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"units": []}, "units-0"),
        ({"units": ["nix"]}, "units-0"),
        ({"until": ""}, "until"),
        ({"until": "2026-01-01"}, "until"),
        ({"until": "2030-01-01"}, "until"),
        ({"until": "soon"}, "until"),
    ],
)
def test_a_wrong_day_or_unit_is_said_beside_its_field(client, make, late, values, field):
    duty, north, _people = late
    sent = {"units": [str(north)], "until": "2027-01-29", **values}

    html = client.submit(f"/admin/duties/{duty}/dates", sent, status=422)

    assert f'href="#{field}"' in html
    assert extensions(make) == []
