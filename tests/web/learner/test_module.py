"""From the first page to the record, as a learner walks."""

import re

import pytest

from tests.library import course_files, publish

MODULE = "/courses/basics/first"


@pytest.fixture
def course(make, clock):
    return publish(make.database, make.owner, course_files(), now=clock())


def options(html):
    """The public ids by the text beside them."""
    pairs = re.findall(
        r'value="(o[0-9a-f]+)"[^>]*>\s*<label[^>]*>\s*(?:<span[^>]*>)?([^<]+?)\s*<', html
    )
    return {text: public_id for public_id, text in pairs}


def attempt_id(html):
    return re.search(r'name="attempt" value="([^"]+)"', html)[1]


def answer(client, number, *texts):
    html = client.page(f"{MODULE}/steps/{number}")
    chosen = [options(html)[text] for text in texts]
    return client.submit(
        f"{MODULE}/steps/{number}", {"attempt": attempt_id(html), "answer": chosen}
    )


def test_a_learner_takes_a_module_to_the_end_and_finds_it_in_the_record(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")

    assert "Feedback-say-2" in answer(client, 1, "Hello")
    assert "Feedback-kind-3" in answer(client, 2, "To listen", "To ask")
    client.page(f"{MODULE}/steps/3")
    client.page(f"{MODULE}/finish")
    result = client.submit(f"{MODULE}/finish")
    assert "First steps" in result
    assert "Explanation-kind" in result
    client.submit(f"{MODULE}/result")

    assert "First steps" in client.page("/me")
    client.page(f"{MODULE}/result", follow=True)
    client.page(f"{MODULE}")


def test_when_the_module_is_finished_the_other_answers_are_told_however_it_was_answered(
    client, make, clock
):
    without_mark = {
        path: body.replace(b"pass: 60 %\n", b"") for path, body in course_files().items()
    }
    publish(make.database, make.owner, without_mark, now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    assert "The other answers" not in answer(client, 1, "Nothing at all")
    answer(client, 2, "To listen", "To ask")

    result = client.submit(f"{MODULE}/finish")

    [others, _] = re.findall(r"<summary>The other answers</summary>(.*?)</details>", result, re.S)
    assert "Feedback-say-2" in others


def test_nothing_of_the_key_reaches_the_browser_before_the_answer(client, course):
    client.sign_in()
    pages = [client.page(MODULE)]
    client.submit(f"{MODULE}/begin")
    pages += [client.page(f"{MODULE}/steps/1"), client.page(f"{MODULE}/steps/2")]

    for html in pages:
        assert "Feedback-" not in html
        assert "Explanation-" not in html


def test_a_missed_exercise_is_offered_again_at_once(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")

    html = answer(client, 1, "Nothing at all")

    assert "Feedback-say-1" in html
    assert "Feedback-say-2" not in html
    assert options(html)


def test_the_mark_must_be_met_before_the_module_is_done(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Nothing at all")
    answer(client, 2, "To shout")

    client.submit(f"{MODULE}/finish")
    assert "First steps" not in re.sub("<nav.*?</nav>", "", client.page("/me"), flags=re.S)

    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")
    assert "First steps" in client.page("/me")


def test_an_unfinished_attempt_resumes_at_its_step_on_another_device(client, course, app, make):
    from tests.client import PageClient

    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")

    other = PageClient(app, make)
    other.sign_in(person)
    response = other.post(f"{MODULE}/begin")

    assert response.location.endswith("/steps/2")


def test_an_answer_is_required(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")

    client.submit(f"{MODULE}/steps/1", {"attempt": attempt_id(html)}, status=422)


@pytest.mark.parametrize("sent", ["o000000000000", "1", "2", "x" * 5000, "\x00"])
def test_an_option_that_was_never_shown_changes_nothing(client, course, sent):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")

    client.submit(f"{MODULE}/steps/1", {"attempt": attempt_id(html), "answer": sent}, status=422)

    assert "Feedback" not in client.page(f"{MODULE}/steps/1")


def test_two_options_where_one_may_be_chosen_are_refused(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")

    client.submit(
        f"{MODULE}/steps/1",
        {"attempt": attempt_id(html), "answer": list(options(html).values())},
        status=422,
    )


def test_submitting_twice_records_once(client, course, make):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")

    client.submit(f"{MODULE}/finish")
    client.submit(f"{MODULE}/finish")

    assert client.page("/me").count('<th scope="row">') == 1


def test_the_answer_of_somebody_signed_out_meanwhile_is_still_there_after_sign_in(
    client, course, clock
):
    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")
    sent = {"attempt": attempt_id(html), "answer": options(html)["Hello"]}
    token = client.csrf_token()
    client.make.forget_sessions(person)

    response = client.browser.post(f"{MODULE}/steps/1", data=sent | {"csrf_token": token})
    assert response.status_code == 303
    client.sign_in(person)
    html = client.page(f"{MODULE}/steps/1")

    assert re.search(rf'value="{sent["answer"]}"\s+checked', html)


def test_a_held_answer_does_not_come_back_to_somebody_else(client, course, make):
    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")
    sent = {"attempt": attempt_id(html), "answer": options(html)["Hello"]}
    token = client.csrf_token()
    make.forget_sessions(person)
    client.browser.post(f"{MODULE}/steps/1", data=sent | {"csrf_token": token})

    client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")

    assert "checked" not in html


def test_a_version_published_in_the_middle_of_an_attempt_does_not_disturb_it(
    client, course, make, clock
):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")
    changed = {
        path: body.replace(b"version: 1.0.0", b"version: 1.1.0").replace(b"To ask", b"To wonder")
        for path, body in course_files().items()
    }
    publish(make.database, make.owner, changed, now=clock())

    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")

    assert "1.0.0" in client.page("/me")


def test_a_module_withdrawn_in_the_middle_can_be_finished_but_not_begun(
    client, course, make, clock
):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    withdrawn = {
        path: body.replace(b"status: published", b"status: withdrawn")
        for path, body in course_files().items()
    }
    publish(make.database, make.owner, withdrawn, now=clock())

    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")
    client.submit(f"{MODULE}/result")
    client.submit(f"{MODULE}/begin", status=422)

    assert "1.0.0" in client.page("/me")


def test_counters_take_the_first_answer_of_a_person_only(client, course, make):
    client.sign_in()
    for first in ("Nothing at all", "Hello"):
        client.submit(f"{MODULE}/begin")
        answer(client, 1, first)
        if first != "Hello":
            answer(client, 1, "Hello")
        answer(client, 2, "To listen", "To ask")
        client.submit(f"{MODULE}/finish")
        client.submit(f"{MODULE}/result")

    counts = make.counters()
    assert sorted(counts) == ["answered", "answered", "option-1", "option-1", "option-3", "right"]


def test_going_on_after_the_last_answer_leads_to_the_end(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")

    assert "Finish the module" in client.page(f"{MODULE}/steps/3")
    assert "/finish" in client.post(f"{MODULE}/begin").location


def test_going_through_what_was_missed_skips_what_was_right(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Nothing at all")
    answer(client, 2, "To listen", "To ask")
    html = client.page(f"{MODULE}/steps/1?again=1")

    html = client.submit(
        f"{MODULE}/steps/1?again=1",
        {"attempt": attempt_id(html), "answer": options(html)["Hello"]},
    )

    assert f'href="{MODULE}/finish"' in html
    assert f'href="{MODULE}/steps/2"' not in html


def test_the_mark_is_said_before_and_after(client, course):
    client.sign_in()
    assert "at least 60\N{NO-BREAK SPACE}% has to be right" in unescaped(client.page(MODULE))
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Nothing at all")
    answer(client, 2, "To shout")

    html = client.page(f"{MODULE}/finish")
    assert "at least 60\N{NO-BREAK SPACE}% has to be right" in unescaped(html)
    assert "as many times as you like" in html
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")

    assert "At least 60\N{NO-BREAK SPACE}% had to be right" in unescaped(
        client.submit(f"{MODULE}/finish")
    )


def test_the_end_opened_early_says_what_is_left_and_leads_there(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 2, "To shout")

    html = client.page(f"{MODULE}/finish")

    assert "Almost done" not in html
    assert "1 exercise left" in html
    assert "1 of 2 exercises done" in html
    assert f'href="{MODULE}/steps/1"' in html.split("<main")[1].split("</nav>")[-1]


def test_the_bar_moves_by_what_is_done_and_not_by_the_address(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")

    ahead = client.page(f"{MODULE}/steps/3")
    html = answer(client, 2, "To shout")

    assert '<progress value="0" max="2"' in ahead
    assert '<progress value="1" max="2"' in html


def unescaped(html):
    return html.replace("&nbsp;", "\N{NO-BREAK SPACE}")
