"""Each kind of exercise as a learner meets it: asked, answered, spoken about, and resumed."""

import re

import lxml.html
import pytest

from elearn.domain.content.compiled import load
from elearn.domain.content.walk import steps_of
from elearn.domain.record.attempt import Work
from elearn.store.models import Attempt, ContentBlob, ModuleText
from tests.client import PageClient
from tests.library import publish
from tests.rightly import right_fields
from tests.web.learner.kinds import MODULE, STEPS, TEXT, Form, address, course_files

RIGHT = {
    "single": lambda form: form.choose("Hello"),
    "several": lambda form: form.choose("To listen"),
    "matching": lambda form: (
        form.write("Danger to life", "112")
        .write("Worry about a child", "Social services")
        .write("Unsure what you saw", "Your manager")
    ),
    "ordering": lambda form: (
        form.write("Place of Write down what you heard", "1")
        .write("Place of Talk with the person", "2")
        .write("Place of Share it with your manager", "3")
    ),
    "numeric": lambda form: form.write("How many days may it wait?", "1 days"),
    "short": lambda form: form.write("Whom do you ask?", "Manager"),
    "marking": lambda form: form.choose("stopped seeing all his old friends"),
    "judging": lambda form: form.choose("Ordinary, but I am unsure"),
    "panel": lambda form: form.choose("Ask how things are"),
}
WRONG = {
    "single": lambda form: form.choose("Nothing at all"),
    "several": lambda form: form.choose("To shout"),
    "matching": lambda form: (
        form.write("Danger to life", "The switchboard")
        .write("Worry about a child", "112")
        .write("Unsure what you saw", "112")
    ),
    "ordering": lambda form: (
        form.write("Place of Write down what you heard", "3")
        .write("Place of Talk with the person", "1")
        .write("Place of Share it with your manager", "2")
    ),
    "numeric": lambda form: form.write("How many days may it wait?", "30"),
    "short": lambda form: form.write("Whom do you ask?", "police"),
    "marking": lambda form: form.choose("new trainers"),
    "judging": lambda form: form.choose("More concern, and I am sure"),
}


@pytest.fixture
def person(make):
    return make.person()


@pytest.fixture
def learner(client, make, clock, person):
    """Who has begun the module."""
    publish(make.database, make.owner, course_files(), now=clock())
    client.sign_in(person)
    client.submit(f"{MODULE}/begin")
    return client


def answer(client, name, fill, status=200):
    form = fill(Form(client.page(address(name))))
    return client.submit(address(name), form.fields, status=status)


def feedback(html):
    return re.search(r'class="feedback".*?</article>', html, re.S)[0]


def words(html):
    return " ".join(lxml.html.fromstring(html.replace("<", " <")).text_content().split())


@pytest.mark.parametrize(
    ("name", "fill", "told"),
    [
        pytest.param(
            "ordering",
            lambda form: (
                form.write("Place of Write down what you heard", "1")
                .write("Place of Talk with the person", "3")
                .write("Place of Share it with your manager", "2")
            ),
            (
                "In the right place: 1 of 3.",
                "Right: 1. Write down what you heard",
                "1. Talk with the person You put it as number 3. It belongs as number 2.",
            ),
            id="ordering",
        ),
        pytest.param(
            "matching",
            lambda form: (
                form.write("Danger to life", "112")
                .write("Worry about a child", "112")
                .write("Unsure what you saw", "Your manager")
            ),
            (
                "Right pairs: 2 of 3.",
                "Not right: Worry about a child → 112 This would have been right: Social services",
            ),
            id="matching",
        ),
        pytest.param(
            "several",
            lambda form: form.choose("To listen", "To shout"),
            ("Right ones chosen: 1 of 1. Others left alone: 0 of 1.", "Not right: To shout"),
            id="several",
        ),
    ],
)
def test_what_was_right_and_what_was_not_is_said_line_by_line(learner, name, fill, told):
    said = words(feedback(answer(learner, name, fill)))

    for one in told:
        assert one in said


def test_neighbours_in_order_are_called_partly_right(client, make, clock, person):
    files = course_files()
    text = files["kinds/en/01-first.md"]
    neighbours = text.replace(b"id: ordering -->", b"id: ordering; credit: adjacent -->")
    publish(make.database, make.owner, files | {"kinds/en/01-first.md": neighbours}, now=clock())
    client.sign_in(person)
    client.submit(f"{MODULE}/begin")

    def fill(form):
        return (
            form.write("Place of Write down what you heard", "3")
            .write("Place of Talk with the person", "1")
            .write("Place of Share it with your manager", "2")
        )

    said = words(feedback(answer(client, "ordering", fill)))

    assert "Steps that have the right one after them: 1 of 2. The last has none." in said
    assert "Partly right: Share it with your manager" in said
    assert "Not right:" not in said


def folded(html):
    """What stands under the other answers, by fold."""
    tree = lxml.html.document_fromstring(html.replace("<", " <"))
    folds = tree.xpath("//details[normalize-space(summary)='The other answers']")
    return [" ".join(fold.text_content().split()) for fold in folds]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        pytest.param("single", "Not right: Nothing at all Key-single-1.", id="single"),
        pytest.param("several", "Not right: To shout Key-several-2.", id="several"),
        pytest.param("numeric", "Not right: 30 days Key-numeric-2.", id="numeric"),
        pytest.param("short", "Not right: police Key-short-2.", id="short"),
    ],
)
def test_once_it_is_settled_the_other_answers_are_explained_in_a_fold(learner, name, other):
    [said] = folded(answer(learner, name, RIGHT[name]))

    assert other in said


@pytest.mark.parametrize("name", WRONG)
def test_while_it_can_be_tried_again_the_other_answers_are_not_there(learner, name):
    assert folded(answer(learner, name, WRONG[name])) == []


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_is_told_so(learner, name):
    html = answer(learner, name, RIGHT[name])

    assert 'data-kind="right"' in feedback(html)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_told_so_and_asked_again(learner, name):
    html = answer(learner, name, WRONG[name])

    assert re.search(r'data-kind="(wrong|partly)"', feedback(html))
    assert Form(html).names() >= {"attempt", "part"}


@pytest.mark.parametrize("name", STEPS)
def test_nothing_of_the_key_is_there_before_the_answer(learner, name):
    assert "Key-" not in learner.page(address(name))


@pytest.mark.parametrize("name", STEPS)
def test_every_value_that_can_be_sent_is_opaque_or_a_level(learner, name):
    page = lxml.html.document_fromstring(learner.page(f"{address(name)}?seen=1"))
    [form] = page.xpath("//form[.//input[@name='part']]")
    boxes = form.xpath(".//input[@type='radio' or @type='checkbox'][@name!='certainty']")
    values = {one.get("value") for one in [*boxes, *form.iter("option")]} - {""}
    names = {one.get("name") for one in form.xpath(".//input | .//select")} - {
        "csrf_token", "attempt", "part", "standing", "certainty", "answer", None,
    }  # fmt: skip

    assert all(re.fullmatch(r"o[0-9a-f]{12}|[0-6]", value) for value in values)
    assert all(re.fullmatch(r"answer-o[0-9a-f]{12}", one) for one in names)


def test_the_page_to_read_shows_every_kind_without_the_key(learner):
    html = learner.page(MODULE)

    assert "Key-" not in html
    assert "sleepless" not in html
    assert "Somebody has been hurt" not in html
    assert "Say hello to Ali" not in html
    for shown in ("Social services", "rings him every day", "To shout", "reads alone"):
        assert shown in html


@pytest.mark.parametrize("name", [name for name in STEPS if name not in ("worked", "hard")])
def test_an_empty_answer_is_refused_unless_there_is_nothing_to_answer(learner, name):
    form = Form(learner.page(address(name)))
    status = 200 if name in ("reflecting", "rule", "marking") else 422

    html = learner.submit(address(name), form.fields, status=status)

    assert ("There is a problem" in html or "error-summary" in html) == (status == 422)


@pytest.mark.parametrize(
    ("name", "said"),
    [("numeric", "Write a number"), ("short", "Write an answer"), ("single", "Choose an answer")],
)
def test_an_empty_answer_is_asked_for_by_what_it_is(learner, name, said):
    html = learner.submit(address(name), Form(learner.page(address(name))).fields, status=422)

    assert f"{said} before you go on." in html


def test_a_tolerance_is_told_by_its_ends(learner):
    html = answer(learner, "numeric", WRONG["numeric"])

    assert "This would have been right: 0–2 days" in words(feedback(html))


def test_a_text_without_signals_is_answered_by_marking_nothing(client, make, clock, person):
    clean = TEXT.replace(b"id: marking", b"id: marking; clean: yes").replace(
        b'#signal "Key-marking-1."', b'#neutral "Key-marking-1."'
    )
    files = course_files() | {"kinds/en/01-first.md": clean}
    publish(make.database, make.owner, files, now=clock())
    client.sign_in(person)
    client.submit(f"{MODULE}/begin")
    form = Form(client.page(address("marking")))

    html = client.submit(address("marking"), form.fields)

    assert "There was no signal to find." in html
    assert "You marked no harmless phrase." in html
    assert "Try the question again" not in html


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        pytest.param("matching", {"*": ["o000000000000"]}, "no longer exists", id="unknown"),
        pytest.param("ordering", {"*": ["7"]}, "from 1 to 3", id="place-too-high"),
        pytest.param("ordering", {"*": ["1"]}, "from 1 to 3", id="place-twice"),
        pytest.param("ordering", {"*": ["one"]}, "from 1 to 3", id="place-in-words"),
        pytest.param("numeric", {"answer": ["1" * 101]}, "at most 100", id="number-too-long"),
        pytest.param("short", {"answer": ["x" * 5000]}, "at most", id="text-too-long"),
        pytest.param("marking", {"answer": ["k1"]}, "no longer exists", id="mark-by-label"),
        pytest.param("judging", {"answer": ["7"]}, "no longer exists", id="level-too-high"),
        pytest.param("judging", {"answer": ["1", "6"]}, "Only one", id="two-levels"),
        pytest.param("twins", {"*": ["9"]}, "no longer exists", id="twin-level"),
        pytest.param("scenario", {"answer": ["1"]}, "no longer exists", id="own-id"),
        pytest.param("single", {"answer": ["\x00"]}, "no longer exists", id="nul"),
        pytest.param("single", {"certainty": ["9"]}, "no longer exists", id="certainty"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_words(learner, name, change, said):
    form = Form(learner.page(address(name)))
    if name == "single" and "answer" not in change:
        form.choose("Hello")
    names = [one for one in form.names() if one.startswith("answer")]
    for key, values in change.items():
        form.fields |= dict.fromkeys(names if key == "*" else [key], values)

    html = learner.submit(address(name), form.fields, status=422)

    assert said in html
    assert "Key-" not in html


def test_ten_thousand_fields_are_refused_without_an_accident(learner):
    form = Form(learner.page(address("matching")))
    many = {f"answer-{number}": ["x"] for number in range(10_000)}

    response = learner.post(address("matching"), form.fields | many)

    assert response.status_code in (413, 422)
    assert "Key-" not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "fill", "kept"),
    [
        pytest.param(
            "ordering",
            lambda form: form.write("Place of Talk with the person", "2"),
            {"Place of Talk with the person": "2"},
            id="one-place",
        ),
        pytest.param(
            "short",
            lambda form: form.write("Whom do you ask?", "long " * 30),
            {"Whom do you ask?": "long " * 30},
            id="too-long",
        ),
    ],
)
def test_what_was_written_stands_there_after_a_mistake(learner, name, fill, kept):
    html = answer(learner, name, fill, status=422)

    assert Form(html).written().items() >= kept.items()


def test_what_was_chosen_stands_there_after_a_mistake(learner):
    html = answer(learner, "matching", lambda form: form.write("Danger to life", "112"), 422)
    assert Form(html).ticked() == ["Danger to life"]
    [led_to] = re.findall(r'ds-error-summary.*?href="#([^"]+)"', html, re.S)
    assert f'for="{led_to}"' in html
    assert "Danger to life" not in re.search(rf'for="{led_to}"[^>]*>([^<]*)<', html)[1]

    def one(form):
        form.choose("More concern, but I am unsure")
        form.fields.pop(max(name for name in form.fields if name.startswith("answer-")))
        return form

    html = answer(learner, "twins", one, 422)
    assert Form(html).ticked() == ["More concern, but I am unsure"]


def test_both_twins_are_judged_together(learner):
    html = answer(learner, "twins", lambda form: form.choose("More concern, and I am sure"))

    assert 'data-kind="wrong"' in feedback(html)
    assert "Key-twins-a" in html
    assert "Key-twins-b" in html
    said = lxml.html.fromstring(feedback(html)).text_content()
    assert "Not right: More concern, and I am sure" in said
    assert "Right: More concern, and I am sure" in said
    assert "You were sure, and it was not right." in said
    assert "You were sure, and it was right." in said


def test_misses_and_false_alarms_are_two_numbers(learner):
    html = answer(learner, "marking", WRONG["marking"])

    assert "You did not find the signal. You marked 1 harmless phrase." in words(html)


def test_notes_are_never_sent(learner):
    form = Form(learner.page(address("reflecting")))

    assert form.names() == {"csrf_token", "attempt", "part", "standing"}
    assert "Key-reflecting" in learner.submit(address("reflecting"), form.fields)


def test_what_has_nothing_to_say_leads_on_at_once(learner):
    html = answer(learner, "worked", lambda form: form)

    assert "Which number is it in acute danger?" in html


def test_the_rule_is_shown_after_thinking(learner):
    assert "Question 1" not in learner.page(address("rule"))
    html = answer(learner, "rule", lambda form: form)
    assert "Key-rule" in html
    assert "Did you know it?" in html
    assert "Question 2" not in html

    html = learner.submit(address("rule"), Form(html).choose("Partly").fields)
    assert "Did you know it? Partly" in words(feedback(html))


def test_a_scenario_goes_where_the_choice_leads_and_shows_the_way(learner):
    html = answer(
        learner, "scenario", lambda form: form.choose("I listen and ask what has changed.")
    )
    assert "sleepless" in html
    assert "Question 2" in html
    assert "Key-scenario" not in html

    html = learner.submit(
        address("scenario"), Form(html).choose("I propose to meet the coordinator.").fields
    )
    for told in ("Key-scenario-1", "Key-scenario-3", "Key-scenario-end", "I listen and ask"):
        assert told in feedback(html)
    for situation in ("no longer knows her son", "sleepless nights"):
        assert situation in feedback(html)
    [ring_somebody_else] = folded(html)
    assert "I ask her to ring somebody else. Key-scenario-2." in ring_somebody_else
    assert "Not right" not in ring_somebody_else


def test_a_scenario_without_a_good_choice_is_not_partly_right(learner):
    html = answer(learner, "scenario", lambda form: form.choose("I ask her to ring somebody else."))

    assert "Situations in which you chose well: 0 of 1." in feedback(html)
    assert "You chose: I ask her to ring somebody else." in words(html)
    assert 'data-kind="wrong"' in feedback(html)


def test_notes_come_one_at_a_time(learner):
    html = learner.page(address("course"))
    for number in range(1, 5):
        assert f"Note {number} of 4" in html
        assert ("deserve to be hurt" in html) == (number >= 3)
        assert "Key-" not in html
        usual = "Be with the person as usual"
        asked = "Ask a colleague or my manager" if number >= 3 else usual
        html = learner.submit(address("course"), Form(html).choose(asked).fields)

    assert "Concern was warranted from note 3 on. You saw it in time." in html
    said = words(feedback(html))
    assert said.count("No concern was needed here, and you answered: Be with the person") == 2
    assert said.count("Right, there was reason for concern here: Ask a colleague") == 2
    assert 'data-kind="right"' in feedback(html)


def test_a_question_in_the_middle_is_resumed_on_another_device(learner, person, app, make):
    html = learner.page(address("course"))
    learner.submit(address("course"), Form(html).choose("Be with the person as usual").fields)
    other = PageClient(app, make)
    other.sign_in(person)

    assert "Note 2 of 4" in other.page(address("course"))


def test_going_back_neither_repeats_nor_overwrites_an_answer(learner):
    first = Form(learner.page(address("course"))).choose("Be with the person as usual")
    learner.submit(address("course"), first.fields)

    html = learner.submit(address("course"), first.fields)

    assert "That question is already answered." in html
    assert "Note 2 of 4" in html


def test_trying_again_begins_at_the_first_question(learner):
    for number in range(4):
        html = learner.page(address("course"))
        form = Form(html).choose(
            "Ask a colleague or my manager" if number == 0 else "Be with the person as usual"
        )
        html = learner.submit(address("course"), form.fields)
    assert "You were concerned before that." in html
    said = words(feedback(html))
    assert said.count("More than was needed here: Ask a colleague") == 1
    assert said.count("There was reason for concern here, and you answered: Be with") == 2

    html = learner.submit(
        address("course"), Form(html).choose("Be with the person as usual").fields
    )

    assert "Note 2 of 4" in html
    assert "You were concerned before that." not in html


def test_a_notice_comes_before_its_question(learner):
    html = learner.page(address("hard"))
    assert "mentions violence" in html
    assert "Somebody has been hurt" not in html

    html = learner.page(f"{address('hard')}?seen=1")
    assert "Somebody has been hurt" in html


def test_who_skips_is_asked_something_else_and_can_turn_back(learner):
    attempt = re.search(r'name="attempt" value="([^"]+)"', learner.page(address("hard")))[1]

    html = learner.submit(address("hard"), {"attempt": attempt, "notice": "skip"})
    assert "Say hello to Ali" in html
    assert "Somebody has been hurt" not in html
    html = learner.submit(address("hard"), Form(html).choose("Say hello to Ali").fields)
    assert "Key-easy-2" in html

    html = learner.submit(address("hard"), {"attempt": attempt, "notice": "show"})
    assert "mentions violence" in html


@pytest.mark.parametrize(("words", "found"), [("corridor", 1), ("hard one", 0), ("easier", 0)])
def test_what_some_are_spared_is_not_found_by_searching(learner, words, found):
    html = learner.page(f"/search?q={words}")

    assert len(re.findall(r'<a [^>]*href="/courses/kinds/first#', html)) == found


def test_who_was_signed_out_while_skipping_is_not_shown_what_was_skipped(learner, person):
    attempt = re.search(r'name="attempt" value="([^"]+)"', learner.page(address("hard")))[1]
    token = learner.csrf_token()
    learner.make.forget_sessions(person)
    sent = {"attempt": attempt, "notice": "skip", "csrf_token": token}
    assert learner.browser.post(address("hard"), data=sent).status_code == 303

    learner.sign_in(person)

    html = learner.page(address("hard"))
    assert "mentions violence" in html
    assert "Somebody has been hurt" not in html


def test_a_question_without_a_notice_cannot_be_skipped(learner):
    form = Form(learner.page(address("single")))

    learner.submit(address("single"), form.fields | {"notice": ["skip"]}, status=422)


def test_the_whole_module_becomes_evidence_and_counts_nothing_typed(learner, make):
    learner.submit(
        address("single"),
        Form(learner.page(address("single"))).choose("Hello", "quite sure").fields,
    )
    for name in (
        "several",
        "matching",
        "ordering",
        "numeric",
        "short",
        "marking",
        "judging",
        "panel",
    ):
        answer(learner, name, RIGHT[name])
    for name in ("reflecting", "worked"):
        answer(learner, name, lambda form: form)
    html = answer(learner, "rule", lambda form: form)
    learner.submit(address("rule"), Form(html).choose("Yes").fields)
    answer(learner, "scenario", lambda form: form.choose("I ask her to ring somebody else."))
    answer(learner, "twins", lambda form: form.choose("Ordinary, but I am unsure"))
    for _ in range(4):
        answer(learner, "course", lambda form: form.choose("Be with the person as usual"))
    html = learner.page(address("hard"))
    attempt = re.search(r'name="attempt" value="([^"]+)"', html)[1]
    html = learner.submit(address("hard"), {"attempt": attempt, "notice": "skip"})
    learner.submit(address("hard"), Form(html).choose("Say hello to Ali").fields)

    result = learner.submit(f"{MODULE}/finish")

    assert "The module is in your record" in result
    assert result.count("When does it pay to be sure?") == 1
    assert "Key-scenario-2" in result
    assert "Key-hard" not in result
    marks = make.counters()
    assert "certainty-3-right" in marks
    assert marks.count("answered") == 13
    assert all(len(mark) <= 40 and "anager" not in mark for mark in marks)


def test_a_skipped_question_without_alternative_is_neither_asked_nor_scored(client, make, clock):
    alone = {
        path: text.replace(b"; alternative: easy", b"") for path, text in course_files().items()
    }
    publish(make.database, make.owner, alone, now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    attempt = re.search(r'name="attempt" value="([^"]+)"', client.page(address("hard")))[1]
    assert "A hard one" in client.page(f"{MODULE}/finish")

    html = client.submit(address("hard"), {"attempt": attempt, "notice": "skip"})

    assert "Nothing more is asked here." in html
    assert f'href="{MODULE}/steps/{STEPS["hard"] + 1}"' in html
    assert "A hard one" not in client.page(f"{MODULE}/finish")


def test_an_alternative_is_no_step_of_those_who_do_not_skip(learner):
    assert learner.get(f"{MODULE}/steps/{len(STEPS)}").status_code == 200
    assert learner.get(f"{MODULE}/steps/{len(STEPS) + 1}").status_code == 404


def test_hints_open_one_inside_the_other(learner):
    page = lxml.html.document_fromstring(learner.page(address("single")))

    outer, inner = (f"//details[summary='Hint {n}']" for n in (1, 2))
    assert len(page.xpath(outer + inner)) == 1
    assert "Second hint." in page.xpath(inner)[0].text_content()


@pytest.mark.parametrize(
    ("chosen", "sure", "said"),
    [
        ("Hello", "quite sure", "You were sure, and it was right."),
        ("Hello", "guessing", "You were unsure, and it was right. You knew more"),
        ("Nothing at all", "fairly sure", "it was not right. That does not matter."),
    ],
)
def test_how_sure_one_was_is_said_back_with_whether_it_fitted(learner, chosen, sure, said):
    html = answer(learner, "single", lambda form: form.choose(chosen, sure))

    assert f"How sure you were: {sure}" in words(feedback(html))
    assert said in words(feedback(html))
    assert "no points are counted or kept" in feedback(html)


def test_who_did_not_say_how_sure_is_told_nothing_of_it(learner):
    html = answer(learner, "single", RIGHT["single"])

    assert "sure" not in feedback(html)


def test_how_sure_one_is_is_asked_once_and_costs_nothing(learner):
    html = answer(learner, "single", lambda form: form.choose("Nothing at all", "quite sure"))
    assert "certainty" not in Form(html).names()

    html = answer(learner, "single", lambda form: form.choose("Hello"))

    assert 'data-kind="right"' in feedback(html)
    assert "The first time you said: quite sure" in words(feedback(html))
    assert "You were sure, and it was not right." in words(feedback(html))


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        pytest.param(["Nothing at all", "fairly sure"], {"single": 2}, id="said"),
        pytest.param(["Nothing at all"], {}, id="unsaid"),
    ],
)
def test_how_sure_a_later_answer_was_is_not_taken_for_the_first(learner, app, make, first, kept):
    answer(learner, "single", lambda form: form.choose(*first))
    form = Form(learner.page(address("single"))).choose("Hello")
    learner.submit(address("single"), form.fields | {"certainty": ["3"]})

    assert work_of(app, make).certainty == kept


@pytest.mark.parametrize("name", ["judging", "twins"])
def test_a_key_that_no_panel_has_judged_says_so(learner, name):
    html = answer(learner, name, lambda form: form.choose("Ordinary, but I am unsure"))

    assert "not yet judged by a panel" in html


def test_a_panel_says_how_many_chose_what(learner):
    html = answer(learner, "panel", lambda form: form.choose("Wait a week"))

    assert "7 of 9 on the panel chose this." in html
    assert "2 of 9 on the panel chose this." in html


def test_the_second_of_two_windows_overwrites_nothing(learner):
    one, other = (Form(learner.page(address("single"))) for _ in range(2))
    learner.submit(address("single"), one.choose("Hello").fields)

    html = learner.submit(address("single"), other.choose("Nothing at all").fields)

    assert "You have answered this in another window" in html
    assert 'data-kind="right"' in feedback(html)


def test_who_tries_again_in_two_windows_keeps_the_first_of_them(learner):
    answer(learner, "single", WRONG["single"])
    one, other = (Form(learner.page(address("single"))) for _ in range(2))
    learner.submit(address("single"), one.choose("Hello").fields)

    html = learner.submit(address("single"), other.choose("Nothing at all").fields)

    assert "You have answered this in another window" in html
    assert 'data-kind="right"' in feedback(html)


def test_case_then_question_then_answers(client, make, clock):
    case = TEXT.replace(
        b"<!-- id: single -->", b"<!-- id: single -->\n\nA pupil stands alone in the yard."
    )
    publish(make.database, make.owner, course_files() | {"kinds/en/01-first.md": case}, now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    order = re.compile("A pupil stands.*?What do you say.*?(Nothing at all|Not quite)", re.S)

    before = client.page(address("single"))
    after = answer(client, "single", WRONG["single"])
    to_read = client.page(MODULE)

    for html in (before, after, to_read):
        main = html.split("<main")[1]
        assert main.index("A pupil stands alone") < main.index("What do you say?")
        assert order.search(main)


def test_who_answers_every_kind_rightly_is_done_with_nothing_missed(learner, app, make):
    with make.database.reading() as session:
        [text] = session.query(ModuleText).filter_by(module_id="first", course_id="kinds")
        module = load(session.get(ContentBlob, text.compiled_digest).body)
    for step in steps_of(module):
        while (fields := right_fields(step.exercise, work_of(app, make))) is not None:
            page = learner.page(f"{MODULE}/steps/{step.number}?seen=1")
            attempt = re.search(r'name="attempt" value="([^"]+)"', page)[1]
            learner.submit(f"{MODULE}/steps/{step.number}", {"attempt": attempt, **fields})

    html = learner.submit(f"{MODULE}/finish")

    assert "The module is in your record" in html
    assert html.count('data-kind="right"') == len(STEPS) - len(("reflecting", "worked", "rule"))
    assert not re.search('data-kind="(partly|wrong)"', html)


def work_of(app, make):
    """Of the only attempt there is."""
    with make.database.reading() as session:
        [row] = session.query(Attempt)
        return Work.loaded(app.extensions["elearn"].sealer.open(row.sealed))
