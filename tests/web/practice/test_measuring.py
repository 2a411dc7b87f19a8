"""A measurement block from the first page to the last, and when it is not walked straight."""

import json
import re
from datetime import timedelta

import pytest

from elearn.domain.record.attempt import Work
from elearn.store.models import Attempt, Practice
from tests.bank import FILE
from tests.forms import forms_files, publish_forms, settle, truth_of

TEXT = re.compile(r"(?<!Other-t)ext-of-(form-[a-c]-\d+)\.")
SECRETS = ("Explanation-of", "lookalike", "signal-", "truth", "isolation;", "Right", "Wrong")


@pytest.fixture
def learner(client, make):
    publish_forms(make)
    client.person = client.sign_in()
    return client


def fields(html, **values):
    """What the form on the page holds."""
    return dict(re.findall(r'name="(session|version)" value="([^"]*)"', html)) | values


def begin(client):
    return client.submit("/practice/measure/begin", {"course": "basics"})


def number_of(html):
    return int(re.search(r"case (\d+) of 24", html)[1])


def answer(client, html, level):
    number = number_of(html)
    return client.submit(f"/practice/measure/{number}", fields(html, answer=level))


def walk(client, *, hits=8, alarms=0):
    """Through a block; the last page."""
    left = {"signal": hits, "lookalike": alarms}
    html = begin(client)
    for _ in range(24):
        truth = truth_of(TEXT.search(html)[1])
        left[truth] -= 1
        html = answer(client, html, "6" if left[truth] >= 0 else "1")
    return html


def rows(make):
    with make.database.reading() as session:
        return session.query(Practice).all()


def test_without_forms_nothing_is_offered_and_the_page_says_so(client):
    client.sign_in()

    assert "/practice/measure" not in client.page("/practice")
    assert "nothing to measure with yet" in client.page("/practice/measure")
    assert "There is nothing to measure now" in begin(client)


def test_opening_pages_keeps_nothing(learner, make):
    for path in ("", "/1", "/result"):
        learner.page(f"/practice/measure{path}", follow=True)

    assert rows(make) == []


def test_the_way_from_practice_to_a_result_in_plain_words(learner):
    assert "Read more about measuring" in learner.page("/practice")
    assert "before you begin the course" in learner.page("/practice/measure")

    html = walk(learner, hits=6, alarms=3)

    assert "You noticed 6 of 8 signals." in html
    assert "not yet judged by a panel" in html
    assert 'href="/card"' in html[html.index("<main") : html.index("</main>")]
    assert "You were concerned about 3 of 16 look-alikes." in html
    assert re.search(r"about \d+ times in 10", html)
    assert re.search(r"anything from \d+ to \d+ times in 10", html)
    assert "cannot be said from so few answers" in html
    assert "the table assumes one person in 100" in html
    assert "It shows what would happen if everybody" in html
    assert "about 74" in html  # 3 of 16 of the 396 of a school who show no signals
    assert "Nothing to measure now" in learner.page("/practice/measure")


def test_nothing_of_the_key_or_of_right_and_wrong_is_on_the_way(learner):
    html = begin(learner)
    for number in range(1, 25):
        main = html[html.index("<main") : html.index("</main>")]
        assert number_of(html) == number
        assert not [secret for secret in SECRETS if secret in main]
        assert len(set(TEXT.findall(main))) == 1
        html = answer(learner, html, "3")
    assert "Text-of-form" not in html


def test_the_back_button_leads_to_the_case_that_waits(learner):
    first = begin(learner)
    second = answer(learner, first, "6")

    assert number_of(learner.page("/practice/measure/1", follow=True)) == 2
    assert number_of(learner.page("/practice/measure/9", follow=True)) == 2
    again = learner.submit("/practice/measure/1", fields(first, answer="1"))
    assert "answered that case already" in again
    assert TEXT.search(again)[1] == TEXT.search(second)[1]


def test_a_second_window_that_stopped_the_block_is_told_of(learner):
    html = begin(learner)
    stopped = learner.submit("/practice/measure/leave")

    assert "what you had answered is gone" in stopped
    assert "has ended, or was stopped" in answer(learner, html, "6")


def test_no_answer_is_asked_for_again_and_a_case_may_be_passed_by(learner):
    html = begin(learner)

    missing = learner.post("/practice/measure/1", fields(html))
    passed = learner.submit("/practice/measure/1/skip", fields(html))

    assert missing.status_code == 422
    assert number_of(passed) == 2


def test_everything_passed_by_says_that_nothing_is_kept(learner):
    html = begin(learner)
    for number in range(1, 25):
        html = learner.submit(f"/practice/measure/{number}/skip", fields(html))

    assert "You passed every case by" in html
    assert "What you have measured" not in html


def test_a_text_that_changed_meanwhile_is_to_be_read_again(learner, make):
    html = begin(learner)
    id = TEXT.search(html)[1]
    publish_forms(make, forms_files(changed=[id]))

    changed = learner.post("/practice/measure/1", fields(html, answer="6"))

    assert changed.status_code == 422
    assert f"Other-text-of-{id}" in changed.get_data(as_text=True)


def test_a_form_that_was_withdrawn_can_be_walked_through(learner, make):
    html = begin(learner)
    files = forms_files()
    text = files[FILE].replace(b"status: published", b"status: withdrawn")
    publish_forms(make, files | {FILE: text})

    gone = answer(learner, html, "6")

    assert "taken away since you began" in gone
    assert number_of(learner.submit("/practice/measure/1/skip", fields(gone))) == 2


def test_practice_deleted_in_the_middle_ends_the_block_kindly(learner, make):
    html = begin(learner)
    learner.submit("/practice/kept/delete")

    assert "has ended, or was stopped" in answer(learner, html, "6")
    assert rows(make) == []


def test_what_is_kept_is_shown_and_goes_along(learner):
    walk(learner, hits=8, alarms=1)

    page = learner.page("/practice/kept")
    taken = json.loads(learner.get("/practice/kept.json").data)

    assert "How often you chose each answer when you measured" in page
    [done] = taken["measurement"]["done"]
    assert done["signals"] == [0, 0, 0, 0, 0, 8]
    assert done["lookalikes"] == [15, 0, 0, 0, 0, 1]
    assert done["form"] == "basics/cases/A"


def test_the_file_of_an_open_block_tells_no_key(learner):
    html = begin(learner)
    files = [json.loads(learner.get("/practice/kept.json").data)]
    for level in ("6", "1", "6"):
        html = answer(learner, html, level)
        files.append(json.loads(learner.get("/practice/kept.json").data))

    blocks = [file["measurement"]["open"] for file in files]
    assert [block.pop("asked") for block in blocks] == [0, 1, 2, 3]
    assert all(block == blocks[0] for block in blocks)
    assert not {"signals", "lookalikes"} & blocks[0].keys()
    assert "How often you chose each answer comes when it is done" in learner.page("/practice/kept")


def test_deleting_says_that_the_next_result_compares_with_nothing(learner):
    walk(learner)

    assert "you may meet the same cases" in learner.page("/practice/kept")


def test_opening_a_module_uses_no_measurement_up(learner):
    learner.submit("/courses/basics/first/begin")

    assert "before you begin the course" in learner.page("/practice/measure")


def test_answering_in_a_module_ends_the_time_before_the_course(learner, app, make):
    learner.submit("/courses/basics/first/begin")
    with make.database.writing() as session:
        attempt = session.query(Attempt).one()
        sealer = app.extensions["elearn"].sealer
        work = Work.loaded(sealer.open(attempt.sealed)).answered("any", ["a"])
        attempt.sealed = sealer.seal(work.dumped())
        session.commit()

    assert "before you begin the course" not in learner.page("/practice/measure")


def test_the_first_page_offers_the_measurement_beside_the_module(learner, make):
    make.employment(learner.person, make.unit())
    make.duty("basics", modules=["first", "second"])
    make.recompute()

    assert 'href="/practice/measure"' in learner.page("/")
    learner.submit("/courses/basics/first/begin")
    assert 'href="/practice/measure"' not in learner.page("/")


def test_from_few_answers_the_table_shows_an_example(learner):
    html = answer(learner, begin(learner), "6")
    for number in range(2, 25):
        html = learner.submit(f"/practice/measure/{number}/skip", fields(html))

    assert "It shows an example, not you" in html
    assert "about 79" in html


def test_after_the_course_the_change_is_told_with_its_doubt(learner, make, clock):
    walk(learner, hits=5, alarms=4)
    for module in ("first", "second"):
        make.evidence(learner.person, clock().date(), module, "basics")
    clock.moment += timedelta(days=40)
    learner.sign_in(learner.person)

    assert "You are done with the course" in learner.page("/practice/measure")
    html = walk(learner, hits=6, alarms=4)

    assert "Then you noticed 5 of 8 signals" in html
    assert html.count("is not certain.") == 2


def test_an_answer_sent_after_the_sign_in_ended_is_kept(learner, app, make):
    html = begin(learner)
    make.forget_sessions(learner.person)

    learner.submit("/practice/measure/1", fields(html, answer="5"))
    learner.sign_in(learner.person)
    page = learner.page("/practice/measure/1")

    assert "We kept your answer" in page
    assert re.search(r'value="5"[^>]* checked', page)


@pytest.mark.parametrize(
    ("hits", "alarms", "sentence"),
    [
        (8, 0, "24 cases reach no further"),
        (8, 16, "concerned about every case, or about none"),
        (0, 16, "key may be wrong"),
    ],
    ids=["all right", "all alarmed", "all wrong"],
)
def test_the_ends_of_the_scale_are_explained(learner, hits, alarms, sentence):
    assert sentence in walk(learner, hits=hits, alarms=alarms).replace("&#39;", "'")


def test_once_an_own_panel_has_judged_the_cases_the_key_is_no_longer_the_writers_alone(
    learner, make
):
    settle(make, "A")

    assert "not yet judged by a panel" not in walk(learner)
