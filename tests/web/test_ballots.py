"""A panel from the first page to the last: opened, handed out, judged without an account, shown."""

import re
from datetime import timedelta

import pytest

from elearn.store.models import PanelBallot, PanelRound, PanelVote
from tests.bank import TRUTH_BY_ID, bank_files, publish_bank
from tests.client import PageClient
from tests.library import publish
from tests.web.learner.kinds import TEXT
from tests.web.learner.kinds import course_files as kinds_files

CODE = re.compile(r'<p class="code">([^<]+)</p>')
CASE = re.compile(r"ext-of-([a-z]+-\d)\.")
MARK = re.compile(r'name="ballot" value="([^"]+)"')
TOTAL = len(TRUTH_BY_ID) + 1
"""The cases for practice, and the one that is kept for form A."""
SECRETS = ("Explanation-of", "truth", "lookalike", "signal:", "isolation-")


@pytest.fixture
def coordinator(client, make):
    publish_bank(make)
    who = make.person()
    make.grant(who, "coordinator", make.top)
    client.sign_in(who)
    return client


@pytest.fixture
def round_url(coordinator):
    return open_round(coordinator, "basics/cases/")


@pytest.fixture
def guest(app, make):
    """Somebody from outside, with no account."""
    return lambda: PageClient(app, make)


def open_round(client, text):
    answer = client.post("/admin/panels/new", {"text": text})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def publish_stories(make):
    """The module of every kind, whose story asks a panel about both of its steps."""
    text = (
        TEXT.replace(b"#### Step: call\n", b"#### Step: call\n<!-- band: 1-1 -->\n")
        .replace(b"#### Step: ask\n", b"#### Step: ask\n<!-- band: 1-1 -->\n")
        .replace(b"(#step-ask)", b'(#step-ask "level 1")')
        .replace(b"somebody else.](#end-lost)", b'somebody else.](#end-lost "level 4")')
        .replace(
            b"meet the coordinator.](#end-helped)",
            b'ring {{lokal.samordnare.phone}}.](#end-helped "level 1")',
        )
        .replace(b"it will pass.](#end-lost)", b'it will pass.](#end-lost "level 4")')
    )
    publish(
        make.database, make.owner, kinds_files() | {"kinds/en/01-first.md": text}, now=make.clock()
    )


def known(client, url):
    return re.search(r'name="known" value="(\d+)"', client.page(url))[1]


def printed(client, url, count=1):
    """The codes of *count* new ballots."""
    html = client.submit(f"{url}/ballots", {"count": str(count), "known": known(client, url)})
    return CODE.findall(html)


def close(client, url):
    (lost,) = re.findall(r'name="lost" value="(\d+)"', client.page(f"{url}/close"))
    return client.submit(f"{url}/close", {"lost": lost})


def opened(client, code):
    html = client.submit("/panel", {"code": code})
    assert "Your ballot" in html
    return client


def judge(client, number, level, *reasons):
    html = client.page(f"/panel/ballot/{number}")
    fields = {"ballot": MARK.search(html)[1], "answer": level, "reasons": list(reasons)}
    return client.submit(f"/panel/ballot/{number}", fields)


def send(client):
    mark = MARK.search(client.page("/panel/ballot"))[1]
    return client.submit("/panel/ballot/send", {"ballot": mark})


def vote(client, code, levels, *reasons):
    """Judges the first cases, and sends."""
    opened(client, code)
    for number, level in enumerate(levels, start=1):
        judge(client, number, level, *reasons)
    return send(client)


def rows(make, table):
    with make.database.reading() as session:
        return session.query(table).all()


def test_a_guest_judges_every_case_and_leaves_only_counts(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    for number in range(1, TOTAL + 1):
        judge(browser, number, "5" if number % 2 else "2", "change")

    html = send(browser)

    assert "Your ballot is in" in html
    assert not rows(make, PanelBallot)
    (round,) = rows(make, PanelRound)
    assert round.received == 1
    votes = rows(make, PanelVote)
    assert {(row.count, row.shown) for row in votes} == {(1, 0)}
    assert sum(row.mark.startswith("vote-") for row in votes) == TOTAL
    assert {row.mark for row in votes} == {"vote-5", "vote-2", "reason-change"}


def test_nothing_of_the_key_reaches_a_ballot(coordinator, round_url, guest):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)

    pages = [browser.page(f"/panel/ballot/{number}") for number in range(1, TOTAL + 1)]

    for html in [*pages, browser.page("/panel/ballot")]:
        told = re.sub(r"What about [a-z]+(-\d)?\?|ext-of-[a-z]+(-\d)?", "", html)
        assert not [secret for secret in SECRETS if secret in told]


def test_opening_the_link_spends_and_shows_nothing(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    scanner = guest()

    html = scanner.page(f"/panel/code/{code}")
    scanner.page(f"/panel/code/{code}")

    assert "Open the ballot" in html
    assert "Text-of" not in html
    assert len(rows(make, PanelBallot)) == 1
    assert scanner.get("/panel/ballot").location == "/panel"


@pytest.mark.parametrize("code", ["7KPM-22QX-9ZTB", "short", ""])
def test_a_code_that_is_none_is_told_in_a_sentence(client, code):
    html = client.submit("/panel", {"code": code}, status=422)

    assert "This code cannot be used" in html or "twelve letters and digits" in html


def test_a_code_works_once(coordinator, round_url, guest):
    (code,) = printed(coordinator, round_url)
    vote(guest(), code, ["6"])

    html = guest().submit("/panel", {"code": code}, status=422)

    assert "If the ballot has been sent in, it counts" in html


def test_two_tabs_send_one_ballot_once(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    judge(browser, 1, "6")
    mark = MARK.search(browser.page("/panel/ballot"))[1]
    browser.submit("/panel/ballot/send", {"ballot": mark})

    html = browser.submit("/panel/ballot/send", {"ballot": mark})
    later = browser.submit("/panel/ballot/2", {"ballot": mark, "answer": "1"})

    assert "Your ballot is in" in html
    assert "Your ballot is in" in later
    assert [row.count for row in rows(make, PanelVote)] == [1]


def test_another_device_that_had_it_open_is_told_that_it_counts(coordinator, round_url, guest):
    (code,) = printed(coordinator, round_url)
    one, other = opened(guest(), code), opened(guest(), code)
    judge(one, 1, "6")
    mark = MARK.search(other.page("/panel/ballot/1"))[1]
    send(one)

    html = other.submit("/panel/ballot/1", {"ballot": mark, "answer": "6"})

    assert "If the ballot has been sent in, it counts" in html


def test_half_a_ballot_waits_for_whoever_comes_back_with_the_code(coordinator, round_url, guest):
    (code,) = printed(coordinator, round_url)
    first = opened(guest(), code)
    judge(first, 1, "6", "change")
    judge(first, 2, "1")
    first.submit("/panel/leave")

    second = opened(guest(), code)

    assert f"2 of {TOTAL}" in second.page("/panel/ballot")
    html = second.page("/panel/ballot/1")
    assert re.search(r'value="6"\s+checked', html)
    assert re.search(r'value="change" checked', html)


def test_a_second_ballot_in_the_same_browser_does_not_take_the_first_ones_form(
    coordinator, round_url, guest, make
):
    one, other = printed(coordinator, round_url, 2)
    browser = opened(guest(), one)
    mark = MARK.search(browser.page("/panel/ballot/1"))[1]
    opened(browser, other)

    html = browser.submit("/panel/ballot/1", {"ballot": mark, "answer": "6"})

    assert "Another ballot was opened in this browser" in html
    assert [row.sealed for row in rows(make, PanelBallot)] == [None, None]


def test_a_case_without_an_answer_is_asked_again(coordinator, round_url, guest):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    mark = MARK.search(browser.page("/panel/ballot/1"))[1]

    html = browser.submit("/panel/ballot/1", {"ballot": mark, "reasons": "change"}, status=422)

    assert 'href="#answer-0"' in html
    assert re.search(r'value="change" checked', html)


@pytest.mark.parametrize(
    "sent", [{"answer": "7"}, {"answer": ["1", "2"]}, {"answer": "1", "reasons": "faith"}]
)
def test_what_no_page_sends_is_refused(coordinator, round_url, guest, make, sent):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    mark = MARK.search(browser.page("/panel/ballot/1"))[1]

    browser.submit("/panel/ballot/1", {"ballot": mark, **sent}, status=422)

    assert [row.sealed for row in rows(make, PanelBallot)] == [None]


def test_a_ballot_with_nothing_but_skips_is_not_sent(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    mark = MARK.search(browser.page("/panel/ballot/1"))[1]
    browser.submit("/panel/ballot/1/skip", {"ballot": mark})

    html = browser.submit("/panel/ballot/send", {"ballot": mark})

    assert "Judge at least one case" in html
    assert len(rows(make, PanelBallot)) == 1


def test_a_skipped_case_is_no_vote(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    judge(browser, 1, "6")
    judge(browser, 1, "4", "change")
    mark = MARK.search(browser.page("/panel/ballot/1"))[1]
    browser.submit("/panel/ballot/2/skip", {"ballot": mark})
    send(browser)

    assert sorted(row.mark for row in rows(make, PanelVote)) == ["reason-change", "vote-4"]


def test_a_ballot_expires(coordinator, round_url, guest, clock):
    (code,) = printed(coordinator, round_url)
    clock.moment += timedelta(days=60)

    html = guest().submit("/panel", {"code": code}, status=422)

    assert "too old" in html


def test_a_closed_round_takes_no_ballot(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)
    browser = opened(guest(), code)
    judge(browser, 1, "6")
    close(coordinator, round_url)

    html = browser.submit(
        "/panel/ballot/send", {"ballot": "x" * 12}
    )  # the mark is looked at first, then the ballot

    assert "If the round is closed" in html
    assert not rows(make, PanelVote)
    html = coordinator.submit(f"{round_url}/ballots", {"count": "1", "known": "0"})
    assert "That round is closed" in html


def test_the_coordinator_sees_nothing_of_four_votes_and_all_of_five(coordinator, round_url, guest):
    codes = printed(coordinator, round_url, 5)
    for code in codes[:4]:
        vote(guest(), code, ["6"], "change")
    before = coordinator.page(round_url)

    vote(guest(), codes[4], ["1"], "little-known")

    after = coordinator.page(round_url)
    assert "4</dd>" in before.replace("\n", "")
    assert 'class="card"' not in before
    assert after.count('class="card"') == 1
    assert "<strong>4</strong>: More concern, and I am sure" in after
    assert "<strong>1</strong>: Ordinary, and I am sure" in after
    assert "<strong>4</strong>: That something has changed" in after
    assert "4 of them as the writers" in after


def test_figures_move_by_five_while_the_round_is_open(coordinator, round_url, guest):
    codes = printed(coordinator, round_url, 7)
    for code in codes:
        vote(guest(), code, ["6"])
    before = coordinator.page(round_url)

    close(coordinator, round_url)

    assert "<strong>5</strong>: More concern, and I am sure" in before
    assert "<strong>7</strong>: More concern, and I am sure" in coordinator.page(round_url)


def test_printing_twice_by_one_press_prints_once(coordinator, round_url, make):
    at_first = known(coordinator, round_url)
    coordinator.submit(f"{round_url}/ballots", {"count": "3", "known": at_first})

    html = coordinator.submit(f"{round_url}/ballots", {"count": "3", "known": at_first})

    assert "Ballots have been printed since" in html
    assert len(rows(make, PanelBallot)) == 3


def test_withdrawn_ballots_stop_working(coordinator, round_url, guest, make):
    (code,) = printed(coordinator, round_url)

    coordinator.submit(f"{round_url}/withdraw")

    assert not rows(make, PanelBallot)
    guest().submit("/panel", {"code": code}, status=422)


def test_a_text_is_put_to_one_panel_at_a_time(coordinator, round_url):
    html = coordinator.submit("/admin/panels/new", {"text": "basics/cases/"}, status=422)
    other = open_round(coordinator, "basics/cases/A")

    assert "put to a panel already" in html
    assert "Form A" in coordinator.page(other)


def test_a_measurement_form_is_judged_by_itself(coordinator, guest):
    url = open_round(coordinator, "basics/cases/A")
    (code,) = printed(coordinator, url)

    html = opened(guest(), code).page("/panel/ballot")

    assert "judge 1 case," in html


def test_codes_stand_in_no_other_page_and_in_no_table(coordinator, round_url, make):
    (code,) = printed(coordinator, round_url)

    (row,) = rows(make, PanelBallot)

    assert code not in coordinator.page(round_url)
    assert code.replace("-", "").encode() not in row.code_hash


def test_a_learner_sees_the_panel_after_the_answer_and_not_before(
    coordinator, round_url, guest, make, app
):
    for code in printed(coordinator, round_url, 5):
        vote(guest(), code, ["6"] * (TOTAL), "change")
    learner = PageClient(app, make)
    learner.sign_in()
    learner.submit("/practice/begin")
    before = learner.page("/practice/1")
    hidden = dict(re.findall(r'name="(session|version)" value="([^"]*)"', before))

    after = learner.submit("/practice/1", hidden | {"answer": "6"})

    assert "municipality’s panel" not in before
    assert "5 of 5" not in before
    assert "in this municipality’s panel" in after
    assert "What weighed with them: that something has changed (5)." in after
    assert "not yet judged by a panel" not in after


def test_who_has_no_role_opens_no_round(client, make):
    publish_bank(make)
    client.sign_in()

    client.page("/admin/panels", status=403)


def test_a_text_that_changes_begins_anew_and_what_is_unchanged_keeps_its_votes(
    coordinator, round_url, guest, make
):

    for code in printed(coordinator, round_url, 5):
        vote(guest(), code, ["6"] * TOTAL)
    close(coordinator, round_url)
    publish_bank(make, bank_files(number="2.0.0", changed=["isolation-0"]))

    html = coordinator.page(open_round(coordinator, "basics/cases/"))

    assert html.count('class="card"') == TOTAL - 1


def test_the_round_says_how_many_keys_are_settled(coordinator, guest):
    url = open_round(coordinator, "basics/cases/A")
    before = coordinator.page(url)
    for code in printed(coordinator, url, 10):
        vote(guest(), code, ["6"])

    after = coordinator.page(url)

    assert "0 of 1" in before
    assert "1 of 1" in after
    assert "10 of them as the writers" in after
    assert "Settled" in after


def test_a_round_is_closed_after_it_was_said_how_many_ballots_are_lost(
    coordinator, round_url, guest, make
):
    codes = printed(coordinator, round_url, 3)
    vote(guest(), codes[0], ["6"])

    html = coordinator.page(f"{round_url}/close")

    assert "2 ballots would be lost" in html
    assert "1 ballot has been sent in and counts" in html
    assert len(rows(make, PanelBallot)) == 2
    assert "The round is closed" in close(coordinator, round_url)


@pytest.mark.parametrize("said", [{}, {"lost": "1"}, {"lost": "-5"}])
def test_a_round_is_not_closed_when_more_would_be_lost_than_was_said(
    coordinator, round_url, make, said
):
    printed(coordinator, round_url, 2)

    html = coordinator.submit(f"{round_url}/close", said)

    assert "Nothing is closed yet" in html
    assert "2 ballots would be lost" in html
    assert len(rows(make, PanelBallot)) == 2


def test_a_round_that_is_over_has_nothing_to_close(coordinator, round_url):
    close(coordinator, round_url)

    assert coordinator.get(f"{round_url}/close").location.endswith(round_url)


def test_the_coordinator_is_told_which_keys_the_panel_disputes_and_who_acts(coordinator, guest):
    url = open_round(coordinator, "basics/cases/A")
    codes = printed(coordinator, url, 10)
    for code in codes[:5]:
        vote(guest(), code, ["6"])
    before = coordinator.page(url)
    for code in codes[5:]:
        vote(guest(), code, ["1"])

    after = coordinator.page(url)

    assert "The panel judges otherwise" not in before
    assert "The panel disagrees with 1 key" in after
    assert "show this to the author" in after
    assert after.count("The panel judges otherwise") == 1


def test_a_learner_is_told_when_the_panel_disputes_the_key(
    coordinator, round_url, guest, make, app
):
    for code in printed(coordinator, round_url, 5):
        vote(guest(), code, ["6"] * TOTAL)
    learner = PageClient(app, make)
    learner.sign_in()
    learner.submit("/practice/begin")

    told = {}
    for number in range(1, 6):
        before = learner.page(f"/practice/{number}")
        hidden = dict(re.findall(r'name="(session|version)" value="([^"]*)"', before))
        after = learner.submit(f"/practice/{number}", hidden | {"answer": "6"})
        (id,) = set(CASE.findall(after))
        told[TRUTH_BY_ID[id]] = told.get(TRUTH_BY_ID[id], 0) + ("does not agree with" in after)

    assert told["lookalike"]
    assert not told.get("signal")
    assert not told.get("grey")


def test_the_lesson_stands_folded_after_the_question(coordinator, guest, make):
    publish_stories(make)
    url = open_round(coordinator, "kinds/first/")
    (code,) = printed(coordinator, url)

    html = opened(guest(), code).page("/panel/ballot/1")

    assert html.index("Save and go on") < html.index("The text before the case")
    assert '<details class="ds-details" open' not in html


def test_cases_with_one_name_are_numbered_on_the_ballot_and_in_the_figures(
    coordinator, guest, make
):
    publish_stories(make)
    url = open_round(coordinator, "kinds/first/")
    (code,) = printed(coordinator, url)

    ballot = opened(guest(), code)

    for html in (ballot.page("/panel/ballot"), coordinator.page(url)):
        told = re.findall(
            r"(A worried parent rings|Robin and the new team)(?:</span>)?, situation (\d)", html
        )
        assert told == [("A worried parent rings", "1"), ("A worried parent rings", "2")]
    assert "</span>, situation 1</h2>" in ballot.page("/panel/ballot/1")


def test_local_values_stand_in_the_figures(coordinator, guest, make):
    publish_stories(make)
    url = open_round(coordinator, "kinds/first/")
    for code in printed(coordinator, url, 5):
        browser = opened(guest(), code)
        html = browser.page("/panel/ballot/2")
        (level,) = re.findall(
            r'name="answer"[^>]*value="([^"]*)"[^>]*>(?=(?:(?!name="answer").)*?ring [^0]*0980)',
            html,
            re.DOTALL,
        )
        judge(browser, 2, level)
        send(browser)

    assert "<strong>5</strong>: I propose to ring 0980-319 200." in coordinator.page(url)
