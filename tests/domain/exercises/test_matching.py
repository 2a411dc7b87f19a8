from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import ContentError
from elearn.domain.exercises.exercise import Answer, Body, Item, Remark, Spec, Verdict
from elearn.domain.exercises.interaction import Match, Option
from elearn.domain.exercises.presentation import presented
from elearn.domain.exercises.types.matching import Matching
from tests.domain.exercises.promises import ANSWERS, WHERE, assert_graded_or_refused


def matching(*pairs: str) -> Matching:
    """An exercise with an item for each of *pairs*, such as `Brand → 112 | därför`."""
    items = []
    for line, pair in enumerate(pairs, start=10):
        sides, _, feedback = pair.partition(" | ")
        left, _, right = sides.partition("→")
        items.append(
            Item(left.strip(), feedback=feedback, line=line, raw=sides, partner=right.strip())
        )
    return Matching.parse(Spec("Läs.", tuple(items), body=Body.BULLETED), where=WHERE)


ROUTES = (
    "Akut fara → 112 | Ring genast.",
    "Oro för ett barn → Socialtjänsten | Du behöver inte vara säker.",
    "Osäker → Samordnaren",
    "→ Växeln | Växeln kopplar dig bara vidare.",
)
pairs = st.lists(st.sampled_from("1234"), min_size=3, max_size=3).map(
    lambda given: [f"{left}:{right}" for left, right in enumerate(given, start=1)]
)


def test_it_asks_for_a_partner_to_each_on_the_left():
    assert matching(*ROUTES).interaction() == Match(
        left=(Option("1", "Akut fara"), Option("2", "Oro för ett barn"), Option("3", "Osäker")),
        right=(
            Option("1", "112"),
            Option("2", "Socialtjänsten"),
            Option("3", "Samordnaren"),
            Option("4", "Växeln"),
        ),
    )


def test_pairs_that_end_alike_share_what_they_end_in():
    one = matching("Brand → 112", "Oro → Socialtjänsten", "Slagsmål → 112")

    assert [option.id for option in one.interaction().right] == ["1", "2"]
    assert one.key() == {"1:1", "2:2", "3:1"}


@pytest.mark.parametrize(
    ("answer", "credit"),
    [
        (["1:1", "2:2", "3:3"], 1),
        (["1:1", "2:2", "3:4"], 2 / 3),
        (["1:1", "2:1", "3:1"], 1 / 3),
        (["1:2", "2:3", "3:1"], 0),
        ([], 0),
    ],
)
def test_each_right_pair_counts_alike(answer: list[str], credit: float):
    assert matching(*ROUTES).grade(answer).credit == pytest.approx(credit)


def test_what_belongs_to_nothing_is_explained_to_whoever_left_it():
    one = matching(*ROUTES)

    assert one.unchosen(["1:1", "2:2", "3:3"]) == (
        Remark(Verdict.WRONG, "Växeln", "Växeln kopplar dig bara vidare."),
    )
    assert one.unchosen(["1:1", "2:4", "3:3"]) == ()


def test_each_pair_is_told_and_after_a_wrong_one_what_it_should_have_been():
    remarks = matching(*ROUTES).remarks(["1:1", "2:4", "3:2"])

    assert remarks == (
        Remark(Verdict.NEUTRAL, "", code="pairs-right", values={"right": 1, "of": 3}),
        Remark(Verdict.RIGHT, "Akut fara → 112", "Ring genast."),
        Remark(Verdict.WRONG, "Oro för ett barn → Växeln", "Växeln kopplar dig bara vidare."),
        Remark(Verdict.MISSED, "Socialtjänsten", "Du behöver inte vara säker."),
        Remark(Verdict.WRONG, "Osäker → Socialtjänsten"),
        Remark(Verdict.MISSED, "Samordnaren"),
    )


@pytest.mark.parametrize(
    ("given_pairs", "code", "line"),
    [
        (["Brand → 112", "Oro"], "pair-without-arrow", 11),
        (["Brand → 112", "Oro →"], "pair-without-arrow", 11),
        (["Brand → 112", "→ Växeln"], "pairs-too-few", 7),
        (["Brand → 112", "Slagsmål → 112"], "pairs-all-alike", 7),
        (["Brand → 112", "Oro → Chefen", "→ Chefen"], "distractor-is-a-partner", 12),
        (["→ Växeln", "Brand → 112", "Oro → Växeln"], "distractor-is-a-partner", 10),
        (["Brand → 112", "Oro → Chefen", "→ Växeln", "→ Växeln"], "distractor-is-a-partner", 13),
    ],
)
def test_a_mistake_is_told_at_its_line(given_pairs: list[str], code: str, line: int):
    with pytest.raises(ContentError) as raised:
        matching(*given_pairs)

    assert (raised.value.code, raised.value.line) == (code, line)


def test_what_leaves_the_server_does_not_say_who_belongs_to_whom():
    """Partners stand beside each other no more often than chance has it, under no common id."""
    one = matching("a → A", "b → B", "c → C", "d → D")
    beside: Counter[str] = Counter()

    for seed in map(str, range(2000)):
        shown = presented(one.interaction(), seed=seed)
        assert isinstance(shown, Match)
        assert not {option.id for option in shown.left} & {option.id for option in shown.right}
        rows = zip(shown.left, shown.right, strict=True)
        beside.update(left.text for left, right in rows if left.text == right.text.lower())

    assert all(abs(beside[letter] - 500) < 100 for letter in "abcd")


def test_the_answer_is_not_in_the_question():
    """The same texts with other partners ask the same, but for numbers that never leave."""
    one, other = matching("a → A", "b → B"), matching("a → B", "b → A")

    def texts(match: Match) -> list[list[str]]:
        return [sorted(option.text for option in side) for side in (match.left, match.right)]

    assert texts(one.interaction()) == texts(other.interaction())
    assert one.key() == other.key() == {"1:1", "2:2"}
    assert "Ring genast" not in repr(matching(*ROUTES).interaction())


@given(ANSWERS | pairs)
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    assert_graded_or_refused(matching(*ROUTES), answer)


@given(st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=2, max_size=9))
def test_the_key_earns_full_credit(partners: list[str]):
    one = matching(*(f"{n} → {partner}" for n, partner in enumerate(partners)), "→ E")

    assert one.grade(one.key()).credit == 1
    assert {remark.verdict for remark in one.remarks(one.key())} == {Verdict.RIGHT}


@given(pairs)
def test_another_right_pair_never_costs(answer: list[str]):
    one = matching(*ROUTES)

    better = ["1:1", *answer[1:]]

    assert one.grade(better).credit >= one.grade(answer).credit
