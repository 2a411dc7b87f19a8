"""A package tells the figures of a day as they were known on another, and gives nobody away."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.record.audit_package import Asked, check_asked, files_of
from elearn.services.audit import note_act
from elearn.services.audit_chain import seal
from elearn.services.audit_package import audit_package
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.org import placements
from elearn.store.signing import Signer
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import course_files, publish

ON = date(2026, 10, 1)
LATER = date(2026, 11, 1)


@pytest.fixture
def town(database, clock):
    """Ten people in the north, six of whom have done it in time, and three in the south."""
    make = Factory(database, clock)
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    make.duty("basics", modules=["first"])
    make.north, make.south = make.unit("Norr"), make.unit("Syd")
    make.staff = [make.person("Alva", f"Lind{number}") for number in range(13)]
    for number, person in enumerate(make.staff):
        make.employment(person, make.north if number < 10 else make.south)
        if number < 6:
            done(make, person, date(2026, 9, 1))
    make.recompute()
    return make


def done(make, person, on, **values):
    at = values.pop("at", datetime(on.year, on.month, on.day, tzinfo=UTC))
    return make.evidence(person, on, "first", "basics", recorded_at=at, **values)


def package(make, on=ON, until=ON, unit=None):
    with make.database.reading() as session:
        whole = placements(session, make.owner)
        top = unit or make.top
        below = OrgTree.on(on, whole).subtree(top)
        tree = OrgTree.on(on, (each for each in whole if each.unit in below))
        asked = Asked(top, "basics", on, until)
        return audit_package(session, make.owner, "Testköping", asked, tree, now=NOW)


def told(make, **asked):
    return json.loads(files_of(package(make, **asked))["package.json"])


def counts(make, unit, **asked):
    return next(each for each in told(make, **asked)["counts"] if each["unit"] == str(unit))


def test_its_figures_are_those_of_the_kept_sums(town):
    made = package(town, until=date(2026, 11, 22))

    with town.database.reading() as session:
        kept = coverage_on(session, town.owner, "basics", list(made.tree), ON)
    assert made.coverage == kept
    assert made.coverage[town.north].current == 6
    assert counts(town, town.top)["late"] == made.coverage[town.top].late == 7


def test_what_was_recorded_later_changes_no_byte(town):
    before = files_of(package(town))

    late = datetime(2026, 10, 20, 9, tzinfo=UTC)
    done(town, town.staff[7], date(2026, 9, 2), at=late)
    first = town.evidence(town.staff[8], date(2026, 9, 3), "second", "basics", recorded_at=late)
    done(town, town.staff[8], date(2026, 9, 3), at=late, withdraws=first, reason="x")
    town.recompute()

    assert files_of(package(town)) == before
    assert counts(town, town.top, until=LATER)["current"] == 7


def test_small_groups_and_what_would_tell_them_are_left_out(town):
    assert counts(town, town.south) == {"unit": str(town.south), "concerned": None}
    assert counts(town, town.north)["concerned"] is None
    assert counts(town, town.top)["concerned"] == 13
    table = files_of(package(town))["counts.csv"].decode()
    assert '"Syd";;;' in table


def test_what_is_hidden_beside_others_is_refused_by_itself(town):
    far = town.unit("Öst")
    for number in range(7):
        town.employment(town.person("Bo", f"Berg{number}"), far)
    town.recompute()

    for hidden in (town.south, far):
        with pytest.raises(Refusal, match="package-unit-hidden"):
            package(town, unit=hidden)
    assert told(town, unit=town.north)["counts"][0]["concerned"] == 10


def test_it_says_what_of_small_counts_is_told_and_what_is_fixed(town):
    files = files_of(package(town))

    said = " ".join(files["README.txt"].decode().split())
    assert counts(town, town.top)["statuses"]["valid"] == 6
    assert "Counts of fewer than five" not in said
    assert "a single count can be below five" in said
    assert "ett enskilt antal vara under fem" in said
    assert "Completions are counted as they were known" in said
    assert json.loads(files["package.json"])["log"] is None
    assert "null when nothing was logged up to" in said


def test_few_people_in_a_version_or_kind_are_not_counted_out(town):
    done(town, town.staff[9], date(2026, 9, 4), kind="manual")

    found = told(town)

    assert found["evidence_kinds"] == {"manual": None, "self": 6}
    assert [each["people"] for each in found["versions"]] == [7]


def test_it_says_rule_and_organisation_and_names_nobody(town):
    files = files_of(package(town))

    text = b"".join(files.values()).decode()
    assert "Lind" not in text
    assert "Alva" not in text
    for person in town.staff:
        assert str(person) not in text
    found = json.loads(files["package.json"])
    assert found["rules"][0]["modules"] == ["first"]
    assert {each["name"] for each in found["tree"]} >= {"Norr", "Syd"}


def test_a_day_must_have_come_and_what_is_known_be_settled():
    today = date(2026, 11, 23)
    yesterday = today - timedelta(days=1)
    now = datetime(2026, 11, 23, 1, tzinfo=UTC)
    check_asked(Asked(None, "basics", yesterday, yesterday), today=today, now=now)

    for on, until, said in (
        (today, today, "package-day-ahead"),
        (yesterday, today, "package-known-until-open"),
        (yesterday, yesterday - timedelta(days=1), "package-known-before-day"),
    ):
        with pytest.raises(Refusal, match=said):
            check_asked(Asked(None, "basics", on, until), today=today, now=now)
    nearly = now - timedelta(minutes=1)
    with pytest.raises(Refusal, match="package-known-until-open"):
        check_asked(Asked(None, "basics", yesterday, yesterday), today=today, now=nearly)


def test_the_seal_of_the_night_changes_no_byte(town):
    day = date(2026, 11, 22)
    with town.database.writing() as session:
        at = datetime(2026, 11, 22, 12, tzinfo=UTC)
        note_act(session, town.owner, town.staff[0], "role-granted", None, id=uuid4(), now=at)
        session.commit()
    before = files_of(package(town, until=day))

    with town.database.writing() as session:
        assert seal(session, town.owner, Signer("p" * 40).sign, now=NOW) == 1
        session.commit()

    assert files_of(package(town, until=day)) == before
    assert told(town, until=day)["log"]["sealed_until"] == "2026-11-22"
