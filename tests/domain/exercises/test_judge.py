import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Done, Remark, Spec, Verdict, Where
from elearn.domain.exercises.interaction import Rating, Scale
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.exercises.vignette import SETTINGS, Votes
from elearn.domain.recognition.case import Anchor, Truth
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)
STEM = "Robin, 15, har slutat svara sina vänner och vill inte säga varför."
LEVELS = "123456"


def case(truth: str = "signal", *, stem: str = STEM, **settings: str) -> Judge:
    return Judge.parse(Spec(stem, settings={"truth": truth} | settings), where=WHERE)


def test_it_asks_for_concern_and_certainty_once():
    one = case()

    assert one.step([]) == one.interaction() == Rating(Scale.CONCERN)
    assert one.step([("5",)]) == Done()


def test_what_is_asked_is_the_same_whatever_the_truth():
    asked = {repr(case(truth).interaction()) for truth in Truth}

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("truth", "earning"), [("signal", "456"), ("lookalike", "123")], ids=["signal", "look-alike"]
)
def test_the_right_side_of_the_scale_earns_all_however_sure(truth: str, earning: str):
    one = case(truth)

    credits = [one.grade([level]).credit for level in LEVELS]

    assert credits == [float(level in earning) for level in LEVELS]
    assert one.key() == frozenset(earning)


@pytest.mark.parametrize(
    ("truth", "level", "mark"),
    [
        ("signal", "4", "hit"),
        ("signal", "3", "miss"),
        ("lookalike", "4", "false-alarm"),
        ("lookalike", "3", "correct-rejection"),
    ],
    ids=["hit", "miss", "false-alarm", "correct-rejection"],
)
def test_an_answer_is_one_of_four_marks(truth: str, level: str, mark: str):
    marks = case(truth).grade([level]).marks

    assert {name for name, count in marks.items() if count} == {mark}
    assert len(marks) == 4


def test_a_grey_case_has_nothing_right_or_wrong():
    one = case("grey")

    assert one.key() == frozenset()
    assert not one.is_scored()
    assert [one.grade([level]).credit for level in LEVELS] == [None] * 6
    assert one.grade(["6"]).marks == {}
    assert one.remarks(["6"]) == (Remark(Verdict.NEUTRAL, "", code="concern-6"),)


def test_a_case_left_unanswered_earns_nothing_and_is_neither_miss_nor_false_alarm():
    outcome = case("lookalike").grade([])

    assert (outcome.credit, outcome.marks) == (0.0, {})
    assert case().remarks([]) == (Remark(Verdict.NEUTRAL, "", code="unanswered"),)


@pytest.mark.parametrize(
    ("truth", "code"),
    [("signal", "panel-agreed"), ("lookalike", "panel-agreed"), ("grey", "panel-concerned")],
    ids=["signal", "look-alike", "grey"],
)
def test_a_panel_is_spoken_of_where_one_was_asked(truth: str, code: str):
    remarks = case(truth, panel="8/10").remarks(["6"])

    assert remarks[1:] == (
        Remark(Verdict.NEUTRAL, "", code=code, values={"votes": 8, "asked": 10}),
    )


@pytest.mark.parametrize("settings", [{}, {"panel": "none"}], ids=["unsaid", "none"])
def test_a_panel_is_not_spoken_of_where_none_was_asked(settings: dict[str, str]):
    one = case(**settings)

    assert one.vignette.panel is None
    assert one.remarks(["2"]) == (Remark(Verdict.WRONG, "", code="concern-2"),)


def test_a_panel_may_be_of_one_mind():
    assert case(panel="9999/9999").vignette.panel == Votes(9999, 9999)


def test_what_the_author_says_of_the_case_is_kept():
    vignette = case(
        "lookalike",
        concept="isolering",
        markers="ny-stil, ny-musik",
        cue="1",
        context="3",
        twin="robin-2",
        panel="9 / 10",
        form="A",
        ideology="ingen",
        anchor="classic-lookalike",
    ).vignette

    assert vignette.truth is Truth.LOOKALIKE
    assert (vignette.concept, vignette.twin, vignette.form) == ("isolering", "robin-2", "A")
    assert vignette.markers == {"ny-stil", "ny-musik"}
    assert (vignette.cue, vignette.context) == (1, 3)
    assert vignette.panel == Votes(9, 10)
    assert (vignette.ideology, vignette.religion) == ("ingen", None)
    assert vignette.anchor is Anchor.CLASSIC_LOOKALIKE


@pytest.mark.parametrize(
    ("code", "settings"),
    [
        ("truth-missing", {"truth": ""}),
        ("setting-value", {"truth": "tecken"}),
        ("setting-value", {"cue": "4"}),
        ("setting-value", {"context": "högt"}),
        ("setting-value", {"anchor": "clear"}),
        ("value-not-an-id", {"concept": "två ord"}),
        ("value-not-an-id", {"twin": "å"}),
        ("value-not-an-id", {"markers": "ny-stil, ny musik"}),
        ("panel-setting", {"panel": "ja"}),
        ("panel-setting", {"panel": "11/10"}),
        ("panel-setting", {"panel": "0/0"}),
        ("panel-setting", {"panel": "8/"}),
        ("panel-setting", {"panel": "1/10000"}),
        ("panel-setting", {"panel": "²/10"}),
        ("form-of-grey-case", {"truth": "grey", "form": "A"}),
        ("anchor-truth", {"truth": "lookalike", "anchor": "clear-signal"}),
        ("anchor-truth", {"truth": "signal", "anchor": "classic-lookalike"}),
        ("anchor-truth", {"truth": "grey", "anchor": "clear-ordinary"}),
        ("case-without-text", {"stem": " \n"}),
    ],
)
def test_what_cannot_be_understood_is_told_at_the_heading(code: str, settings: dict[str, str]):
    with pytest.raises(ContentError) as raised:
        case(**settings)

    assert (raised.value.code, raised.value.line) == (code, 7)


def test_quotes_that_a_case_never_shows_are_refused():
    with pytest.raises(ContentError, match="model-answer-not-here"):
        Judge.parse(Spec(STEM, settings={"truth": "signal"}, model_answer="Fråga."), where=WHERE)


@pytest.mark.parametrize(
    ("answer", "code"),
    [(["0"], "answer-unknown-option"), (["7"], "answer-unknown-option"),
     (["4", "5"], "answer-only-one"), ("4", "answer-malformed")],
    ids=["below", "above", "two", "no-list"],
)  # fmt: skip
def test_an_answer_no_page_could_send_is_refused(answer: Answer, code: str):
    with pytest.raises(BadAnswer, match=code):
        case().grade(answer)


@given(ANYTHING, st.sampled_from(sorted(Truth)))
def test_whatever_arrives_is_graded_or_refused(answer: Answer, truth: str):
    one = case(truth)

    try:
        credit = one.grade(answer).credit
        one.remarks(answer)
    except BadAnswer:
        return

    assert credit in ((None,) if truth == "grey" else (0.0, 1.0))


SAID = st.text(max_size=4) | st.sampled_from(
    ["signal", "lookalike", "grey", "clear-signal", "1", "none", "8/10", "8/²", "A", "a, b"]
)


@given(st.sampled_from(sorted(Truth)), st.dictionaries(st.sampled_from(sorted(SETTINGS)), SAID))
def test_whatever_an_author_sets_is_understood_or_refused(truth: str, settings: dict[str, str]):
    try:
        vignette = case(**{"truth": truth} | settings).vignette
    except ContentError:
        return

    assert vignette.truth == settings.get("truth", truth)
    assert vignette.cue in (1, 2, 3)
