import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Done, Remark, Verdict, joined
from elearn.domain.exercises.interaction import Choice, Option
from elearn.domain.exercises.types.scenario import Scenario
from tests.domain.exercises.answers import ANYTHING
from tests.domain.exercises.stories import scenario

CALL = """
step samtal
[x] lyssna -> step-fraga
[ ] avvisa -> end-tappad

step fraga
[x] boka -> end-hjalp
[ ] lova -> end-tappad

end hjalp
end tappad
"""
UNSCORED = CALL.replace("[x] ", "").replace("[ ] ", "")
LADDER = """
step rast [band: 1-2]
prata -> step-larm "nivå 1"
vänta -> step-larm "nivå 0"
stöd -> step-larm "nivå 3"
anmäl -> step-larm "nivå 4"

step larm [duty: yes]
larma -> end-trygg "level 4"
avvakta -> end-trygg "level 0"
fråga -> end-trygg "level 3"

end trygg
"""
TRUST = """
step mote
lyssna -> step-val "+tillit"
avbryt -> step-val

step val
boka -> end-hjalp "om tillit >= 1"
avsluta -> end-tappad

end hjalp
end tappad
"""
RING = """
step nav
[x] fråga -> step-svar "+fragat; om fragat<2"
[x] boka -> end-hjalp
[ ] larma -> end-tappad

step svar
tillbaka -> step-nav

end hjalp
end tappad
"""


def way(*ids: str) -> tuple[str, ...]:
    return joined([(id,) for id in ids])


def offered(one: Scenario, *ids: str) -> list[str]:
    asked = one.step([(id,) for id in ids])
    assert isinstance(asked, Choice)
    return [option.id for option in asked.options]


def test_a_choice_leads_to_the_text_of_the_next_step_and_its_choices():
    one = scenario(CALL)

    assert one.step([]) == one.interaction()
    assert one.step([("1",)]) == Choice(
        (Option("3", "boka"), Option("4", "lova")), multiple=False, before=("step fraga.",)
    )
    assert one.step([("1",), ("4",)]) == Done()
    assert one.step([("2",)]) == Done()


def test_the_story_begins_where_its_author_says():
    story = CALL.replace("lova -> end-tappad", "lova -> step-samtal")

    one = scenario(story, settings={"start": "fraga"})

    assert offered(one) == ["3", "4"]


def test_choices_stay_in_order_when_the_author_says_so():
    assert scenario(CALL, shuffle=False).interaction().shuffle is False


def test_a_step_without_text_shows_its_choices_alone():
    assert scenario(CALL).interaction().before == ("step samtal.",)


@pytest.mark.parametrize(
    ("ids", "credit", "recommended", "steps"),
    [
        (("1", "3"), 1.0, 2, 2),
        (("1", "4"), 0.5, 1, 2),
        (("2",), 0.0, 0, 1),
    ],
)
def test_the_score_is_the_share_of_recommended_choices(
    ids: tuple[str, ...], credit: float, recommended: int, steps: int
):
    outcome = scenario(CALL).grade(way(*ids))

    assert outcome.credit == credit
    assert outcome.marks == {"step": steps, "recommended": recommended}


def test_without_boxes_or_bands_nothing_is_scored():
    one = scenario(UNSCORED)

    assert one.key() == frozenset()
    assert one.grade(way("2")).credit is None
    assert one.grade([]).credit is None


def test_going_through_without_an_answer_is_wrong_where_there_is_a_score():
    assert scenario(CALL).grade([]).credit == 0.0


@pytest.mark.parametrize(
    ("ids", "credit", "over", "under"),
    [
        (("1", "5"), 1.0, 0, 0),
        (("2", "5"), 0.75, 0, 1),
        (("3", "5"), 0.75, 1, 0),
        (("4", "5"), 0.5, 2, 0),
        (("1", "6"), 0.5, 0, 4),
        (("1", "7"), 0.5, 0, 1),
        (("4", "6"), 0.0, 2, 4),
    ],
)
def test_too_far_and_not_far_enough_are_counted_apart(
    ids: tuple[str, ...], credit: float, over: int, under: int
):
    """The second step has a legal duty: nothing else has credit, and it never counts as too far."""
    outcome = scenario(LADDER).grade(way(*ids))

    assert outcome.credit == credit
    assert {name: outcome.marks[name] for name in ("over", "over-of", "under", "under-of")} == {
        "over": over,
        "over-of": 1,
        "under": under,
        "under-of": 2,
    }


@pytest.mark.parametrize(
    ("id", "credit"),
    [("1", 1.0), ("2", 0.5), ("3", 0.5), ("4", 0.0)],
    ids=["as advised", "right rung, not advised", "one rung off", "two rungs off"],
)
def test_with_band_and_boxes_a_choice_needs_both(id: str, credit: float):
    one = scenario("""
        step rast [band: 2]
        [x] rådfråga -> end-slut "nivå 2"
        [ ] skvallra -> end-slut "nivå 2"
        [ ] stöd -> end-slut "nivå 3"
        [ ] anmäl -> end-slut "nivå 4"
        end slut
    """)

    assert one.grade(way(id)).credit == credit


def test_a_guard_opens_a_choice_once_its_counter_says_so():
    one = scenario(TRUST)

    assert offered(one, "1") == ["3", "4"]
    assert offered(one, "2") == ["4"]


@pytest.mark.parametrize(
    ("guard", "open_after"),
    [
        ("om oro>=1", [1, 2]),
        ("if oro >= 1", [1, 2]),
        ("om oro≥1", [1, 2]),
        ("om oro<=1", [0, 1]),
        ("om oro≤1", [0, 1]),
        ("om oro=1", [1]),
        ("om oro==1", [1]),
        ("om oro>1", [2]),
        ("om oro<1", [0]),
        ("om oro>0; om oro<2", [1]),
    ],
)
def test_guards_compare(guard: str, open_after: list[int]):
    one = scenario(f"""
        step ett
        inte -> step-tva
        en -> step-tva "+oro"
        flera -> step-tva "+oro; +oro"
        step tva
        gå -> end-slut "{guard}"
        stanna -> end-slut
        end slut
    """)

    assert [raised for raised, id in enumerate("123") if "4" in offered(one, id)] == open_after


def test_a_counter_goes_down_again_but_never_below_nought():
    one = scenario("""
        step ett
        upp -> step-tva "+oro"
        ned -> step-tva "-oro"
        step tva
        upp -> step-tre "+oro"
        ned -> step-tre "−oro"
        step tre
        noll -> end-slut "om oro=0"
        en -> end-slut "om oro=1"
        mer -> end-slut "om oro>1"
        end slut
    """)

    assert [offered(one, *ids) for ids in (("1", "4"), ("2", "4"), ("2", "3"), ("1", "3"))] == [
        ["5"],
        ["5"],
        ["6"],
        ["7"],
    ]


def test_a_single_choice_moves_the_story_on_and_is_not_judged():
    one = scenario("""
        step ett
        vidare -> step-tva
        step tva
        [x] fråga -> end-slut
        [ ] strunta -> end-slut
        end slut
    """)

    assert one.grade(way("1", "2")).marks == {"step": 1, "recommended": 1}
    assert one.remarks(way("1", "2"))[0].verdict is Verdict.NEUTRAL


def test_what_a_guard_leaves_as_the_only_choice_is_not_judged():
    one = scenario("""
        step ett
        [x] lyssna -> step-tva "+tillit"
        [ ] avbryt -> step-tva
        step tva
        [x] boka -> end-slut "om tillit>=1"
        [ ] avsluta -> end-slut
        end slut
    """)

    assert one.grade(way("2", "4")).marks == {"step": 1, "recommended": 0}
    assert one.grade(way("1", "4")).credit == 0.5


def test_going_round_in_a_ring_neither_gains_nor_hides_anything():
    one = scenario(RING)

    assert one.grade(way("1", "4", "1", "4", "3")).credit == 0.0
    assert one.grade(way("1", "4", "1", "4", "2")).credit == 1.0
    assert one.grade(way("1", "4", "2")).marks == {"step": 1, "recommended": 1}


@pytest.mark.parametrize("ids", [("1", "2", "3"), ("2", "1", "3")])
def test_in_a_ring_the_furthest_off_each_way_is_what_counts(ids: tuple[str, ...]):
    one = scenario("""
        step nav [band: 2]
        larma -> step-nav "nivå 4"
        vänta -> step-nav "nivå 0"
        fråga -> end-slut "nivå 2"
        end slut
    """)

    marks = one.grade(way(*ids)).marks

    assert marks == {
        "step": 1,
        "recommended": 0,
        "over": 2,
        "over-of": 1,
        "under": 2,
        "under-of": 1,
    }


def test_a_single_choice_needs_no_tick_in_its_box():
    assert scenario("step a\n[ ] a -> step-b\nstep b\n[x] a -> end-c\n[ ] b -> end-c\nend c").key()


def test_the_way_is_told_choice_by_choice_and_then_how_it_ended():
    assert scenario(CALL).remarks(way("1", "4")) == (
        Remark(Verdict.NEUTRAL, "", code="story-good-choices", values={"right": 1, "of": 2}),
        Remark(Verdict.RIGHT, "lyssna", "Om lyssna.", about="step samtal."),
        Remark(Verdict.WRONG, "lova", "Om lova.", code="story-other", about="step fraga."),
        Remark(Verdict.NEUTRAL, "", "end tappad.", code="scenario-end"),
    )


MEETING = """
step mote
lyssna -> step-val "+tillit"
avbryt -> step-val "-tillit"

step val
fråga -> step-slut "+tillit"
gräla -> step-slut "-tillit"
vänta -> step-slut

step slut
boka -> end-hjalp "om tillit>=2"
avsluta -> end-tappad

end hjalp
end tappad
"""


def trust_told(*ids: str) -> list[tuple[str, dict[str, int]]]:
    told = scenario(MEETING, settings={"trust": "tillit"}).remarks(way(*ids))
    return [(one.code, dict(one.values)) for remark in told for one in remark.further]


@pytest.mark.parametrize(
    ("ids", "moves", "trust"),
    [
        (("1", "3", "6"), [("story-trust-up", 1), ("story-trust-up", 2)], 2),
        (("1", "4", "7"), [("story-trust-up", 1), ("story-trust-down", 0)], 0),
        (("1", "5", "7"), [("story-trust-up", 1)], 1),
        (("2", "4", "7"), [], 0),
    ],
    ids=["grows", "grows and falls", "stays", "none to lose"],
)
def test_what_every_choice_did_to_trust_is_told_and_what_it_came_to(
    ids: tuple[str, ...], moves: list[tuple[str, int]], trust: int
):
    assert trust_told(*ids) == [
        *((code, {"after": after}) for code, after in moves),
        ("story-trust-end", {"trust": trust, "most": 2}),
    ]


def test_trust_is_told_only_where_the_author_says_so():
    told = scenario(MEETING).remarks(way("1", "3", "6"))

    assert not any(remark.further for remark in told)


def test_trust_is_no_part_of_the_score_and_is_not_asked_before_the_end():
    silent, telling = scenario(MEETING), scenario(MEETING, settings={"trust": "tillit"})

    assert silent.grade(way("1", "3", "6")) == telling.grade(way("1", "3", "6"))
    assert silent.step([("1",)]) == telling.step([("1",)])
    assert silent.counted(way("1", "3", "6")) == telling.counted(way("1", "3", "6"))


def test_a_translation_tells_trust_too():
    english = MEETING.replace("tillit", "trust")

    telling = scenario(MEETING, settings={"trust": "tillit"}).essence()
    assert scenario(english, settings={"trust": "trust"}).essence() == telling
    assert scenario(english).essence() != telling


def test_what_else_was_offered_on_the_way_is_told_once_below_its_situation():
    assert scenario(CALL).unchosen(way("1", "4")) == (
        Remark(Verdict.NEUTRAL, "avvisa", "Om avvisa.", code="story-other", about="step samtal."),
        Remark(Verdict.RIGHT, "boka", "Om boka.", code="unchosen", about="step fraga."),
    )


def test_a_way_that_nobody_went_is_not_told():
    assert scenario(CALL).remarks([]) == ()


def test_choices_and_the_end_are_counted_and_not_their_order():
    one = scenario(RING)

    assert one.counted(way("1", "4", "1", "4", "3")) == ("1", "3", "4", "end-2")
    assert one.counted([]) == ()


@pytest.mark.parametrize(
    ("story", "key"),
    [(CALL, way("1", "3")), (LADDER, way("1", "5")), (RING, way("2")), (UNSCORED, ())],
    ids=["boxes", "ladder", "ring", "unscored"],
)
def test_the_key_is_the_shortest_good_way(story: str, key: tuple[str, ...]):
    assert scenario(story).key() == frozenset(key)


@pytest.mark.parametrize("story", [CALL, LADDER, RING], ids=["boxes", "ladder", "ring"])
def test_the_key_earns_full_credit(story: str):
    one = scenario(story)

    assert one.grade(one.key()).credit == 1.0


def test_one_choice_that_ends_it_is_an_answer():
    one = scenario(CALL)

    assert one.grade(one.whole([("2",)])).credit == 0.0


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (way("1"), "answer-incomplete"),
        (way("3"), "answer-unknown-option"),
        (way("2", "3"), "answer-unknown-option"),
        (way("1", "1"), "answer-unknown-option"),
        (way("9"), "answer-unknown-option"),
        (joined([("1", "2")]), "answer-only-one"),
        (("1",), "answer-malformed"),
        (("02/1",), "answer-malformed"),
    ],
)
def test_a_way_that_does_not_exist_is_refused(answer: tuple[str, ...], code: str):
    with pytest.raises(BadAnswer, match=code):
        scenario(CALL).grade(answer)


def test_a_choice_whose_guard_is_shut_is_refused():
    with pytest.raises(BadAnswer, match="answer-unknown-option"):
        scenario(TRUST).step([("2",), ("3",)])


@pytest.mark.parametrize(
    ("story", "other"),
    [
        (CALL, CALL.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")),
        (LADDER, LADDER.replace("band: 1-2", "band: 3-4")),
    ],
    ids=["boxes", "band"],
)
def test_no_question_holds_anything_of_the_key(story: str, other: str):
    one, turned = scenario(story), scenario(other, settings={})

    assert one.key() != turned.key()
    assert one.interaction() == turned.interaction()
    assert one.step([("1",)]) == turned.step([("1",)])
    assert "Om " not in repr(one.interaction())


STORIES = st.sampled_from([scenario(text) for text in (CALL, UNSCORED, LADDER, TRUST, RING)])


@given(STORIES, ANYTHING | st.lists(st.sampled_from("1234567"), max_size=5).map(lambda i: way(*i)))
def test_whatever_arrives_is_graded_from_nought_to_one_or_refused(one: Scenario, answer: Answer):
    try:
        credit = one.grade(answer).credit
    except BadAnswer:
        return

    assert credit is None if not one.key() else credit is not None and 0 <= credit <= 1


@settings(max_examples=60)
@given(STORIES, st.data())
def test_whoever_follows_the_choices_comes_to_an_end_that_is_told(one: Scenario, data):
    answers: list[tuple[str]] = []
    while isinstance(asked := one.step(answers), Choice) and len(answers) < 99:
        answers.append((data.draw(st.sampled_from(asked.options)).id,))

    answer = one.whole(answers)

    assert one.step(answers) == Done()
    is_all_good = one.grade(answer).credit in (None, 1.0)
    assert len(one.remarks(answer)) == len(answers) + (1 if is_all_good else 2)
    assert one.counted(answer)[-1].startswith("end-")
    assert (one.grade(answer).credit is None) == (not one.key())


@pytest.mark.parametrize(
    ("move", "code"),
    [
        pytest.param("1", "", id="good"),
        pytest.param("2", "story-unadvised", id="accepted-but-not-advised"),
        pytest.param("3", "story-over", id="too-far"),
        pytest.param("4", "story-under", id="not-far-enough"),
    ],
)
def test_a_choice_off_the_ladder_is_told_which_way(move: str, code: str):
    one = scenario(
        """
        step a [band: 1-2]
        [x] ask -> end-b "level 2"
        [ ] talk -> end-b "level 1"
        [ ] report -> end-b "level 4"
        [ ] nothing -> end-b "level 0"
        end b
        """
    )

    [told] = [remark for remark in one.remarks(way(move)) if remark.said]

    assert told.code == code


def test_what_is_off_the_ladder_is_told_so_also_when_nobody_chose_it():
    one = scenario(
        """
        step a [band: 1-2]
        [x] ask -> end-b "level 2"
        [ ] report -> end-b "level 4"
        end b
        """
    )

    [report] = one.unchosen(way("1"))

    assert (report.verdict, report.code) == (Verdict.NEUTRAL, "story-over")
