import json

from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.record.attempt import Work

WORDS = st.text(max_size=8)
GIVEN = st.lists(WORDS, max_size=4)


@st.composite
def works(draw) -> Work:
    """Work on a handful of exercises, in whatever order things happened."""
    work = Work(draw(WORDS))
    for exercise in draw(st.lists(st.sampled_from("abc"), max_size=8)):
        match draw(st.sampled_from(["answer", "go on", "skip", "take up", "be sure"])):
            case "answer":
                work = work.answered(exercise, draw(GIVEN))
            case "go on":
                work = work.going_on(exercise, draw(st.lists(GIVEN, min_size=1, max_size=3)))
            case "skip":
                work = work.skipping(exercise)
            case "take up":
                work = work.taking_up(exercise)
            case _:
                work = work.sure(exercise, draw(st.integers(1, 3)))
    return work


@given(works())
def test_what_is_kept_is_what_was_there(work: Work):
    assert Work.loaded(work.dumped()) == work


@given(works(), GIVEN, GIVEN)
def test_the_first_answer_stands_beside_the_latest(work: Work, one, other):
    fresh = work.skipping("a").taking_up("a")

    work = fresh.answered("a", one).answered("a", other)

    assert work.first["a"] == tuple(sorted(one))
    assert work.answers["a"] == tuple(sorted(other))


@given(works())
def test_nothing_is_left_of_what_was_skipped(work: Work):
    work = work.skipping("a")

    kept = (work.first, work.answers, work.under_way, work.certainty)
    assert not any("a" in each for each in kept)
    assert "a" in work.skipped
    assert "a" not in work.taking_up("a").skipped


def test_only_how_sure_the_first_answer_was_is_kept():
    assert Work("s").sure("a", 3).sure("a", 1).certainty == {"a": 3}


def test_an_earlier_answer_stands_until_all_is_answered_again():
    work = Work("s").answered("a", ["01/1"]).going_on("a", [["2"]])
    assert work.answers["a"] == ("01/1",)
    assert work.so_far("a") == (("2",),)

    work = work.answered("a", ["01/2"])

    assert work.answers["a"] == ("01/2",)
    assert work.so_far("a") == ()


def test_each_question_is_shown_by_a_seed_of_its_own():
    work = Work("s")
    seeds = {work.seed(exercise, part) for exercise in "ab" for part in (1, 2, 3)}

    assert len(seeds) == 6


def test_work_begun_before_questions_in_a_row_can_be_gone_on_with():
    old = {"secret": "s", "first": {"a": ["1"]}, "answers": {"a": ["2"]}}

    work = Work.loaded(json.dumps(old).encode())

    assert work == Work("s", {"a": ("1",)}, {"a": ("2",)})


def test_what_stands_is_told_apart_without_being_told():
    none = Work("secret")
    one = none.answered("a", ["1"])

    assert none.standing("a") == ""
    assert one.standing("a") == one.answered("b", ["1"]).standing("a")
    assert len({one.standing("a"), one.answered("a", ["2"]).standing("a")}) == 2
    assert one.standing("a") != Work("other").answered("a", ["1"]).standing("a")
