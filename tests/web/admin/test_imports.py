import io
import re
from datetime import timedelta

import pytest

from elearn.store.models import Employment, ImportBatch, Person

PEOPLE = (
    "Anställningsnummer;Förnamn;Efternamn;E-post;Enhet;Från\n"
    "1001;Åsa;Lind;asa@x.example;HTJ1;2020-01-01\n"
    "1002;Bo;Ek;;HTJ1;2021-01-01\n"
)


@pytest.fixture
def administrator(make, client):
    make.unit("Hemtjänst norr", code="HTJ1")
    make.unit("Hemtjänst syd", code="HTJ2")
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    return client.sign_in(person)


def upload(client, content: str | bytes, **fields):
    body = content.encode() if isinstance(content, str) else content
    sent = {"kind": "people", "file": (io.BytesIO(body), "list.csv"), **fields}
    return client.post("/admin/imports", sent, content_type="multipart/form-data")


def previewed(client, content: str = PEOPLE, **fields) -> str:
    """The path of the preview."""
    answer = upload(client, content, **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def fingerprint(html: str) -> str:
    return re.search(r'name="fingerprint" value="([0-9a-f]+)"', html)[1]


def confirm(client, preview: str, status=303, **fields):
    if "fingerprint" not in fields:
        fields["fingerprint"] = fingerprint(client.page(preview))
    answer = client.post(preview.replace("/preview", "/confirm"), fields)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return answer


def count(make, model) -> int:
    with make.database.reading() as session:
        return session.query(model).count()


def test_a_list_is_shown_confirmed_and_undone(client, make, administrator):
    preview = previewed(client)
    html = client.page(preview)
    assert "Åsa Lind" in html
    assert count(make, Employment) == 0

    confirm(client, preview)
    assert count(make, Employment) == 2

    batch = preview.split("/")[3]
    client.submit(f"/admin/imports/{batch}/undo")
    assert (count(make, Employment), count(make, Person)) == (0, 1)


def test_a_second_confirmation_changes_nothing(client, make, administrator):
    preview = previewed(client)
    mark = fingerprint(client.page(preview))

    confirm(client, preview, fingerprint=mark)
    confirm(client, preview, fingerprint=mark)

    assert count(make, Employment) == 2


def test_what_has_changed_since_the_preview_is_shown_again_first(
    client, make, administrator, clock
):
    preview = previewed(client)
    old = fingerprint(client.page(preview))
    make.employment(make.person("Bo", "Ek"), make.unit("Syd"), number="1002")

    answer = confirm(client, preview, fingerprint=old)

    assert answer.headers["Location"] == preview
    assert count(make, Employment) == 1
    confirm(client, preview)
    assert count(make, Employment) == 3


def test_an_import_that_breaks_off_leaves_nothing(client, make, administrator, monkeypatch):
    preview = previewed(client)
    mark = fingerprint(client.page(preview))

    def break_off(*_arguments, **_options):
        raise RuntimeError("the power went")

    monkeypatch.setattr("elearn.services.people_import.recompute", break_off)
    with pytest.raises(RuntimeError):
        confirm(client, preview, fingerprint=mark)
    monkeypatch.undo()

    assert (count(make, Employment), count(make, Person)) == (0, 1)
    confirm(client, preview)
    assert count(make, Employment) == 2


def test_a_wrong_row_is_named_and_nothing_can_be_confirmed(client, make, administrator):
    preview = previewed(client, PEOPLE + "1003;Cleo;Dahl;;NIX;2020-02-30\n")

    html = client.page(preview)

    assert "2020-02-30" in html
    assert "fingerprint" not in html
    answer = client.post(preview.replace("/preview", "/confirm"), {"fingerprint": ""})
    assert (answer.status_code, count(make, Employment)) == (303, 0)


def test_days_stand_in_words_whatever_changes(client, make, administrator):
    heading = PEOPLE.splitlines()[0] + ";till;ledig från;ledig till\n"
    html = client.page(preview := previewed(client))
    assert "on 1 January 2020" in html
    confirm(client, preview)
    changed = (
        heading + "1001;Åsa;Lind;asa@x.example;HTJ1;2019-06-01;2027-05-31;2027-01-01;2027-01-31\n"
    )

    html = client.page(previewed(client, heading + changed))

    assert "First day: 1 January 2020 becomes 1 June 2019" in html
    assert "Last day: none becomes 31 May 2027" in html
    assert "Leave: none becomes 1 January 2027 – 31 January 2027" in html


def test_many_leavers_need_a_tick(client, make, administrator):
    confirm(client, previewed(client))
    preview = previewed(client, PEOPLE.rsplit("1002", 1)[0])

    confirm(client, preview, status=422)
    confirm(client, preview, allow_leavers="y")

    with make.database.reading() as session:
        left = session.query(Employment).filter(Employment.to_on.is_not(None)).one()
        assert left.number == "1002"


def test_everybody_who_is_not_on_a_list_of_everybody_leaves(client, make, administrator):
    make.employment(make.person("Eva", "Dal"), make.unit("Öst"), number="7")

    assert "Eva Dal" not in client.page(previewed(client))
    assert "Eva Dal" in client.page(previewed(client, is_whole="y"))


def test_nobody_else_opens_or_confirms_a_preview(client, make, administrator):
    preview = previewed(client)
    mark = fingerprint(client.page(preview))
    other = make.person("Eva", "Dal")
    make.grant(other, "administrator")
    client.sign_in(other)

    answer = client.get(preview)
    client.post(preview.replace("/preview", "/confirm"), {"fingerprint": mark})

    assert answer.status_code == 303
    assert count(make, Employment) == 0


def test_a_preview_thrown_away_is_gone(client, make, administrator):
    preview = previewed(client)

    client.submit(preview.replace("/preview", "/discard"))

    assert count(make, ImportBatch) == 0


def test_a_preview_does_not_stay_for_ever(client, make, administrator, clock):
    previewed(client)
    clock.moment += timedelta(days=2)
    other = make.person("Eva", "Dal")
    make.grant(other, "administrator")
    client.sign_in(other)

    previewed(client)

    assert count(make, ImportBatch) == 1


def test_a_list_of_units_goes_the_same_way(client, make, administrator):
    units = "Kod;Namn;Överordnad\nNY;Nya enheten;HTJ1\n"
    preview = previewed(client, units, kind="units")
    assert "Nya enheten" in client.page(preview)

    confirm(client, preview)
    assert "Nya enheten" in client.page("/admin/units")

    client.submit(preview.replace("/preview", "/undo"))
    assert "Nya enheten" not in client.page("/admin/units")


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04half", "Å;Ä\n1;2".encode("utf-16"), b"a;b\n1;2"],
)
def test_what_is_no_list_is_refused_beside_the_field(client, make, administrator, content):
    answer = upload(client, content)

    assert answer.status_code == 422
    assert 'href="#file"' in answer.get_data(as_text=True)
    assert count(make, ImportBatch) == 0


def test_a_form_without_a_file_is_refused(client, administrator):
    answer = client.post("/admin/imports", {"kind": "people"})

    assert answer.status_code == 422


def test_a_file_that_is_too_large_is_refused(client, make, administrator):
    answer = client.browser.post(
        "/admin/imports",
        data=b"x" * (5 * 1024 * 1024 + 1),
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 413
    assert count(make, ImportBatch) == 0


def test_a_protected_name_does_not_stand_in_a_preview(client, make, administrator):
    person = make.person("Hemlig", "Hemligsson", alias="Kim S")
    make.employment(person, make.unit("Öst"), number="1001")

    html = client.page(previewed(client, PEOPLE))

    assert "Kim S" in html
    assert "Hemlig" not in html


def test_an_administrator_of_a_department_reaches_no_further(client, make):
    own = make.unit("Norr", code="HTJ1")
    foreign = make.unit("Syd", code="HTJ2")
    person = make.person("Eva", "Dal")
    make.grant(person, "administrator", own)
    boss = make.person("Bo", "Ek", email="bo@x.example")
    make.employment(boss, own, number="1002")
    make.grant(boss, "administrator")
    make.employment(make.person("Siv", "Ask"), foreign, number="2001")
    client.sign_in(person)

    for row in (
        "2001;Siv;Ask;;HTJ1;2020-01-01",
        "3001;Ny;Person;;HTJ2;2020-01-01",
        "1002;Bo;Ek;eva.dal@x.example;HTJ1;2020-01-01",
    ):
        html = client.page(previewed(client, PEOPLE.splitlines()[0] + "\n" + row))
        assert 'id="faults"' in html, row


def test_a_stranger_to_imports_is_kept_out(client, make):
    person = make.person()
    make.grant(person, "coordinator")
    client.sign_in(person)

    assert upload(client, PEOPLE).status_code == 403
