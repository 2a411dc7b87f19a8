import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Done, Item, Remark, Spec, Verdict, Where
from elearn.domain.exercises.interaction import Choice, Option
from elearn.domain.exercises.types.panel import Panel
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)


def panel(*raws: str) -> Panel:
    items = tuple(
        Item(raw, feedback=f"Skäl {n}.", line=9 + n, raw=raw) for n, raw in enumerate(raws, start=1)
    )
    return Panel.parse(Spec("Vad gör du?", items, body=Body.BULLETED), where=WHERE)


ASKED = panel("Frågar: 6", "Väntar: 3", "Ringer polisen: 0")
UNASKED = panel("Frågar", "Väntar")


def test_one_option_is_chosen_and_no_vote_is_shown():
    assert ASKED.interaction() == Choice(
        (Option("1", "Frågar"), Option("2", "Väntar"), Option("3", "Ringer polisen")),
        multiple=False,
    )
    assert ASKED.step([("1",)]) == Done()


def test_what_is_asked_is_the_same_whatever_the_votes():
    other = panel("Frågar: 1", "Väntar: 9", "Ringer polisen: 2")

    assert repr(other.interaction()) == repr(ASKED.interaction())


def test_votes_are_cut_off_a_rendered_option_as_well():
    items = (
        Item("<em>Frågar</em>: 6", raw="*Frågar*: 6"),
        Item("Väntar <b>lite</b> : 3", raw="Väntar **lite** :   3"),
        Item("Ringer：0", raw="Ringer：0"),
        Item("Går", raw="Går: 2"),
    )

    options = Panel.parse(Spec("", items, body=Body.BULLETED), where=WHERE).options

    assert [option.text for option in options] == [
        "<em>Frågar</em>",
        "Väntar <b>lite</b>",
        "Ringer",
        "Går",
    ]


@pytest.mark.parametrize(
    ("option", "credit"), [("1", 1.0), ("2", 0.5), ("3", 0.0)], ids=["most", "half", "none"]
)
def test_credit_is_the_share_of_the_votes_for_the_most_chosen(option: str, credit: float):
    assert ASKED.grade([option]).credit == credit


def test_on_a_tie_either_is_right():
    tied = panel("Frågar: 4", "Väntar: 4", "Ringer: 1")

    assert tied.key() == {"1", "2"}
    assert [tied.grade([option]).credit for option in tied.key()] == [1.0, 1.0]


@pytest.mark.parametrize(
    "few",
    [UNASKED, panel("Frågar: 4", "Väntar: 0"), panel("Frågar: 0", "Väntar: 0")],
    ids=["none", "four", "nobody"],
)
def test_with_fewer_than_five_panelists_there_is_no_credit_and_no_vote(few: Panel):
    assert few.grade(["1"]).credit is None
    assert few.key() == frozenset()
    assert few.votes == ()
    assert few.remarks(["1"]) == (
        Remark(Verdict.NEUTRAL, "Frågar", "Skäl 1."),
        Remark(Verdict.NEUTRAL, "", code="panel-none"),
    )


def test_five_panelists_are_enough():
    assert panel("Frågar: 4", "Väntar: 1").grade(["2"]).credit == 0.25


def test_what_was_chosen_is_said_first_and_then_how_the_panel_was_split():
    assert ASKED.remarks(["3"]) == (
        Remark(Verdict.WRONG, "Ringer polisen", "Skäl 3.", "panel-votes", {"votes": 0, "asked": 9}),
        Remark(Verdict.MISSED, "Frågar", "Skäl 1.", "panel-votes", {"votes": 6, "asked": 9}),
        Remark(Verdict.NEUTRAL, "Väntar", "Skäl 2.", "panel-others", {"votes": 3, "asked": 9}),
    )


@pytest.mark.parametrize(
    ("option", "verdicts"),
    [("1", ["right", "neutral"]), ("2", ["neutral", "missed"])],
    ids=["most", "some"],
)
def test_what_some_of_a_panel_chose_is_not_wrong(option: str, verdicts: list[str]):
    assert [remark.verdict for remark in ASKED.remarks([option])] == verdicts


def test_choosing_nothing_earns_nothing():
    assert ASKED.grade([]).credit == 0.0
    assert UNASKED.grade([]).credit is None


@pytest.mark.parametrize(
    ("raws", "code", "line"),
    [
        (("Frågar: 9",), "choice-too-few-options", 7),
        (("Frågar: 9", "Väntar"), "panel-votes-lacking", 11),
        (("Frågar: 9", "Väntar: 3 av 9"), "panel-votes-malformed", 11),
        (("Frågar: 9", "Väntar: -3"), "panel-votes-malformed", 11),
        (("Frågar: 9", "Väntar: 99999"), "panel-votes-malformed", 11),
        (("Frågar: 9", ": 3"), "panel-votes-malformed", 11),
        (("Frågar: 9", "Väntar: **3**"), "panel-votes-malformed", 11),
        (("Frågar: 9", "**Väntar: 3**"), "panel-votes-malformed", 11),
    ],
    ids=["one", "lacking", "words", "negative", "huge", "bare", "bold", "all-bold"],
)
def test_a_mistake_is_told_where_it_stands(raws: tuple[str, ...], code: str, line: int):
    with pytest.raises(ContentError) as raised:
        panel(*raws)

    assert (raised.value.code, raised.value.line) == (code, line)


def test_an_arrow_is_refused_as_half_of_the_option_would_be_lost():
    items = (Item("Jag", raw="Jag → du", partner="du", line=9), Item("Hon", raw="Hon"))

    with pytest.raises(ContentError, match="panel-arrow"):
        Panel.parse(Spec("", items, body=Body.BULLETED), where=WHERE)


@pytest.mark.parametrize(
    "text", ["Jag säger: hej", "Jag ringer klockan 10:30", "2 av oss går dit", "Jag går"]
)
def test_what_is_no_number_of_people_is_part_of_the_option(text: str):
    one = panel(text, "Jag väntar")

    assert one.options[0].text == text
    assert one.votes == ()


@pytest.mark.parametrize("answer", [["4"], ["0"], ["1", "2"], "1"])
def test_an_answer_no_page_could_send_is_refused(answer: Answer):
    with pytest.raises(BadAnswer):
        UNASKED.grade(answer)


@given(ANYTHING)
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    try:
        credit = ASKED.grade(answer).credit
        ASKED.remarks(answer)
    except BadAnswer:
        return

    assert credit in (0.0, 0.5, 1.0)


@given(st.lists(st.text(alphabet="a1²٣:： *-→", max_size=8), max_size=4))
def test_whatever_an_author_writes_is_understood_or_refused(raws: list[str]):
    try:
        one = panel(*raws)
    except ContentError:
        return

    assert len(one.options) == len(raws)
    assert len(one.votes) in (0, len(raws))


@given(
    st.lists(
        st.tuples(st.text(alphabet="ab :", min_size=1), st.integers(0, 9999)),
        min_size=2,
        max_size=4,
    ),
    st.integers(0, 3),
)
def test_no_number_of_votes_is_ever_shown(options: list[tuple[str, int]], spaces: int):
    raws = [f"{text.strip() or 'a'}:{' ' * spaces}{votes}" for text, votes in options]

    one = panel(*raws)

    assert not any(map(str.isdigit, repr([option.text for option in one.options])))
