"""How exercises did, as an author reads it."""

import pytest

from elearn.store.models import ExerciseCounter, ExerciseSums, ExerciseWorkplace
from elearn.store.queries import catalogue
from tests.library import MODULE, course_files, publish


@pytest.fixture
def module(app, make, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    with make.database.reading() as session:
        return catalogue.reading(session, make.owner, "basics", "first", "sv").module


@pytest.fixture
def author(client, make, module):
    person = make.person("Vera", "Holm")
    make.grant(person, "author")
    client.sign_in(person)
    return client


def kept(make, module, answers, right, covariance=0.0, *, workplaces=3, options=()):
    """Sums of the first exercise: *right* of *answers*, *covariance* with the rest."""
    version = module.exercises[0].version
    half = answers / 2
    make.add(
        ExerciseSums(
            municipality_id=make.owner,
            exercise_version=version,
            answers=answers,
            x=right,
            x_squared=right,
            rest=half,
            rest_squared=half,
            x_rest=right / 2 + covariance * answers,
        )
    )
    for number in range(workplaces):
        key = bytes([number]) * 32
        make.add(ExerciseWorkplace(municipality_id=make.owner, key=key, exercise_version=version))
    for option, (count, rest) in dict(options).items():
        make.add(
            ExerciseCounter(
                municipality_id=make.owner,
                exercise_version=version,
                mark=f"option-{option}",
                count=count,
                rest=rest,
            )
        )


CASES = """\
### Bedöm: Robin
<!-- id: judged; truth: lookalike; concept: belonging; panel: none -->

Robin has a new team.

### Tvillingar: Two colleagues
<!-- id: twins; concept: belonging -->

#### Fall: a
<!-- truth: lookalike; markers: isolation -->

Bo eats alone.

#### Fall: b
<!-- truth: lookalike; markers: faith -->

Bo prays at noon.

## After
"""


@pytest.fixture
def cases(make, clock):
    text = MODULE.replace("## After\n", CASES).replace("version: 1.0.0", "version: 2.0.0")
    files = course_files(text)
    publish(make.database, make.owner, files, now=clock())
    with make.database.reading() as session:
        found = catalogue.reading(session, make.owner, "basics", "first", "sv").module
    return {one.id: one for one in found.exercises}


def test_a_sound_exercise_says_that_it_tells_people_apart(author, make, module):
    kept(make, module, 60, 42, 0.1)

    html = author.page("/author/statistics")

    assert "Tells those who know from those who do not." in html
    assert "Its correlation with the rest is between 0.21 and 0.62." in html


def judged(make, exercise, counts, *, workplaces=3):
    answers = max(counts.values())
    kept_of(make, exercise, answers, workplaces)
    for mark, count in counts.items():
        make.add(
            ExerciseCounter(
                municipality_id=make.owner,
                exercise_version=exercise.version,
                mark=f"option-{mark}",
                count=count,
                rest=0.0,
            )
        )


def kept_of(make, exercise, answers, workplaces):
    make.add(
        ExerciseSums(
            municipality_id=make.owner,
            exercise_version=exercise.version,
            answers=answers,
            **dict.fromkeys(("x", "x_squared", "rest", "rest_squared", "x_rest"), answers / 2),
        )
    )
    for number in range(workplaces):
        key = exercise.version.encode()[:31] + bytes([number])
        version = exercise.version
        make.add(ExerciseWorkplace(municipality_id=make.owner, key=key, exercise_version=version))


def test_cases_that_raise_alarm_are_pointed_out(author, make, cases):
    judged(make, cases["judged"], {"1": 12, "5": 18})

    assert "These cases raise alarm" in author.page("/author/statistics")


@pytest.mark.parametrize(("counts", "workplaces"), [({"1": 12, "5": 17}, 3), ({"5": 30}, 2)])
def test_of_few_answers_or_workplaces_no_lean_is_told(author, make, cases, counts, workplaces):
    judged(make, cases["judged"], counts, workplaces=workplaces)

    assert "raise alarm" not in author.page("/author/statistics")


def test_twins_that_are_treated_differently_are_pointed_out(author, make, cases):
    judged(make, cases["twins"], {"only-1": 1, "only-2": 9})

    html = author.page("/author/statistics")

    assert "1 were concerned about the first alone, 9 about the second alone" in html


def test_twins_that_are_treated_alike_are_told_so(author, make, cases):
    judged(make, cases["twins"], {"only-1": 5, "only-2": 6})

    assert "Both are treated alike." in author.page("/author/statistics")


def test_before_anybody_has_answered_nothing_is_said(author):
    html = author.page("/author/statistics")

    assert "First steps" in html
    assert "What do you say?" in html
    assert "Too early to say" in html


def test_two_workplaces_are_too_few(author, make, module):
    kept(make, module, 60, 30, workplaces=2)

    html = author.page("/author/statistics")

    assert "of 10 get it right" not in html


def test_a_sound_exercise_is_left_as_it_is(author, make, module):
    kept(make, module, 60, 42, 0.1)

    html = author.page("/author/statistics")

    assert "7 of 10 get it right" in html
    assert "Leave it as it is" in html


def test_a_wrong_key_is_pointed_out(author, make, module):
    kept(make, module, 60, 24, -0.1)

    assert "Check first that the right option" in author.page("/author/statistics")


def test_an_option_that_nobody_takes_is_named(author, make, module):
    kept(make, module, 100, 99, 0.005, options={"1": (1, 0.5), "2": (99, 50.0)})

    html = author.page("/author/statistics")

    assert "Hardly anybody chooses this one" in html
    assert "Nothing at all" in html


def test_a_wrong_option_that_draws_those_who_do_well_is_named(author, make, module):
    kept(make, module, 100, 60, -0.1, options={"1": (40, 36.0), "2": (60, 14.0)})

    assert "Is it right after all?" in author.page("/author/statistics")


def test_the_menu_leads_an_author_there(author):
    assert "/author/statistics" in author.page("/")


def test_a_learner_does_not_get_in(client, make, module):
    client.sign_in()

    assert "/author/statistics" not in client.page("/")
    client.page("/author/statistics", status=403)
