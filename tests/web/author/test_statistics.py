"""How exercises did, as an author reads it."""

import pytest

from elearn.store.models import ExerciseCounter, ExerciseSums, ExerciseWorkplace
from elearn.store.queries import catalogue
from tests.library import course_files, publish


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
