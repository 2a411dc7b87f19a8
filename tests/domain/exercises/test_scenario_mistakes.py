"""What the author of a scenario is told, and where."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import ContentError
from elearn.domain.exercises.exercise import Body, Item, Spec, SubPart
from elearn.domain.exercises.story_check import MOST_COUNTERS, MOST_STATES
from elearn.domain.exercises.story_text import MOST_PARTS
from elearn.domain.exercises.types.scenario import Scenario
from elearn.wording.content import SENTENCES
from tests.domain.exercises.stories import WHERE, scenario, spec


def refused(text: str, **rest: Any) -> tuple[str, int]:
    with pytest.raises(ContentError) as raised:
        scenario(text, **rest)
    assert SENTENCES[raised.value.code] % raised.value.values
    return raised.value.code, raised.value.line


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("scenario-without-step", 7, "end slut"),
        ("scenario-without-end", 7, "step ett\na -> step-ett"),
        ("scenario-step-without-choice", 10, "step ett\nend slut"),
        ("scenario-end-with-choices", 13, "step ett\na -> end-slut\nend slut\na -> step-ett"),
        ("part-name", 10, "step två\na -> end-slut\nend slut"),
        ("part-name", 12, "step ett\na -> end-slut\nend Slut"),
        ("part-twice", 12, "step ett\na -> end-slut\nstep ett\na -> end-slut\nend slut"),
        ("scenario-target", 11, "step ett\na -> step-tva\nend slut"),
        ("scenario-target", 11, "step ett\na -> slutet\nend slut"),
        ("setting-unknown", 10, "step ett [start: ett]\na -> end-slut\nend slut"),
        ("setting-unknown", 12, "step ett\na -> end-slut\nend slut [band: 1]"),
    ],
)
def test_the_parts_of_a_scenario_fit_together(code: str, line: int, text: str):
    assert refused(text) == (code, line)


@pytest.mark.parametrize(
    "title",
    ["tillit", "nivå", "+", "om tillit", "om tillit => 2", "om >=2", "++tillit", "+1",
     "om tillit>=-1", "nivå 1, +tillit", "om tillit>=2 och oro<1", "nivå 1; nivå 2"],
)  # fmt: skip
def test_what_a_title_says_is_understood_or_refused(title: str):
    assert refused(f'step ett\na -> end-slut "{title}"\nend slut') == ("scenario-title", 11)


@pytest.mark.parametrize(
    ("trust", "story"),
    [
        ("tilit", 'step a\nx -> step-b "+tillit"\nstep b\ny -> end-c "om tillit>=1"'),
        ("tillit", 'step a\nx -> step-b "+tillit"\nstep b\ny -> end-c'),
        ("oro", 'step a\nx -> step-b "-oro"\nstep b\ny -> end-c "om oro=0"'),
    ],
    ids=["misspelt", "nothing asks about it", "nothing raises it"],
)
def test_the_counter_that_is_told_as_trust_rises_and_is_asked_about(trust: str, story: str):
    refusal = refused(_open(story), settings={"trust": trust})

    assert refusal == ("scenario-trust", 7)


def _open(story: str) -> str:
    """With a second choice at its last step, so that nobody is stuck, and with its end."""
    return f"{story}\nz -> end-c\nend c"


@pytest.mark.parametrize("title", ["nivå 5", "nivå 7; +tillit", "Level 10", "nivå -1", "nivå2"])
def test_a_level_that_is_none_is_told_apart_from_other_titles(title: str):
    assert refused(f'step ett\na -> end-slut "{title}"\nend slut') == ("scenario-level", 11)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("band: 5", "scenario-band"),
        ("band: 2-1", "scenario-band"),
        ("band:", "scenario-band"),
        ("band: 1-2-3", "scenario-band"),
        ("duty: nja", "setting-value"),
    ],
)
def test_the_settings_of_a_step_are_understood_or_refused(setting: str, code: str):
    text = f'step ett [{setting}]\na -> end-slut "nivå 1"\nend slut'

    assert refused(text) == (code, 10)


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("scenario-band-missing", 10, 'step ett\na -> end-slut "nivå 1"\nb -> end-slut\nend slut'),
        (
            "scenario-rung-missing",
            12,
            'step ett [band: 1]\na -> end-slut "nivå 1"\nb -> end-slut\nend slut',
        ),
        (
            "scenario-band-unmet",
            10,
            'step ett [band: 1]\na -> end-slut "nivå 2"\nb -> end-slut "nivå 3"\nend slut',
        ),
        ("scenario-duty-band", 10, 'step a [band: 3-4; duty: ja]\na -> end-b "nivå 4"\nend b'),
        (
            "scenario-nothing-recommended",
            10,
            "step ett\n[ ] a -> end-slut\n[ ] b -> end-slut\nend slut",
        ),
        (
            "scenario-box-outside-band",
            12,
            'step a [band: 1]\n[ ] a -> end-b "nivå 1"\n[x] b -> end-b "nivå 2"\nend b',
        ),
        (
            "scenario-step-unjudged",
            13,
            "step a\n[x] a -> step-b\n[ ] b -> step-b\nstep b\na -> end-c\nb -> end-c\nend c",
        ),
        (
            "scenario-no-good-way",
            7,
            'step a\n[x] a -> step-b "+oro"\n[ ] b -> step-b\nstep b\n'
            '[x] a -> end-c "om oro<1"\n[ ] b -> end-c\n[ ] c -> end-c\nend c',
        ),
    ],
)
def test_what_choices_are_worth_fits_together(code: str, line: int, text: str):
    assert refused(text) == (code, line)


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("scenario-unreachable", 12, "step a\na -> end-d\nstep b\na -> end-d\nend d"),
        ("scenario-unreachable", 13, "step a\na -> end-d\nend d\nend e"),
        ("scenario-no-exit", 10, "step a\na -> step-b\nstep b\na -> step-b\nb -> step-b\nend c"),
        (
            "scenario-no-exit",
            13,
            "step a\na -> end-d\nb -> step-b\nstep b\na -> step-c\nstep c\na -> step-b\nend d",
        ),
        ("scenario-counter-unknown", 11, 'step a\na -> end-b "om oro<1"\nb -> end-b\nend b'),
        (
            "scenario-guard-impossible",
            13,
            'step a\na -> step-b "+oro"\nstep b\na -> end-c "om oro>=2"\nb -> end-c\nend c',
        ),
        (
            "scenario-guard-impossible",
            11,
            'step a\na -> end-b "om oro>=1"\nb -> end-c "+oro"\nend b\nend c',
        ),
        (
            "scenario-stuck",
            13,
            'step a\na -> step-b "+oro"\nb -> step-b\nstep b\na -> end-c "om oro>=1"\nend c',
        ),
    ],
    ids=["step never met", "end never met", "ring of one", "ring of two", "counter never raised",
         "never that high", "raised too late", "nothing to choose"],
)  # fmt: skip
def test_a_story_leads_on_from_wherever_one_can_come(code: str, line: int, text: str):
    assert refused(text) == (code, line)


def test_what_is_stuck_is_told_with_what_was_gathered():
    text = 'step a\na -> step-b "+oro"\nb -> step-b\nstep b\na -> end-c "om oro>=1"\nend c'

    with pytest.raises(ContentError) as raised:
        scenario(text)

    assert raised.value.values == {"name": "b", "counters": "oro = 0"}


def test_a_ring_with_a_way_out_is_a_story():
    assert scenario("step a\na -> step-a\nb -> end-b\nend b")


def test_a_start_that_is_no_step_is_told_with_the_steps_there_are():
    with pytest.raises(ContentError) as raised:
        scenario("step a\na -> end-b\nend b", settings={"start": "b"})

    assert raised.value.code == "setting-value"
    assert raised.value.values == {"key": "start", "value": "b", "allowed": "a"}


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("scenario-setting-above", {"settings": {"band": "1"}}),
        ("model-answer-not-here", {"model_answer": "Så."}),
        ("answer-not-here", {"answer": "Så."}),
        ("scenario-choices-outside", {"items": (Item("a", line=7),)}),
    ],
)
def test_what_belongs_to_a_step_is_not_above_them(code: str, rest: dict[str, Any]):
    assert refused("step a\na -> end-b\nend b", **rest) == (code, 7)


def test_a_choice_without_a_link_is_told_at_its_line():
    whole = spec("step a\na -> end-b\nend b")
    (first, last) = whole.parts
    bare = replace(first, spec=replace(first.spec, items=(Item("a", line=11),)))

    with pytest.raises(ContentError, match="way-without-link") as raised:
        Scenario.parse(replace(whole, parts=(bare, last)), where=WHERE)

    assert raised.value.line == 11


def test_an_end_says_how_it_ended():
    whole = spec("step a\na -> end-b\nend b")
    (first, last) = whole.parts

    with pytest.raises(ContentError, match="scenario-end-empty"):
        Scenario.parse(replace(whole, parts=(first, replace(last, spec=Spec(" ")))), where=WHERE)


def test_an_explanation_follows_every_choice_of_its_step_and_the_text_of_its_end():
    whole = spec("step a\na -> end-b\nend b")
    parts = tuple(
        replace(part, spec=replace(part.spec, explanation=f"Därför {part.name}."))
        for part in whole.parts
    )

    one = Scenario.parse(replace(whole, parts=parts), where=WHERE)

    assert [remark.why for remark in one.remarks(["01/1"])] == [
        "Om a.\n\nDärför a.",
        "end b.\n\nDärför b.",
    ]


def test_a_story_with_too_many_states_is_refused_before_it_takes_long():
    names = "abcdef"
    choices = [f'{n} -> step-a "+{n}; om {n}<9"' for n in names]

    assert refused("\n".join(["step a", *choices, "ut -> end-b", "end b"])) == (
        "scenario-too-large",
        7,
    )
    assert 10 ** len(names) > MOST_STATES


def test_a_story_has_a_dozen_counters_at_most():
    choices = [f'c{n} -> end-b "+x{n}; om x{n}<1"' for n in range(MOST_COUNTERS + 1)]

    assert scenario("\n".join(["step a", *choices[1:], "end b"]))
    assert refused("\n".join(["step a", *choices, "end b"])) == ("scenario-too-large", 7)


def test_a_story_is_as_long_as_its_answers_can_be_numbered():
    steps = [f"step s{n}\na -> step-s{n + 1}" for n in range(MOST_PARTS)]

    assert refused("\n".join([*steps, f"step s{MOST_PARTS}\na -> end-b\nend b"])) == (
        "scenario-too-large",
        7,
    )


NAMES = st.sampled_from(["a", "b", "c", "å"])
ITEMS = st.builds(
    Item,
    st.sampled_from(["Fråga", ""]),
    st.booleans(),
    target=st.builds("{}-{}".format, st.sampled_from(["steg", "slut", "end", ""]), NAMES),
    title=st.sampled_from(["", "+x", "-x", "om x>0", "om x<1", "nivå 1", "level 4", "?"]),
    line=st.integers(0, 9),
)
INNER = st.builds(
    Spec,
    st.sampled_from(["Text.", ""]),
    st.lists(ITEMS, max_size=3).map(tuple),
    st.sampled_from([{}, {}, {"band": "1"}, {"duty": "ja"}, {"x": ""}]),
    body=st.sampled_from([Body.NUMBERED, Body.BULLETED_TASKS]),
)
PARTS = st.lists(st.builds(SubPart, st.sampled_from(["step", "end"]), NAMES, INNER), max_size=5)


def read(parts: tuple[SubPart, ...]) -> Scenario | ContentError:
    try:
        return Scenario.parse(Spec("", body=Body.PARTS, parts=parts), where=WHERE)
    except ContentError as error:
        return error


@given(PARTS.map(tuple))
def test_whatever_parts_there_are_they_are_a_story_or_a_mistake(parts: tuple[SubPart, ...]):
    found = read(parts)

    if isinstance(found, ContentError):
        assert found.code in SENTENCES
        assert found.line >= 1
    else:
        assert not found.key() or found.grade(found.key()).credit == 1.0
