"""Slips are shown once, to print, with all that the person needs and nothing in address or log."""

import re

import pytest

from elearn.domain.errors import Refusal
from elearn.store.models import AuditAct, OneTimeCode
from elearn.web import login as signing
from elearn.web.slips import slips_page
from tests.client import PageClient


@pytest.fixture
def manager(make):
    person = make.person("Rut", "Ek", language="en")
    make.grant(person, "manager")
    return person


def printed(app, make, issuer, persons):
    """What `slips_page` answers to a request of *issuer*."""
    from elearn.web.site import site

    with app.test_request_context("/units/1/slips", method="POST"):
        app.preprocess_request()
        with site().database.writing() as writing:
            signing.start(writing, issuer)
            writing.commit()
        response = app.make_response(slips_page(persons, back_url="/units"))
        app.process_response(response)
        return response


def code_on(page):
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)[0]


def test_a_slip_holds_all_that_its_owner_needs(app, make, manager):
    person = make.person("Kim", "Berg", sign_in="kim@demo.test", has_secret=False)

    page = printed(app, make, manager, [person]).get_data(as_text=True)

    for words in ("Kim Berg", "kim@demo.test", "Rut Ek", "0670-555 00", "<svg", "account/code"):
        assert words in page


def test_the_page_passes_the_inspection_and_is_not_kept(app, make, manager):
    from tests.pages import inspect

    response = printed(app, make, manager, [make.person(), make.person()])

    assert inspect(response.get_data(as_text=True)) == []
    assert response.headers["Cache-Control"] == "no-store"


def test_the_printed_code_opens_and_is_stored_hashed(app, make, manager, client):
    person = make.person(has_secret=False)

    code = code_on(printed(app, make, manager, [person]).get_data(as_text=True))

    with make.database.reading() as session:
        stored = session.query(OneTimeCode).one()
        assert code.encode() not in stored.code_hash
        assert stored.issued_by == manager
    assert 'name="secret"' in PageClient(app, make).submit("/account/code", {"code": code})


def test_no_code_stands_in_the_log(app, make, manager, capsys):
    code = code_on(printed(app, make, manager, [make.person()]).get_data(as_text=True))
    PageClient(app, make).submit("/account/code", {"code": code})

    written = capsys.readouterr()

    assert code not in written.out + written.err


def test_each_slip_leaves_a_line_in_the_log_of_acts(app, make, manager):
    persons = [make.person(), make.person()]

    printed(app, make, manager, persons)

    with make.database.reading() as session:
        acts = session.query(AuditAct).filter_by(act="slip-issued").all()
        assert {each.subject_id for each in acts} == set(persons)
        assert {each.actor_id for each in acts} == {manager}


def test_somebody_with_a_higher_role_is_named_and_gets_none(app, make, manager):
    coordinator = make.person("Siv", "Alm")
    make.grant(coordinator, "coordinator")
    person = make.person("Kim", "Berg")

    page = printed(app, make, manager, [coordinator, person]).get_data(as_text=True)

    assert page.count('class="slip"') == 1
    assert "Siv Alm" in page


def test_a_slip_for_a_higher_role_alone_is_refused(app, make, manager):
    coordinator = make.person()
    make.grant(coordinator, "coordinator")

    with pytest.raises(Refusal) as refused:
        printed(app, make, manager, [coordinator])

    assert refused.value.code == "slip-for-higher-role"


def test_a_slip_for_nobody_is_refused(app, make, manager):
    with pytest.raises(Refusal) as refused:
        printed(app, make, manager, [])

    assert refused.value.code == "slip-for-nobody"
