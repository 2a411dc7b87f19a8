import re
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from elearn.services import standing
from elearn.store.models import AuditView, Duty, StatusPeriod
from elearn.web.admin import duties as pages
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def coordinator(make, client):
    make.course()
    publish(make)
    person = make.person("Siv", "Ask")
    make.grant(person, "coordinator")
    client.sign_in(person)
    return person


def publish(make) -> None:
    from elearn.store.models import Module

    for position, module in enumerate(("a1", "a2")):
        make.add(
            Module(
                municipality_id=make.municipality_id,
                course_id="grunden",
                id=module,
                position=position,
                version="1" * 64,
                withdrawn_at=None,
            )
        )


def duty_form(make, **values):
    return {
        "which": "all",
        "units": [str(make.top)],
        "aid_families": "",
        "due_days": "30",
        "valid_days": "730",
        "renewal_days": "60",
        "from_on": "2026-11-23",
        **values,
    }


def saved(make, **values):
    """What the preview sends when its reader agrees."""
    return {**duty_form(make, **values), "step": "save"}


def fields(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)


def duties(make):
    with make.database.reading() as session:
        return session.query(Duty).all()


def test_a_duty_is_previewed_set_changed_and_ended(client, make, coordinator):
    make.employment(make.person("Alva", "Lind"), make.unit("Norr"))
    assert "/admin/duties/new/grunden" in client.page("/admin/duties")
    client.page("/admin/duties/new/grunden")

    html = client.submit("/admin/duties/new/grunden", duty_form(make))
    assert "1 person" in html
    assert duties(make) == []

    client.submit("/admin/duties/new/grunden", saved(make))
    [made] = duties(make)
    assert made.modules == ["a1", "a2"]

    client.page(f"/admin/duties/{made.id}")
    changed = saved(make, which="one-of", modules=["a2"], valid_days="", renewal_days="0")
    client.submit(f"/admin/duties/{made.id}", changed)
    [made] = duties(make)
    assert (made.need, made.modules, made.valid_days) == ("one-of", ["a2"], None)

    client.page(f"/admin/duties/{made.id}/end")
    html = client.submit(f"/admin/duties/{made.id}/end", {"on": "2026-12-31"})
    assert "1 person no longer has to take the course." in html
    assert "The last day is 31 December 2026." in html
    assert duties(make)[0].to_on is None
    client.submit(f"/admin/duties/{made.id}/end", {"on": "2026-12-31", "step": "save"})
    assert str(duties(make)[0].to_on) == "2027-01-01"


def test_who_and_by_when_is_chosen_and_comes_back_in_the_form(client, make, coordinator):
    client.submit(
        "/admin/duties/new/grunden",
        saved(
            make,
            employment_kinds=["hourly"],
            roles=["manager"],
            due_from="date",
            due_on="2027-03-01",
            least_working_days="",
        ),
    )

    [made] = duties(make)
    assert (made.employment_kinds, made.roles) == (["hourly"], ["manager"])
    assert (made.due_from, str(made.due_on), made.least_working_days) == ("date", "2027-03-01", 10)
    html = client.page(f"/admin/duties/{made.id}")
    assert 'value="2027-03-01"' in html
    assert len(re.findall(r"checked", html)) == 5
    listed = client.page("/admin/duties")
    assert "Paid by the hour, Unit manager" in listed
    assert "1 Mar 2027" in listed


def test_when_letters_speak_of_a_duty_is_chosen_and_left_empty_as_usual(client, make, coordinator):
    client.page("/admin/duties/new/grunden")
    client.submit(
        "/admin/duties/new/grunden",
        saved(make, remind_before_due="45", remind_before_expiry="", remind_after_again="0"),
    )

    [made] = duties(make)
    assert (made.remind_before_due, made.remind_before_expiry) == (45, 30)
    assert (made.remind_after, made.remind_after_again) == (1, 0)
    assert 'value="45"' in client.page(f"/admin/duties/{made.id}")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"remind_before_due": "3"}, "remind_before_due"),
        ({"remind_before_due": "many"}, "remind_before_due"),
        ({"remind_before_expiry": "91"}, "remind_before_expiry"),
        ({"remind_after": "0"}, "remind_after"),
        ({"remind_after": "10", "remind_after_again": "12"}, "remind_after_again"),
        ({"which": ""}, "which-0"),
        ({"which": "these"}, "modules-0"),
        ({"which": "these", "modules": ["nix"]}, "modules-0"),
        ({"units": []}, "units-0"),
        ({"units": ["nonsense"]}, "units-0"),
        ({"aid_families": "undersköterska"}, "aid_families"),
        ({"due_days": "-1"}, "due_days"),
        ({"due_days": ""}, "due_days"),
        ({"due_days": "many"}, "due_days"),
        ({"due_days": "0"}, "due_days"),
        ({"due_days": "3651"}, "due_days"),
        ({"due_days": "1.5"}, "due_days"),
        ({"due_from": "date"}, "due_on"),
        ({"due_from": "date", "due_on": "2026-01-01"}, "due_on"),
        ({"due_from": "date", "due_on": "2036-01-01"}, "due_on"),
        ({"due_from": "role"}, "due_from-0"),
        ({"due_from": "nix"}, "due_from-0"),
        ({"least_working_days": "61"}, "least_working_days"),
        ({"employment_kinds": ["nix"]}, "employment_kinds-0"),
        ({"roles": ["learner"]}, "roles-0"),
        ({"valid_days": "0"}, "valid_days"),
        ({"valid_days": "60"}, "renewal_days"),
        ({"from_on": "2026-02-30"}, "from_on"),
        ({"from_on": "1900-01-01"}, "from_on"),
        ({"from_on": "2036-01-01"}, "from_on"),
    ],
)
def test_a_duty_that_cannot_be_is_refused_beside_its_field(
    client, make, coordinator, values, field
):
    html = client.submit("/admin/duties/new/grunden", duty_form(make, **values), status=422)

    assert f'href="#{field}"' in html
    assert duties(make) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_number_that_cannot_be_is_answered_in_our_own_words(client, make, language):
    make.course()
    publish(make)
    person = make.person(language=language)
    make.grant(person, "coordinator")
    client.sign_in(person)
    wrong = duty_form(make, due_days="x", valid_days="x", renewal_days="-1")

    html = client.submit("/admin/duties/new/grunden", wrong, status=422)

    said = {"sv": "Skriv ett heltal mellan 1 och 3650.", "en": "Write a whole number from 1 to"}
    assert said[language] in html
    for librarys in ("Not a valid", "Number must", "giltigt", "Numret"):
        assert librarys not in html


def test_a_change_is_saved_from_its_preview_only(client, make, coordinator):
    make.employment(make.person("Alva", "Lind"), make.top)
    client.submit("/admin/duties/new/grunden", saved(make))
    [made] = duties(make)

    html = client.submit(f"/admin/duties/{made.id}", duty_form(make, due_days="1"))

    assert duties(make)[0].due_days == 30
    assert "same people" in html
    sent = [*fields(html), ("step", "save")]
    client.submit(f"/admin/duties/{made.id}", MultiDict(sent))
    assert duties(make)[0].due_days == 1


def test_back_from_the_preview_keeps_what_was_entered(client, make, coordinator):
    html = client.submit("/admin/duties/new/grunden", duty_form(make, due_days="17"))

    html = client.submit("/admin/duties/new/grunden", MultiDict([*fields(html), ("step", "back")]))

    assert 'value="17"' in html
    assert duties(make) == []


def test_the_preview_counts_the_overdue_and_warns_of_earlier_figures(client, make, coordinator):
    make.employment(make.person("Alva", "Lind"), make.top)
    client.submit("/admin/duties/new/grunden", saved(make))
    [made] = duties(make)

    long_ago = duty_form(make, from_on="2026-01-01", least_working_days="0")
    html = client.submit(f"/admin/duties/{made.id}", long_ago)

    assert "1 of them is overdue" in html
    assert "Earlier figures change" in html


def test_a_course_has_one_duty(client, make, coordinator):
    client.submit("/admin/duties/new/grunden", saved(make))

    client.submit("/admin/duties/new/grunden", duty_form(make), status=422)

    assert len(duties(make)) == 1


def test_what_is_not_there_is_not_found(client, make, coordinator):
    from uuid import uuid4

    client.page("/admin/duties/new/nix", status=404)
    client.page(f"/admin/duties/{uuid4()}", status=404)
    client.page(f"/admin/duties/{uuid4()}/end", status=404)


def test_a_coordinator_of_a_department_asks_of_the_own_units_only(client, make):
    make.course()
    publish(make)
    whole = make.duty()
    own = make.unit("Norr")
    person = make.person()
    make.grant(person, "coordinator", own)
    client.sign_in(person)

    client.page("/admin/duties")
    client.page(f"/admin/duties/{whole}", status=404)
    client.submit("/admin/duties/new/grunden", duty_form(make), status=422)


def test_the_whole_of_a_course_that_is_a_choice_is_one_of_its_modules(client, make, coordinator):
    from elearn.store.models import Course

    with make.database.writing() as session:
        session.query(Course).update({"need": "one-of"})
        session.commit()
    assert "One module of the course" in client.page("/admin/duties/new/grunden")

    client.submit("/admin/duties/new/grunden", saved(make))

    [made] = duties(make)
    assert (made.need, made.modules) == ("one-of", ["a1", "a2"])
    assert "one of 2 modules" in client.page("/admin/duties")
    assert re.search(
        r"<input[^>]*checked[^>]*value=\"all\"", client.page(f"/admin/duties/{made.id}")
    )


def test_the_preview_names_people_to_whoever_leads_them_alone(client, make, coordinator):
    """A coordinator without a manager's role sees figures; the manager of one unit its names."""
    north, south = make.unit("Norr"), make.unit("Syd")
    make.employment(make.person("Alva", "Lind"), north)
    make.employment(make.person("Siri", "Ek"), south)
    make.employment(make.person("Real", "Name", alias="Kim"), north)

    plain = client.submit("/admin/duties/new/grunden", duty_form(make))
    make.grant(coordinator, "manager", north)
    leading = client.submit("/admin/duties/new/grunden", duty_form(make))

    assert "3 people" in plain
    assert "Lind" not in plain
    assert "Alva Lind" in leading
    assert "Kim" in leading
    assert "Real" not in leading
    assert "Siri" not in leading
    assert "And 1 more." in leading


def test_a_last_day_too_near_is_said_to_move(client, make, coordinator):
    values = {"due_from": "date", "least_working_days": "10"}
    near = duty_form(make, **values, due_on="2026-11-30")
    far = duty_form(make, **values, due_on="2027-03-01")

    html = client.submit("/admin/duties/new/grunden", near)

    assert "30 November 2026 leaves fewer working days" in html
    assert "so the last day is 7 December 2026 for everybody." in html
    assert "fewer working days" not in client.submit("/admin/duties/new/grunden", far)


def test_days_in_a_sentence_are_written_out(client, make, coordinator):
    html = client.submit(
        "/admin/duties/new/grunden",
        duty_form(make, due_from="date", due_on="2046-01-01"),
        status=422,
    )

    assert "Choose a last day from 23 November 2026 to 23 November 2031." in html


def test_an_ending_is_asked_about_first(client, make, coordinator):
    """Figures for a coordinator, names for whoever leads; a far day and one in vain are said."""
    north = make.unit("Norr")
    make.employment(make.person("Alva", "Lind"), north)
    client.submit("/admin/duties/new/grunden", saved(make))
    [made] = duties(make)
    address = f"/admin/duties/{made.id}/end"

    plain = client.submit(address, {"on": "2026-12-31"})
    make.grant(coordinator, "manager", north)
    leading = client.submit(address, {"on": "2026-12-31"})
    far = client.submit(address, {"on": "2035-12-31"})
    back = client.submit(address, {"on": "2035-12-31", "step": "back"})

    assert "Because of the days on which the duty runs" in plain
    assert "Alva Lind" not in plain
    assert "more than a year away" not in plain
    assert "Alva Lind" in leading
    assert "more than a year away" in far
    assert 'value="2035-12-31"' in back
    with make.database.reading() as session:
        views = [(row.page, row.unit_id) for row in session.query(AuditView)]
    assert views == [("admin.duty", north)] * 2
    assert duties(make)[0].to_on is None

    client.submit(address, {"on": "2026-12-31", "step": "save"})
    in_vain = client.submit(address, {"on": "2027-03-31"})
    assert "already ends on 31 Dec 2026" in in_vain
    assert 'value="save"' not in in_vain
    html = client.submit(address, {"on": "2027-03-31", "step": "save"})
    assert "already ends earlier. Nothing was changed." in html
    assert "The duty ends." not in html
    assert duties(make)[0].to_on == date(2027, 1, 1)


def test_a_duty_to_come_is_removed_by_ending_it(client, make, coordinator):
    make.employment(make.person("Alva", "Lind"), make.top)
    client.submit("/admin/duties/new/grunden", saved(make, from_on="2027-03-01"))
    [made] = duties(make)

    html = client.submit(f"/admin/duties/{made.id}/end", {"on": "2026-12-31"})

    assert "it is removed and never begins" in html
    assert "1 person no longer has to take the course." in html
    client.submit(f"/admin/duties/{made.id}/end", {"on": "2026-12-31", "step": "save"})
    assert duties(make) == []


def test_a_change_holds_from_today_unless_told_otherwise(client, make, coordinator):
    make.employment(make.person("Alva", "Lind"), make.top)
    client.submit("/admin/duties/new/grunden", saved(make, from_on="2026-03-01"))
    [made] = duties(make)
    assert f'value="{TODAY}"' in client.page(f"/admin/duties/{made.id}")

    late = duty_form(make, from_on="2026-03-01", holds_from="2027-01-01")
    html = client.submit(f"/admin/duties/{made.id}", late, status=422)
    assert 'href="#holds_from"' in html
    client.submit(
        f"/admin/duties/{made.id}",
        saved(make, from_on="2026-03-01", holds_from=str(TODAY), due_days="90"),
    )

    [made] = duties(make)
    assert (made.due_days, made.changed_on, made.earlier[0]["due_days"]) == (90, TODAY, 30)


def test_others_write_while_it_is_worked_out_what_a_duty_means(
    client, make, coordinator, monkeypatch
):
    """On SQLite whoever writes keeps all others from it, and they give up after five seconds."""
    unit = make.unit("Norr")
    hired = []

    def meanwhile(work_out):
        def worked_out(*asked):
            found = work_out(*asked)
            hired.append(make.person("Alva", "Lind"))
            make.employment(hired[-1], unit, number=f"N{len(hired)}")
            return found

        return worked_out

    for name in ("of_new", "of_change", "of_end"):
        work_out = getattr(pages.duties_ahead, name)
        monkeypatch.setattr(pages.duties_ahead, name, meanwhile(work_out))

    client.submit("/admin/duties/new/grunden", saved(make))
    [made] = duties(make)
    client.submit(f"/admin/duties/{made.id}", saved(make, due_days="60"))
    client.submit(f"/admin/duties/{made.id}/end", {"on": "2026-12-31", "step": "save"})

    assert len(hired) == 3
    with make.database.reading() as session:
        assert standing.disagreements(session, make.owner) == []
        assert {row.person_id for row in session.query(StatusPeriod)} == set(hired)


def test_a_preview_keeps_nobody_from_writing(client, make, coordinator, monkeypatch):
    foresee = pages.foresee_new

    def foreseen(*asked):
        make.person("Alva", "Lind")
        return foresee(*asked)

    monkeypatch.setattr(pages, "foresee_new", foreseen)

    client.submit("/admin/duties/new/grunden", duty_form(make))

    assert duties(make) == []
