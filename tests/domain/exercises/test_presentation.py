from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.interaction import (
    LEVELS,
    PASSED,
    Choice,
    Entry,
    Group,
    Interaction,
    Marking,
    Match,
    Option,
    Order,
    Part,
    Passing,
    Rating,
    Scale,
)
from elearn.domain.exercises.presentation import field_of, phrases_of, presented, resolve

COUNTS = st.integers(2, 12)
SEEDS = st.text(max_size=40)


def options(count: int, word: str = "Text") -> tuple[Option, ...]:
    return tuple(Option(str(n), f"{word} {n}") for n in range(1, count + 1))


def marking(count: int, missing: int = 2) -> Marking:
    """Phrases in two paragraphs, and some that are missing from them."""
    every = options(count + missing)
    rows = tuple(("so ", one) for one in every[:count])
    return Marking((rows[0], tuple(piece for row in rows[1:] for piece in row)), every[count:])


def rated(count: int) -> Group:
    return Group(tuple(Part(str(n), f"Text {n}", Rating(Scale.CONCERN)) for n in range(count)))


EVERY: dict[str, Interaction] = {
    "choice": Choice(options(5), multiple=True),
    "match": Match(options(4), options(5, "Right")),
    "order": Order(options(5)),
    "entry": Entry(numeric=False, letters=20),
    "marking": marking(4),
    "rating": Rating(Scale.RESPONSE),
    "passing": Passing(),
    "group": rated(2),
    "group-of-choices": Group(
        tuple(Part(str(n), f"Text {n}", Choice(options(3), multiple=False)) for n in (1, 2))
    ),
}
EACH = [pytest.param(asked, id=name) for name, asked in EVERY.items()]


def choice(count: int, *, shuffle: bool = True) -> Choice:
    options = tuple(Option(str(n), f"Svar {n}") for n in range(1, count + 1))
    return Choice(options, multiple=True, shuffle=shuffle)


@given(st.integers(1, 40), st.text())
def test_what_was_shown_is_found_again(count: int, seed: str):
    asked = choice(count)

    shown = presented(asked, seed=seed)

    own_id_by_text = {option.text: option.id for option in asked.options}
    assert {option.text for option in shown.options} == own_id_by_text.keys()
    for option in shown.options:
        fields = {"answer": [option.id]}
        assert resolve(asked, fields, seed=seed) == {own_id_by_text[option.text]}


def test_the_same_seed_shows_the_same():
    assert presented(choice(5), seed="a") == presented(choice(5), seed="a")


def test_every_order_is_as_likely():
    first = Counter(presented(choice(3), seed=str(n)).options[0].text for n in range(3000))

    assert all(abs(count - 1000) < 120 for count in first.values())


def test_a_public_id_says_nothing_of_the_place_or_of_another_attempt():
    one = {option.id for option in presented(choice(4), seed="a").options}
    other = {option.id for option in presented(choice(4), seed="b").options}

    assert not one & other
    assert not {"1", "2", "3", "4"} & one


def test_an_author_can_keep_the_order_but_not_the_ids():
    shown = presented(choice(6, shuffle=False), seed="a")

    ids = [option.id for option in shown.options]
    assert [option.text for option in shown.options] == [f"Svar {n}" for n in range(1, 7)]
    assert sorted(ids) != ids


@pytest.mark.parametrize("public_ids", [["1"], ["o000000000000"]])
def test_an_id_that_was_never_shown_is_refused(public_ids: list[str]):
    with pytest.raises(BadAnswer):
        resolve(choice(3), {"answer": public_ids}, seed="a")


@given(COUNTS, COUNTS, SEEDS, st.data())
def test_what_was_matched_is_found_again(lefts: int, rights: int, seed: str, data: st.DataObject):
    asked = Match(options(lefts), options(rights, "Right"))
    shown = presented(asked, seed=seed)
    assert isinstance(shown, Match)
    own_id_by_text = {option.text: option.id for option in (*asked.left, *asked.right)}
    chosen = {one: data.draw(st.sampled_from(shown.right)) for one in shown.left}

    given = resolve(asked, {field_of(one.id): [it.id] for one, it in chosen.items()}, seed=seed)

    pairs = {f"{own_id_by_text[a.text]}:{own_id_by_text[b.text]}" for a, b in chosen.items()}
    assert given == pairs


@given(COUNTS, SEEDS, st.randoms(use_true_random=False))
def test_what_was_ordered_is_found_again(count, seed, chance):
    asked = Order(options(count))
    shown = presented(asked, seed=seed)
    assert isinstance(shown, Order)
    places = list(range(1, count + 1))
    chance.shuffle(places)
    fields = {
        field_of(one.id): [f" {place} "] for one, place in zip(shown.options, places, strict=True)
    }

    given = resolve(asked, fields, seed=seed)

    number = {one.text: one.id for one in asked.options}
    assert given == {
        f"{number[one.text]}:{place}" for one, place in zip(shown.options, places, strict=True)
    }


@given(COUNTS, st.integers(0, 4), SEEDS, st.data())
def test_what_was_marked_is_found_again(count: int, missing: int, seed: str, data: st.DataObject):
    asked = marking(count, missing)
    shown = presented(asked, seed=seed)
    assert isinstance(shown, Marking)
    marked = data.draw(st.sets(st.sampled_from(phrases_of(shown)), min_size=1))

    given = resolve(asked, {"answer": [one.id for one in marked]}, seed=seed)

    own_id_by_text = {one.text: one.id for one in phrases_of(asked)}
    assert given == {own_id_by_text[one.text] for one in marked}


@given(st.integers(1, 6), SEEDS, st.data())
def test_what_was_judged_side_by_side_is_found_again(count: int, seed: str, data: st.DataObject):
    asked = rated(count)
    shown = presented(asked, seed=seed)
    assert isinstance(shown, Group)
    levels = {part: data.draw(st.sampled_from(LEVELS[Scale.CONCERN])) for part in shown.parts}

    fields = {field_of(part.id): [level] for part, level in levels.items()}
    given = resolve(asked, fields, seed=seed)

    own_id_by_text = {part.text: part.id for part in asked.parts}
    assert given == {f"{own_id_by_text[part.text]}/{level}" for part, level in levels.items()}


@given(st.text(max_size=60))
def test_what_was_typed_comes_back_without_spaces_too_many_or_is_too_long(text: str):
    asked = Entry(numeric=False, letters=20)
    tidy = " ".join(text.split())
    if len(tidy) > 20:
        with pytest.raises(BadAnswer):
            resolve(asked, {"answer": [text]}, seed="a")
        return

    assert resolve(asked, {"answer": [text]}, seed="a") == ({tidy} if tidy else set())


@pytest.mark.parametrize("asked", EACH)
def test_nothing_sent_is_nothing_answered(asked: Interaction):
    answer = resolve(asked, {}, seed="a")

    assert answer == ({PASSED} if isinstance(asked, Passing) else set())


@given(
    st.sampled_from(list(EVERY.values())),
    st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=300), max_size=4), max_size=6),
    st.lists(st.text(max_size=300), max_size=4),
)
def test_whatever_is_sent_is_an_answer_or_refused(asked, fields, value):
    """Also under the names that the page has, so that more than the names are tried."""
    names = field_names(presented(asked, seed="a"))
    sent = fields | dict.fromkeys(names, value)

    try:
        answer = resolve(asked, sent, seed="a")
    except BadAnswer:
        return

    assert all(isinstance(text, str) for text in answer)


def field_names(shown: Interaction) -> list[str]:
    match shown:
        case Match(left=left):
            return [field_of(one.id) for one in left]
        case Order(options=each):
            return [field_of(one.id) for one in each]
        case Group(parts=parts):
            return [field_of(part.id) for part in parts]
        case _:
            return ["answer"]


@pytest.mark.parametrize(
    ("name", "values", "code"),
    [
        pytest.param("match", [["x"]] * 4, "answer-unknown-option", id="match-unknown"),
        pytest.param("match", [None, [], [], []], "answer-incomplete", id="match-part"),
        pytest.param("order", [["1"], ["1"], ["2"], ["3"], ["4"]], "answer-places", id="twice"),
        pytest.param("order", [["0"], ["1"], ["2"], ["3"], ["4"]], "answer-places", id="nought"),
        pytest.param("order", [["6"], ["1"], ["2"], ["3"], ["4"]], "answer-places", id="too-high"),
        pytest.param("order", [["1"], [], [], [], []], "answer-incomplete", id="order-part"),
        pytest.param("order", [["١"], ["2"], ["3"], ["4"], ["5"]], "answer-places", id="digit"),
        pytest.param("rating", [["4"]], "answer-unknown-option", id="rating-unknown"),
        pytest.param("marking", [["1"]], "answer-unknown-option", id="own-id"),
        pytest.param("group", [["1"], []], "answer-incomplete", id="group-part"),
        pytest.param("group", [["1"], ["0"]], "answer-unknown-option", id="group-unknown"),
        pytest.param("entry", [["x" * 21]], "answer-too-long", id="too-long"),
    ],
)
def test_what_no_page_sends_is_refused(name, values, code):
    asked = EVERY[name]
    shown = presented(asked, seed="a")
    if isinstance(shown, Match):
        values = [[shown.right[0].id] if value is None else value for value in values]
    fields = dict(zip(field_names(shown), values, strict=True))

    with pytest.raises(BadAnswer) as refused:
        resolve(asked, fields, seed="a")

    assert refused.value.code == code


def ids_in(asked: Interaction) -> list[str]:
    match asked:
        case Choice(options=each) | Order(options=each):
            return [one.id for one in each]
        case Match(left=left, right=right):
            return [one.id for one in (*left, *right)]
        case Marking():
            return [one.id for one in phrases_of(asked)]
        case Group(parts=parts):
            return [part.id for part in parts] + [id for p in parts for id in ids_in(p.interaction)]
        case Entry() | Rating() | Passing():
            return []


@pytest.mark.parametrize("asked", EACH)
def test_no_public_id_is_told_apart_by_attempt_or_by_place(asked: Interaction):
    one, other = (ids_in(presented(asked, seed=seed)) for seed in ("a", "b"))

    assert len(set(one)) == len(one)
    assert not set(one) & set(other)
    assert not set(one) & set(ids_in(asked))


@pytest.mark.parametrize(
    ("asked", "shown_texts"),
    [
        pytest.param(Order(options(3)), lambda it: [o.text for o in it.options], id="order"),
        pytest.param(
            Match(options(3), options(3, "Right")), lambda it: [o.text for o in it.left], id="left"
        ),
        pytest.param(
            Match(options(3), options(3, "Right")),
            lambda it: [o.text for o in it.right],
            id="right",
        ),
        pytest.param(marking(2, 3), lambda it: [o.text for o in it.missing], id="missing"),
        pytest.param(rated(2), lambda it: [part.text for part in it.parts], id="parts"),
    ],
)
def test_every_order_of_everything_is_as_likely(asked, shown_texts):
    seen = Counter(tuple(shown_texts(presented(asked, seed=str(n)))) for n in range(1200))

    fair = 1200 / len(seen)
    assert len(seen) in (2, 6)
    assert all(0.7 * fair < count < 1.3 * fair for count in seen.values())


def test_what_fits_together_stands_in_no_common_order():
    """Were both sides in one order, line by line would be the key."""
    asked = Match(options(3), options(3, "Right"))
    alike = sum(
        [one.text[-1] for one in shown.left] == [one.text[-1] for one in shown.right]
        for shown in (presented(asked, seed=str(n)) for n in range(1200))
        if isinstance(shown, Match)
    )

    assert 120 < alike < 290
