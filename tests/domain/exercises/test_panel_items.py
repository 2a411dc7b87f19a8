"""What a panel is asked about an exercise: everything it takes to judge, and nothing of the key."""

import pytest

from elearn.domain.exercises.exercise import Item, Spec, Where
from elearn.domain.exercises.interaction import Choice, Option, Rating, Scale
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.exercises.types.panel import Panel
from elearn.domain.exercises.types.scenario import Scenario
from elearn.domain.exercises.types.single_choice import SingleChoice
from tests.domain.exercises.stories import spec

WHERE = Where("a.md", 7)
STORY = """
    step samtal [band: 1-2]
    [x] Fråga -> step-gard "nivå 1"
    [ ] Kräv -> step-gard "nivå 2"
    [ ] Anmäl -> end-klart "nivå 4"
    step gard
    [x] Vidare -> step-hot
    step hot [band: 4-4; duty: yes]
    [x] Ring -> end-klart "nivå 4"
    [ ] Vänta -> end-klart "nivå 0"
    end klart
"""


def judge(truth: str) -> Judge:
    return Judge.parse(Spec("En text.", settings={"truth": truth}), where=WHERE)


@pytest.mark.parametrize(
    ("truth", "key"),
    [("signal", {"4", "5", "6"}), ("lookalike", {"1", "2", "3"}), ("grey", set())],
)
def test_a_case_is_judged_on_its_own_scale(truth, key):
    assert judge(truth).panel_items() == (PanelItem("", Rating(Scale.CONCERN), frozenset(key)),)


def test_a_panel_exercise_has_its_options_and_no_key():
    items = (Item("Frågar", raw="Frågar: 6"), Item("Väntar", raw="Väntar: 1"))

    (item,) = Panel.parse(Spec("", items), where=WHERE).panel_items()

    assert item == PanelItem(
        "", Choice((Option("1", "Frågar"), Option("2", "Väntar")), multiple=False), frozenset()
    )


def test_a_story_is_judged_step_by_step_where_a_step_has_a_band():
    story = Scenario.parse(spec(STORY), where=WHERE)

    samtal, hot = story.panel_items()

    assert (samtal.part, hot.part) == ("1", "5")
    assert [option.text for option in samtal.asked.options] == ["Fråga", "Kräv", "Anmäl"]
    assert samtal.asked.before == ("step samtal.",)
    assert (samtal.key, hot.key) == ({"1"}, {"5"})
    assert samtal.way == ()
    assert hot.way == (("step samtal.", "Fråga"), ("step gard.", "Vidare"))


def test_other_exercises_are_not_put_to_a_panel():
    items = (Item("Ja", checked=True), Item("Nej"))

    assert SingleChoice.parse(Spec("", items), where=WHERE).panel_items() == ()
