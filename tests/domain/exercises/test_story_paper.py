"""A story on paper goes where it goes on a screen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.exercises.exercise import Done
from tests.domain.exercises.stories import scenario
from tests.domain.exercises.test_scenario import CALL, LADDER, RING, TRUST

STORIES = {"call": CALL, "ladder": LADDER, "trust": TRUST, "ring": RING}
HALL = """
step dorr
vinka -> step-hall "+tillit"
prata -> step-hall "+tillit"
gå -> step-hall

step hall
sitt -> step-bord
stå -> step-bord "+tillit"

step bord
ja -> end-hjalp "om tillit >= 1"
nej -> end-hjalp

end hjalp
"""


def ways(box):
    return dict(box.ways)


@pytest.mark.parametrize("text", [*STORIES.values(), HALL], ids=[*STORIES, "hall"])
@settings(max_examples=50, deadline=None)
@given(chances=st.lists(st.integers(0, 9), max_size=12))
def test_every_way_on_a_screen_is_the_same_way_on_paper(text, chances):
    exercise = scenario(text)
    boxes = {box.number: box for box in exercise.boxes()}
    box, answers = boxes[1], []

    for chance in chances:
        asked = exercise.step(answers)
        if isinstance(asked, Done):
            break
        assert sorted(option.text for option in asked.options) == sorted(ways(box))
        chosen = asked.options[chance % len(asked.options)]
        box = boxes[ways(box)[chosen.text]]
        answers.append(frozenset({chosen.id}))

    assert box.is_end == isinstance(exercise.step(answers), Done)


@pytest.mark.parametrize("text", [*STORIES.values(), HALL], ids=[*STORIES, "hall"])
def test_the_boxes_are_numbered_from_the_beginning_and_end_with_the_ends(text):
    boxes = scenario(text).boxes()

    assert [box.number for box in boxes] == list(range(1, len(boxes) + 1))
    assert [box.is_end for box in boxes] == sorted(box.is_end for box in boxes)
    assert all(bool(box.ways) != box.is_end for box in boxes)


def test_without_counters_a_place_is_one_box():
    assert len(scenario(CALL).boxes()) == 4


def test_what_has_been_gathered_makes_a_further_box_only_where_it_matters():
    """At the table it matters whether there is trust, and in the hall too; not how much."""
    assert len(scenario(HALL).boxes()) == 1 + 2 + 2 + 1


def test_neither_the_order_of_choices_nor_that_of_boxes_is_the_authors():
    boxes = scenario(CALL).boxes()

    assert all(list(box.ways) == sorted(box.ways) for box in boxes)
