"""What a panel is asked about an exercise: everything it takes to judge, and nothing of the key."""

import pytest

from elearn.domain.exercises.exercise import Item, Spec, Where
from elearn.domain.exercises.interaction import Choice, Option, Rating, Scale
from elearn.domain.exercises.panel_item import PanelItem
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.exercises.types.panel import Panel
from elearn.domain.exercises.types.scenario import Scenario
from elearn.domain.exercises.types.single_choice import SingleChoice
from elearn.domain.recognition.panel_votes import Tally
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


def test_four_own_votes_change_nothing_and_say_nothing():
    items = (Item("Frågar", raw="Frågar: 6"), Item("Väntar", raw="Väntar: 1"))
    panel = Panel.parse(Spec("", items), where=WHERE)
    story = Scenario.parse(spec(STORY), where=WHERE)
    four = Tally({"2": 4})

    assert panel.with_panel({"": four}) == panel
    assert judge("signal").with_panel({"": four}) == judge("signal")
    assert story.with_panel({"1": four}) == story


def test_own_votes_take_the_place_of_those_in_the_file():
    items = (Item("Frågar", raw="Frågar: 6"), Item("Väntar", raw="Väntar: 1"))
    panel = Panel.parse(Spec("", items), where=WHERE).with_panel({"": Tally({"2": 4, "1": 2})})

    assert panel.key() == {"2"}
    assert panel.grade(("1",)).credit == 0.5
    assert panel.remarks(("1",))[0].values == {"votes": 2, "asked": 6}


@pytest.mark.parametrize(
    ("truth", "code", "votes"),
    [
        ("signal", "own-panel-agreed", 4),
        ("lookalike", "own-panel-agreed", 2),
        ("grey", "own-panel-concerned", 4),
    ],
)
def test_a_case_keeps_its_key_and_tells_how_many_agree(truth, code, votes):
    own = judge(truth).with_panel({"": Tally({"6": 3, "4": 1, "2": 2})})

    said = own.remarks(("6",))
    [split] = [remark for remark in said if remark.code.startswith("own-")]

    assert own.key() == judge(truth).key()
    assert own.grade(("6",)) == judge(truth).grade(("6",))
    assert any(remark.code == "panel-contested" for remark in said) is (truth == "lookalike")
    assert (split.code, split.values) == (code, {"votes": votes, "asked": 6})


def test_a_story_tells_the_votes_and_keeps_the_credit_of_its_band():
    story = Scenario.parse(spec(STORY), where=WHERE)
    own = story.with_panel({"1": Tally({"1": 1, "3": 9})})
    answer = ("01/1", "02/4", "03/5")

    said = [remark for remark in own.remarks(answer) if remark.further]

    assert own.grade(answer) == story.grade(answer)
    assert [one.code for remark in said for one in remark.further] == [
        "panel-contested",
        "own-panel-step",
    ]
    assert [remark.further[1].values for remark in said] == [{"votes": 1, "asked": 10}]
