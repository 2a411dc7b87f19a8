"""How the municipality's own panel judged: told after the answer, and never before."""

import pytest

from elearn.store.models import PanelVote
from elearn.store.queries import catalogue
from tests.library import publish
from tests.web.learner.kinds import MODULE, TEXT, Form, address, course_files

BANDED = (
    TEXT.replace(b"#### Step: call\n", b"#### Step: call\n<!-- band: 1-1 -->\n")
    .replace(b"(#step-ask)", b'(#step-ask "level 1")')
    .replace(
        b"[I ask her to ring somebody else.](#end-lost)",
        b'[I ask her to ring somebody else.](#end-lost "level 4")',
    )
)


@pytest.fixture
def learner(client, make, clock):
    files = course_files() | {"kinds/en/01-first.md": BANDED}
    publish(make.database, make.owner, files, now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    return client


@pytest.fixture
def vote(make):
    def add(exercise, count_by_mark, part="", *, shown=True):
        with make.database.reading() as session:
            module = catalogue.reading(session, make.owner, "kinds", "first", "en").module
        (version,) = [one.version for one in module.exercises if one.id == exercise]
        for mark, count in count_by_mark.items():
            make.add(
                PanelVote(
                    municipality_id=make.owner,
                    exercise_version=version,
                    part=part,
                    mark=mark,
                    count=count,
                    shown=count if shown else 0,
                )
            )

    return add


def answer(learner, name, words):
    form = Form(learner.page(address(name))).choose(words)
    return learner.submit(address(name), form.fields)


def test_a_panel_exercise_is_judged_by_the_own_votes_in_place_of_the_files(learner, vote):
    vote("panel", {"vote-1": 1, "vote-2": 5, "reason-find-out": 3})

    html = answer(learner, "panel", "Wait a week")

    assert 'data-kind="right"' in html
    assert "5 of 6 in this municipality’s panel chose this." in html
    assert "What weighed with them: that one has to know more first (3)." in html
    assert "of 9" not in html


def test_votes_that_come_in_while_a_module_is_open_count_at_once(learner, vote):
    before = answer(learner, "panel", "Wait a week")
    vote("panel", {"vote-2": 5})

    after = learner.page(address("panel"))

    assert "2 of 9 on the panel chose this." in before
    assert "5 of 5 in this municipality’s panel chose this." in after


def test_votes_that_are_held_back_are_not_told(learner, vote):
    vote("panel", {"vote-2": 4}, shown=False)

    html = answer(learner, "panel", "Wait a week")

    assert "municipality’s panel" not in html
    assert "2 of 9 on the panel chose this." in html


def test_a_case_says_how_the_panel_was_split(learner, vote):
    vote("judging", {"vote-1": 6, "vote-3": 2, "vote-6": 2, "reason-change": 4})

    html = answer(learner, "judging", "Ordinary, and I am sure")

    assert "8 of 10 in this municipality’s panel judged it the same way as the writers." in html
    assert "Ordinary: 8, of whom sure: 6. More concern: 2, of whom sure: 2." in html
    assert "What weighed with them: that something has changed (4)." in html
    assert "not yet judged by a panel" not in html


def test_a_scenario_says_at_each_step_what_the_panel_chose(learner, vote):
    vote("scenario", {"vote-1": 4, "vote-2": 2, "reason-urgent": 2}, part="1")
    answer(learner, "scenario", "I listen and ask what has changed.")

    html = answer(learner, "scenario", "I propose to meet the coordinator.")

    assert 'data-kind="right"' in html
    assert "4 of 6 in this municipality’s panel chose this." in html
    assert "What weighed with them: that it cannot wait (2)." in html
    assert html.count("municipality’s panel") == 1


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("judging", "", ["Ordinary, and I am sure"]),
        (
            "scenario",
            "1",
            ["I listen and ask what has changed.", "I propose to meet the coordinator."],
        ),
    ],
)
def test_a_panel_that_disagrees_with_the_writers_softens_the_key(learner, vote, name, part, words):
    vote(
        name, {"vote-1": 1, "vote-2": 1, "vote-5": 4} if name == "judging" else {"vote-2": 5}, part
    )

    told = [answer(learner, name, word) for word in words][-1]

    assert "panel does not agree with the writers here" in told
    assert 'data-kind="right"' in told


def test_nothing_of_the_votes_is_there_before_the_answer(learner, vote):
    pages = (MODULE, address("panel"), address("judging"), address("scenario"))
    before = [learner.page(page) for page in pages]
    vote("panel", {"vote-2": 5, "reason-helps": 5})
    vote("judging", {"vote-6": 5})
    vote("scenario", {"vote-1": 5}, part="1")

    after = [learner.page(page) for page in pages]

    assert [_still(html) for html in after] == [_still(html) for html in before]


def _still(html):
    """Without what differs from request to request."""
    return [line for line in html.splitlines() if "csrf_token" not in line]
