"""A slip or a link opens a session in which an own password is chosen, and no more."""

import pytest

from elearn.domain.people.permissions import Permission
from elearn.services import sign_in
from elearn.store.models import Credential, LoginSession, Municipality, OneTimeCode
from elearn.web.guard import permission_of
from tests.client import PageClient
from tests.factories import PASSWORD

CODE = "M4RT-H2Q9-KW7D"
NEW = "tre glada grisar"


def slip(make, person, issuer=None, code=CODE):
    with make.database.writing() as session:
        sign_in.issue_slips(session, make.owner, [person], issuer, [code], now=make.clock())
        session.commit()


@pytest.fixture
def newcomer(make):
    person = make.person("Kim", "Ek", has_secret=False, sign_in="kim@demo.test")
    slip(make, person)
    return person


def test_opening_the_link_spends_nothing(client, make, newcomer):
    client.page(f"/account/code/{CODE}")
    client.browser.head(f"/account/code/{CODE}")

    with make.database.reading() as session:
        assert session.query(OneTimeCode).one().used_at is None


def test_a_link_that_is_no_code_is_told_so(client):
    page = client.page("/account/code/hello", status=404)

    assert 'name="code"' in page


def test_the_code_opens_the_choice_of_a_password(client, newcomer):
    page = client.submit("/account/code", {"code": CODE.lower().replace("-", " ")})

    assert 'autocomplete="new-password"' in page
    assert "kim@demo.test" in page
    assert 'name="current"' not in page


@pytest.mark.parametrize("path", ["/", "/me", "/courses", "/account/sessions"])
def test_until_a_password_is_chosen_nothing_else_opens(client, newcomer, path):
    client.submit("/account/code", {"code": CODE})

    assert client.get(path).location == "/account/secret"


def test_a_role_does_nothing_before_a_password_is_chosen(client, make, newcomer):
    make.grant(newcomer, "manager")
    client.submit("/account/code", {"code": CODE})

    assert client.get("/units").location == "/account/secret"


def test_the_page_says_who_printed_the_slip_and_when(client, make):
    issuer = make.person("Rut", "Ek")
    make.grant(issuer, "manager")
    person = make.person(has_secret=False, language="en")
    slip(make, person, issuer)

    page = client.submit("/account/code", {"code": CODE})

    assert "Rut Ek printed your slip on 23 November 2026, 10:00." in page


def test_the_page_claims_no_letter_for_a_link_that_was_made_on_the_server(client, make):
    person = make.person(has_secret=False, language="en")
    with make.database.writing() as session:
        sign_in.issue_link(session, make.owner, person, CODE, None, now=make.clock())
        session.commit()

    page = client.submit("/account/code", {"code": CODE})

    assert "or by the people who run this site" in page
    assert "was sent to your e-mail" not in page


def test_the_published_password_of_the_demo_is_nobody_elses(client, newcomer):
    client.submit("/account/code", {"code": CODE})

    page = client.submit("/account/secret", {"secret": "demo-demo-demo"}, status=422)

    assert "That is too easy to guess." in page


def test_without_a_help_contact_the_page_sends_you_to_your_manager(client, make, newcomer):
    with make.database.writing() as session:
        session.get(Municipality, make.owner).help_contact = ""
        session.commit()
    login, missing = client.page("/login"), client.page("/no-such-page", status=404)

    chosen = client.submit("/account/code", {"code": CODE})

    assert "You can also ask your manager." in login
    assert "You can also ask your manager." in missing
    assert "The nearest one to tell is your manager." in chosen


def test_choosing_a_password_opens_everything_on_a_new_token(client, make, newcomer):
    client.submit("/account/code", {"code": CODE})
    with make.database.reading() as session:
        before = session.query(LoginSession).one().token_hash

    client.submit("/account/secret", {"secret": NEW})

    assert client.get("/me").status_code == 200
    with make.database.reading() as session:
        after = session.query(LoginSession).one()
        assert after.token_hash != before
        assert not after.by_code
        assert session.get(Credential, (make.owner, newcomer)).secret_hash.startswith("$argon2id$")


@pytest.mark.parametrize("secret", ["", "kort", "Sommaren2026!", "kim@demo.test", "x" * 300])
def test_a_password_that_is_too_easy_is_refused_beside_the_field(client, newcomer, secret):
    client.submit("/account/code", {"code": CODE})

    page = client.submit("/account/secret", {"secret": secret}, status=422)

    assert 'id="secret-error"' in page
    assert secret not in page or len(secret) < 5 or secret == "kim@demo.test"


@pytest.mark.parametrize(
    "typed", ["AAAA-AAAA-AAAA", "x", "x" * 500, "\x00", "'; drop table person; --", "åäö–"]
)
def test_a_code_that_is_none_gets_one_sentence(client, typed):
    page = client.submit("/account/code", {"code": typed}, status=422)

    assert 'id="error-summary"' in page
    assert "0670-555 00" in page


def test_a_used_code_reads_the_same_as_an_unknown_one(client, make, newcomer):
    client.submit("/account/code", {"code": CODE})
    stranger = PageClient(client.app, make)

    used = stranger.submit("/account/code", {"code": CODE}, status=422)
    unknown = stranger.submit("/account/code", {"code": "AAAA-AAAA-AAAA"}, status=422)

    assert used.replace(CODE, "AAAA-AAAA-AAAA") == unknown


def test_codes_are_guessed_more_and_more_slowly(client, make):
    from elearn.domain.people.sign_in import ADDRESS_PACE
    from elearn.store.models import SignInFailure

    client.submit("/account/code", {"code": "AAAA-AAAA-AAAA"}, status=422)
    with make.database.writing() as session:
        session.query(SignInFailure).one().failures = ADDRESS_PACE.free + 2
        session.commit()

    response = client.post("/account/code", {"code": "AAAA-AAAA-AAAA"})

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "4"


def test_a_code_signs_out_whoever_was_signed_in_here(client, make, newcomer):
    other = client.sign_in()

    client.submit("/account/code", {"code": CODE})

    with make.database.reading() as session:
        assert session.query(LoginSession).filter_by(person_id=other).count() == 0


def test_the_old_password_works_until_a_new_one_is_chosen(client, make):
    person = make.person()
    slip(make, person)
    client.submit("/account/code", {"code": CODE})

    PageClient(client.app, make).sign_in(person)


def test_changing_the_password_asks_for_the_current_one(client, make):
    client.sign_in()

    missing = client.submit("/account/secret", {"secret": NEW}, status=422)
    wrong = client.submit("/account/secret", {"secret": NEW, "current": "nej nej nej"}, status=422)

    assert 'id="current-error"' in missing
    assert 'id="current-error"' in wrong


def test_a_changed_password_ends_every_other_session_and_code(client, make):
    person = client.sign_in()
    elsewhere = PageClient(client.app, make)
    elsewhere.sign_in(person)
    slip(make, person)

    client.submit("/account/secret", {"secret": NEW, "current": PASSWORD})

    assert client.get("/me").status_code == 200
    assert elsewhere.get("/me").location == "/login?next=/me"
    with make.database.reading() as session:
        assert session.query(OneTimeCode).count() == 0


def test_the_current_password_is_guessed_more_and_more_slowly(client):
    client.sign_in()
    for _ in range(5):
        client.post("/account/secret", {"secret": NEW, "current": "nej nej nej"})

    response = client.post("/account/secret", {"secret": NEW, "current": PASSWORD})

    assert response.status_code == 429


def test_a_manager_changes_the_own_password_though_a_role_reads_the_tree(client, make):
    person = make.person()
    make.grant(person, "manager")
    client.sign_in(person)

    response = client.post("/account/secret", {"secret": NEW, "current": PASSWORD})

    assert response.status_code == 303


def test_no_address_of_ours_takes_a_password_for_another_person(app):
    takers = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and ("secret" in rule.rule or "password" in rule.rule)
    ]

    assert takers == ["/account/secret"]
    assert permission_of(app, "account.choose_secret") == (Permission.SIGNED_IN, None)
