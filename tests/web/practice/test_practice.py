"""A session from the first page to the last, and what happens when it is not walked straight."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from elearn.store.models import Municipality, Person, Practice
from elearn.store.sealing import Sealer
from tests.bank import CONCEPTS, FILE, IDS, TRUTH_BY_ID, bank_files, publish_bank
from tests.client import PageClient

TEXT = re.compile(r"(?<!Other-t)ext-of-([a-z]+-\d)\.")
SECRETS = ("Explanation-of", "lookalike", "signal-", "truth", "isolation;")


@pytest.fixture
def bank(make):
    return publish_bank(make)


@pytest.fixture
def learner(client, bank):
    client.sign_in()
    return client


def fields(html, **values):
    """What the form on the page holds."""
    hidden = dict(re.findall(r'name="(session|version)" value="([^"]*)"', html))
    return hidden | values


def shown(html):
    """The id of the case on the page."""
    return TEXT.search(html)[1]


def answer(client, number, level):
    html = client.page(f"/practice/{number}")
    return client.submit(f"/practice/{number}", fields(html, answer=level))


def said_of(count, done, one, several):
    """How the page says that all of *count* went well."""
    return f"{done} {one}." if count == 1 else f"{done} {count} of {count} {several}."


def total(html):
    return int(re.search(r"Case \d of (\d)", html)[1])


def walk(client, level_of):
    """A whole session; the ids of its cases. *level_of* says what to answer to a truth."""
    html = client.submit("/practice/begin")
    ids = []
    for number in range(1, total(html) + 1):
        id = shown(client.page(f"/practice/{number}"))
        ids.append(id)
        answer(client, number, level_of(TRUTH_BY_ID[id]))
    return ids


def rightly(truth):
    return "6" if truth == "signal" else "1"


def alarmed(_truth):
    return "6"


def rows(make):
    with make.database.reading() as session:
        return session.query(Practice).all()


def test_without_cases_the_page_says_so_kindly(client, make):
    client.sign_in()

    html = client.page("/practice")

    assert "There are no cases yet" in html
    assert "/practice/begin" not in html
    assert "There are no cases to practise yet" in client.submit("/practice/begin")
    assert rows(make) == []


def test_opening_pages_keeps_nothing(learner, make):
    for path in ("/practice", "/practice/1", "/practice/result", "/practice/kept"):
        learner.page(path, follow=True)

    assert rows(make) == []


def test_a_session_has_three_to_five_cases_and_ends_with_two_numbers(learner):
    ids = walk(learner, rightly)

    html = learner.page("/practice/result")

    truths = [TRUTH_BY_ID[id] for id in ids]
    signals, lookalikes = truths.count("signal"), truths.count("lookalike")
    assert 3 <= len(set(ids)) <= 5
    assert lookalikes >= 1
    if signals:
        assert said_of(signals, "You noticed", "the signal that was there", "signals") in html
    assert said_of(lookalikes, "You left", "the look-alike alone", "look-alikes alone") in html
    assert "No false alarm." in html


def test_alarm_about_everything_shows_what_it_would_mean(learner):
    walk(learner, alarmed)

    html = learner.page("/practice/result")

    assert "It shows an example, not you" in html
    assert "about 12" in html
    assert "about 79" in html
    assert "about 396" not in html
    assert "the table assumes one person in 100" in html
    assert re.search(r"[345] cases are too few to say how good you are", html)
    assert "no forecast about you" in html
    alarms = re.search(r"(\d+) (?:was a false alarm|were false alarms)", html)[1]
    named = "a look-alike" if alarms == "1" else f"{alarms} look-alikes"
    assert f"You were concerned about {named}. That shows that you care" in html
    assert re.search(
        "You (left none of the [2-5] look-alikes|did not leave the look-alike) alone.", html
    )
    assert "0 of" not in html
    assert re.search(r"alone\.\s+[0-9]", html)


def test_before_the_answer_nothing_of_the_key_is_on_the_page(learner):
    html = learner.submit("/practice/begin")
    for number in range(1, total(html) + 1):
        html = learner.page(f"/practice/{number}")
        main = html[html.index("<main") : html.index("</main>")]
        assert not [secret for secret in SECRETS if secret in main]
        assert len(set(TEXT.findall(main))) == 1
        answer(learner, number, "3")


@pytest.mark.parametrize(
    ("truth", "level", "title"),
    [
        ("signal", "4", "A signal, and you noticed it"),
        ("signal", "3", "There was a signal here"),
        ("lookalike", "3", "A look-alike, and you left it alone"),
        ("lookalike", "4", "This was only a look-alike"),
        ("grey", "6", "Nothing is right or wrong here"),
    ],
)
def test_after_the_answer_the_case_is_explained(client, make, truth, level, title):
    others = {"signal": 0, "lookalike": 1, "grey": 4}
    publish_bank(make, bank_files([f"isolation-{others[truth]}"]))
    client.sign_in()
    client.submit("/practice/begin")

    html = answer(client, 1, level)

    assert title in html
    assert f"Explanation-of-isolation-{others[truth]}" in html
    assert ("not yet judged by a panel" in html) is (truth != "grey")


@pytest.mark.parametrize(
    ("level", "title"),
    [("3", "An ordinary day, and you left it alone"), ("4", "This was an ordinary day")],
)
def test_a_clear_ordinary_case_is_not_said_to_look_like_a_signal(client, make, level, title):
    files = bank_files(["isolation-1"])
    text = files[FILE].replace(b"truth: lookalike; ", b"truth: lookalike; anchor: clear-ordinary; ")
    publish_bank(make, files | {FILE: text})
    client.sign_in()
    client.submit("/practice/begin")

    html = answer(client, 1, level)

    assert title in html
    assert "look-alike" not in html[html.index("<main") : html.index("</main>")]


def test_a_second_answer_leaves_the_first(learner):
    html = learner.submit("/practice/begin")
    sent = fields(html)
    first = learner.submit("/practice/1", sent | {"answer": "6"})

    second = learner.submit("/practice/1", sent | {"answer": "1"})

    assert "Your first answer counts" in second
    assert "More concern, and I am sure" in first
    assert "More concern, and I am sure" in second


def test_back_shows_what_was_answered_and_not_the_question(learner):
    learner.submit("/practice/begin")
    answer(learner, 1, "2")

    html = learner.page("/practice/1")

    assert "Ordinary, and I am fairly sure" in html
    assert 'type="radio"' not in html


def test_nobody_runs_ahead(learner):
    html = learner.submit("/practice/begin")

    ahead = learner.page("/practice/3", follow=True)
    sent = learner.submit("/practice/2", fields(html, answer="6"))
    end = learner.page("/practice/result", follow=True)

    assert "Case 1 of" in ahead
    assert "The cases come one after the other" in sent
    assert "Case 1 of" in end


def test_without_a_choice_the_page_asks_again(learner):
    html = learner.submit("/practice/begin")

    again = learner.submit("/practice/1", fields(html), status=422)

    assert "Choose an answer before you go on." in again
    assert 'href="#answer-0"' in again


@pytest.mark.parametrize("level", ["7", "x", "\x00", "6" * 10_000])
def test_what_no_page_sends_is_refused_in_a_sentence(learner, level):
    html = learner.submit("/practice/begin")

    again = learner.submit("/practice/1", fields(html, answer=level), status=422)

    assert "no longer exists" in again


def test_another_tab_goes_on_in_the_same_session(learner):
    first = learner.submit("/practice/begin")
    answer(learner, 1, "6")

    second = learner.submit("/practice/begin")

    assert "Case 2 of" in second
    assert fields(first)["session"] == fields(second)["session"]


def test_a_page_of_an_older_session_changes_nothing(learner):
    old = fields(learner.submit("/practice/begin"))
    learner.submit("/practice/end")
    learner.submit("/practice/begin")

    html = learner.submit("/practice/1", old | {"answer": "6"})

    assert "That session has ended" in html
    assert 'type="radio"' in learner.page("/practice/1")


def test_somebody_else_s_session_is_out_of_reach(app, learner, make):
    theirs = fields(learner.submit("/practice/begin"))
    stranger = PageClient(app, make)
    stranger.sign_in(make.person("Other"))

    before = stranger.submit("/practice/1", theirs | {"answer": "6"})
    stranger.submit("/practice/begin")
    after = stranger.submit("/practice/1", theirs | {"answer": "6"})

    assert "That session has ended" in before
    assert "That session has ended" in after
    assert 'type="radio"' in learner.page("/practice/1")


def test_a_case_can_be_passed_by(learner):
    html = learner.submit("/practice/begin")

    after = learner.submit("/practice/1/skip", fields(html))
    back = learner.page("/practice/1")

    assert "Case 2 of" in after
    assert "You passed this case by" in back


def test_a_case_that_is_gone_is_said_and_the_others_are_there(learner, make):
    html = learner.submit("/practice/begin")
    count, gone = total(html), shown(html)
    publish_bank(make, bank_files([id for id in IDS if id != gone], number="2.0.0"))

    page = learner.page("/practice/1")
    refused = learner.submit("/practice/1", fields(html, answer="6"))
    after = learner.submit("/practice/1/skip", fields(page))
    for number in range(2, count + 1):
        answer(learner, number, "1")

    assert "taken away" in page
    assert "taken away" in refused
    assert "Case 2 of" in after
    assert "How the session went" in learner.page("/practice/result")
    assert "taken away" in learner.page("/practice/1")


def test_a_case_that_was_changed_is_read_again(learner, make):
    html = learner.submit("/practice/begin")
    changed = shown(html)
    publish_bank(make, bank_files(number="2.0.0", changed=[changed]))

    again = learner.submit("/practice/1", fields(html, answer="6"), status=422)
    after = learner.submit("/practice/1", fields(again, answer="6"))

    assert "has been changed meanwhile" in again
    assert f"Other-text-of-{changed}" in again
    assert "checked" in again
    assert "answered" in after


def test_the_day_after_the_session_is_over(learner, clock):
    html = learner.submit("/practice/begin")
    clock.moment += timedelta(days=1)

    after = learner.submit("/practice/1", fields(html, answer="6"))

    assert "That session has ended" in after
    assert "/practice/begin" in after


def test_an_answer_sent_after_signing_out_comes_back(client, make, bank):
    person = client.sign_in()
    html = client.submit("/practice/begin")
    make.forget_sessions(person)
    client.post("/practice/1", fields(html, answer="5"))
    client.sign_in(person)

    again = client.page("/practice/1")

    assert "We kept your answer" in again
    assert re.search(r'value="5"\s+checked', again)


def test_when_the_key_is_lost_the_page_says_so_and_one_begins_anew(learner, make):
    learner.submit("/practice/begin")
    other = Sealer([Fernet.generate_key().decode()], "pepper")
    with make.database.writing() as session:
        session.query(Practice).one().sealed = other.seal(b"{}")
        session.commit()

    start = learner.page("/practice")
    kept = learner.page("/practice/kept")
    begun = learner.submit("/practice/begin")

    assert "can no longer be opened" in start
    assert "nobody can read it" in kept
    assert "Case 1 of" in begun
    assert "can no longer be opened" not in learner.page("/practice")


def test_what_is_kept_can_be_read_taken_along_and_deleted(learner, make):
    walk(learner, alarmed)
    with_session = json.loads(learner.get("/practice/kept.json").data)
    learner.submit("/practice/end")

    page = learner.page("/practice/kept")
    answer = learner.get("/practice/kept.json")
    after = learner.submit("/practice/kept/delete")

    taken = json.loads(answer.data)
    assert with_session["session"]["answers"] == [6] * len(with_session["session"]["cases"])
    assert taken["session"] is None
    assert taken["last_practised_on"] == "2026-11-23"
    assert set(taken["memories"]) == set(taken["averages"])
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "24 November 2026" in page or "23 November 2026" in page
    assert "Nothing is kept" in after
    assert rows(make) == []


def test_ending_a_session_forgets_the_answers(learner, make):
    walk(learner, rightly)

    html = learner.submit("/practice/end")

    assert "no longer kept" in html
    assert [row.sealed_session for row in rows(make)] == [None]
    assert "Practise recognising signals" in learner.page("/practice/result", follow=True)


def test_practice_leaves_no_trace_of_who_beside_its_own_row(learner, make):
    with make.database.engine.connect() as connection:
        tables = [t for t in Municipality.metadata.sorted_tables if t.name != "practice"]
        before = {t.name: connection.execute(t.select()).fetchall() for t in tables}

    walk(learner, rightly)
    learner.submit("/practice/end")

    with make.database.engine.connect() as connection:
        after = {t.name: connection.execute(t.select()).fetchall() for t in tables}
    assert after == before


def test_a_content_notice_is_read_before_the_case(client, make):
    files = bank_files(["isolation-0"])
    text = files[FILE].replace(
        b"Text-of-isolation-0.", b"Text-of-isolation-0.\n\n> **Notice:** It tells of a loss."
    )
    publish_bank(make, files | {FILE: text})
    client.sign_in()

    notice = client.submit("/practice/begin")
    case = client.page("/practice/1?read=1")

    assert "It tells of a loss" in notice
    assert "Text-of-isolation-0" not in notice
    assert "Text-of-isolation-0" in case


def test_the_first_page_leads_here_when_there_are_cases(client, make):
    client.sign_in()
    without = client.page("/")
    publish_bank(make)

    assert 'href="/practice"' not in without
    assert 'href="/practice"' in client.page("/")


def test_the_page_says_why_cases_come_when_they_come(learner):
    assert "likely to have begun to forget" in learner.page("/practice")
    walk(learner, rightly)
    learner.submit("/practice/end")

    html = learner.page("/practice")

    assert "The next session is suggested from 30 November 2026" in html


def test_the_page_says_when_a_session_is_suggested_now(learner, clock):
    walk(learner, rightly)
    learner.submit("/practice/end")
    clock.moment += timedelta(days=7)

    html = learner.page("/practice")

    assert "A session is suggested now" in html


def test_the_installation_may_have_set_the_schedule_of_boxes(learner, app):
    site = app.extensions["elearn"]
    config = replace(site.config, practice_schedule="leitner")
    app.extensions["elearn"] = replace(site, config=config)

    assert "after 14, 30, 90, 180 and 365 days" in learner.page("/practice")
    walk(learner, rightly)


def test_practice_follows_somebody_who_was_in_the_register_twice(client, make, bank):
    twice = client.sign_in()
    walk(client, rightly)
    person = make.person()
    with make.database.writing() as session:
        session.get(Person, (make.owner, twice)).merged_into = person
        session.commit()
    client.sign_in(person)

    assert "Last practised" in client.page("/practice/kept")


def test_a_concept_has_the_name_that_the_glossary_gives_it(client, make):
    term = (
        '  - {key: %s, term: {en: "the word for %s", sv: "ordet"}, means: {en: "A.", sv: "B."}}\n'
    )
    terms = "".join(term % (concept, concept) for concept in CONCEPTS[1:])
    publish_bank(make, bank_files() | {"_shared/glossary.yaml": f"terms:\n{terms}".encode()})
    client.sign_in()
    met = {id.rpartition("-")[0] for id in walk(client, rightly)}

    page = client.page("/practice/kept")
    names = set(re.findall(r'<th scope="row">([^<]+)</th>', page))

    assert met == set(CONCEPTS)
    assert {CONCEPTS[0], *(f"the word for {concept}" for concept in CONCEPTS[1:])} <= names
