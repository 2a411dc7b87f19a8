import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Meaning,
    Outcome,
    Phrase,
    Remark,
    Run,
    Spec,
    Verdict,
    Where,
)
from elearn.domain.exercises.interaction import Marking, Option
from elearn.domain.exercises.types.mark_signals import MarkSignals
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)
MEANINGS = {
    "s": Meaning.SIGNAL,
    "p": Meaning.PROTECTIVE,
    "n": Meaning.NEUTRAL,
    "m": Meaning.MISSING,
}


def spec(kinds: str, **settings: str) -> Spec:
    """A phrase for each of *kinds*, called k1, k2 and so on; those that are not missing stand in
    the passage.
    """
    phrases = tuple(
        Phrase(f"k{n}", MEANINGS[kind], f"Därför {n}.", line=20 + n)
        for n, kind in enumerate(kinds, start=1)
    )
    runs = [Run("Alex har ")]
    runs += [Run(f"fras {one.label}", one.label) for one in phrases if one.meaning != "missing"]
    return Spec("", settings=settings, body=Body.PASSAGE, passage=(tuple(runs),), phrases=phrases)


def marking(kinds: str, **settings: str) -> MarkSignals:
    return MarkSignals.parse(spec(kinds, **settings), where=WHERE)


def refused(given: Spec) -> tuple[str, int]:
    with pytest.raises(ContentError) as raised:
        MarkSignals.parse(given, where=WHERE)
    return raised.value.code, raised.value.line


def test_the_passage_is_asked_with_what_could_be_missing_below():
    one = marking("snnm")

    assert one.interaction() == Marking(
        (("Alex har ", Option("1", "fras k1"), Option("2", "fras k2"), Option("3", "fras k3")),),
        missing=(Option("4", "k4"),),
    )
    assert one.step([("1",)]) == Done()


def test_what_is_asked_is_the_same_whichever_phrase_is_a_signal():
    assert repr(marking("snn").interaction()) == repr(marking("pns").interaction())


@pytest.mark.parametrize(
    ("marked", "credit"),
    [
        ("12", 1.0),
        ("1", 1 / 2),
        ("123", 1 / 2),
        ("13", 0.0),
        ("1234", 0.0),
        ("34", 0.0),
        ("", 0.0),
    ],
    ids=["both", "one", "both-and-a-lure", "one-and-a-lure", "all", "lures", "nothing"],
)
def test_credit_is_signals_found_less_lures_marked(marked: str, credit: float):
    """Phrases 1 and 2 are signals, 3 protects, 4 is neutral."""
    assert marking("sspn").grade(list(marked)).credit == pytest.approx(credit)


@pytest.mark.parametrize(
    ("marked", "credit"),
    [("", 1.0), ("1", 1 / 2), ("12", 0.0)],
    ids=["nothing", "one", "all"],
)
def test_a_clean_text_is_answered_rightly_by_leaving_it_alone(marked: str, credit: float):
    clean = marking("np", clean="yes")

    assert clean.grade(list(marked)).credit == credit
    assert clean.key() == frozenset()
    assert clean.is_scored()


@pytest.mark.parametrize(
    ("marked", "credit"), [("14", 1.0), ("1", 0.5), ("4", 0.5)], ids=["both", "signal", "missing"]
)
def test_what_is_missing_counts_as_much_as_a_signal(marked: str, credit: float):
    one = marking("snnm")

    assert one.grade(list(marked)).credit == credit
    assert one.key() == {"1", "4"}


def test_the_marks_keep_each_category_apart():
    assert marking("sspnnm").grade(["1", "3", "4"]).marks == {
        "hit": 1,
        "miss": 1,
        "false-alarm": 2,
        "correct-rejection": 1,
        "protective-alarm": 1,
        "missing-hit": 0,
        "missing-miss": 1,
    }


def test_every_phrase_is_spoken_of_also_what_was_left_alone():
    assert marking("sspnm").remarks(["1", "3"]) == (
        Remark(Verdict.RIGHT, "fras k1", "Därför 1.", code="phrase-signal"),
        Remark(Verdict.MISSED, "fras k2", "Därför 2.", code="phrase-signal"),
        Remark(Verdict.WRONG, "fras k3", "Därför 3.", code="phrase-protective"),
        Remark(Verdict.NEUTRAL, "fras k4", "Därför 4.", code="phrase-neutral"),
        Remark(Verdict.MISSED, "k5", "Därför 5.", code="phrase-missing"),
    )


@given(st.text("spnm", max_size=6).map(lambda kinds: f"s{kinds}nn"))
def test_the_key_earns_all_and_marking_everything_nothing(kinds: str):
    one = marking(kinds)

    assert one.grade(one.key()).credit == 1.0
    assert one.grade([str(n + 1) for n in range(len(kinds))]).credit == 0.0


@given(ANYTHING | st.sets(st.sampled_from("1234")))
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    one = marking("snpm")

    try:
        outcome: Outcome = one.grade(answer)
        one.remarks(answer)
    except BadAnswer:
        return

    assert outcome.credit is not None
    assert 0 <= outcome.credit <= 1


@pytest.mark.parametrize("answer", [["0"], ["5"], ["k1"], "1", [1]])
def test_an_answer_no_page_could_send_is_refused(answer: Answer):
    for ask in (marking("snnm").grade, marking("snnm").remarks):
        with pytest.raises(BadAnswer):
            ask(answer)


@pytest.mark.parametrize(
    ("code", "kinds", "settings"),
    [
        ("mark-too-few-lures", "sn", {}),
        ("mark-without-signal", "npm", {}),
        ("mark-without-signal", "np", {"clean": "no"}),
        ("mark-clean-with-signal", "snn", {"clean": "yes"}),
        ("setting-value", "np", {"clean": "maybe"}),
    ],
    ids=["one-lure", "no-signal", "not-clean", "clean-with-signal", "clean-malformed"],
)
def test_a_text_that_cannot_be_judged_is_refused(code: str, kinds: str, settings: dict[str, str]):
    assert refused(spec(kinds, **settings)) == (code, 7)


PHRASES = spec("snn").phrases


@pytest.mark.parametrize(
    ("code", "line", "runs", "phrases"),
    [
        ("mark-undefined", 7, ["k1", "k2", "k3", "k9"], PHRASES),
        ("mark-unused", 23, ["k1", "k2"], PHRASES),
        ("mark-twice", 22, ["k1", "k2", "k2", "k3"], PHRASES),
        (
            "mark-is-missing",
            24,
            ["k1", "k2", "k3", "k4"],
            (*PHRASES, Phrase("k4", Meaning.MISSING, "", 24)),
        ),
        (
            "mark-missing-malformed",
            24,
            ["k1", "k2", "k3"],
            (*PHRASES, Phrase("<b>Datum</b>", Meaning.MISSING, "", 24)),
        ),
    ],
    ids=["undefined", "unused", "twice", "missing-in-text", "markup"],
)
def test_a_phrase_out_of_place_is_told_at_its_definition(
    code: str, line: int, runs: list[str], phrases: tuple[Phrase, ...]
):
    passage = (tuple(Run("fras", label) for label in runs),)

    assert refused(Spec("", body=Body.PASSAGE, passage=passage, phrases=phrases)) == (code, line)


@given(
    st.lists(st.sampled_from(["k1", "k2", "k3", "k4", ""]), max_size=6),
    st.lists(st.sampled_from([*Meaning]), max_size=4),
    st.sampled_from([{}, {"clean": "yes"}]),
)
def test_whatever_an_author_marks_is_understood_or_refused(
    labels: list[str], meanings: list[Meaning], settings: dict[str, str]
):
    phrases = tuple(Phrase(f"k{n}", meaning, "") for n, meaning in enumerate(meanings, start=1))
    passage = (tuple(Run("fras", label) for label in labels),)

    try:
        one = MarkSignals.parse(
            Spec("", (), settings, passage=passage, phrases=phrases), where=WHERE
        )
    except ContentError:
        return

    assert one.grade(one.key()).credit == 1.0
