"""A cookie that was verified once is as good, and as bad, as it was then."""

from flask import Flask, flash, session

from elearn.web import cookie


def made() -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a" * 32, TESTING=True)
    cookie.install(app)

    @app.get("/set/<value>")
    def put(value: str) -> str:
        session["value"] = value
        return value

    @app.get("/say")
    def say() -> str:
        flash("said once")
        return ""

    @app.get("/read")
    def read() -> dict[str, object]:
        return {"value": session.get("value"), "said": session.pop("_flashes", [])}

    return app


def test_the_same_cookie_reads_alike_again():
    browser = made().test_client()
    browser.get("/set/one")
    assert [browser.get("/read").json["value"] for _ in range(2)] == ["one", "one"]


def test_a_changed_value_goes_into_a_new_cookie_and_leaves_the_old_one_alone():
    app = made()
    first, second = app.test_client(), app.test_client()
    first.get("/set/one")
    first.get("/read")
    second.set_cookie("session", first.get_cookie("session").value)
    second.get("/set/two")
    assert (first.get("/read").json["value"], second.get("/read").json["value"]) == ("one", "two")


def test_a_message_is_shown_once_also_when_its_cookie_comes_twice():
    app = made()
    browser, again = app.test_client(), app.test_client()
    browser.get("/say")
    again.set_cookie("session", browser.get_cookie("session").value)
    for reader in (browser, again):
        assert len(reader.get("/read").json["said"]) == 1


def test_a_forged_cookie_says_nothing():
    app = made()
    browser = app.test_client()
    browser.get("/set/one")
    signed = browser.get_cookie("session").value
    for forged in (signed[:-2], "x" + signed, ""):
        browser.set_cookie("session", forged)
        assert browser.get("/read").json["value"] is None


def test_no_more_cookies_are_remembered_than_allowed(monkeypatch):
    monkeypatch.setattr(cookie, "MOST_KEPT", 3)
    app = made()
    browser = app.test_client()
    for number in range(8):
        browser.get(f"/set/{number}")
        assert browser.get("/read").json["value"] == str(number)
    assert len(app.session_interface._verified) <= 3
