from elearn.domain.content.compiled import CompiledModule, compile_module
from elearn.domain.content.parsing import parse_library
from elearn.domain.content.walk import asked_of, open_parts, resume_at, steps_of
from tests.library import MODULE, course_files

NOTICE = "\n> **Obs:** It mentions an accident.\n"
QUESTION = """
### Fråga: Which are kind?
<!-- id: {id}{settings} -->
{notice}
- [x] To listen
- [ ] To shout to the {id}
"""


def module(*questions: str) -> CompiledModule:
    """Text, then *questions*, then text."""
    first, _, rest = MODULE.partition("### Fråga: What do you say?")
    after = rest[rest.index("## After") :]
    files = course_files(first + "".join(questions) + "\n" + after)
    library = parse_library(files)
    return compile_module(
        next(text for text in library.modules.values() if text.front.id == "first"), library
    )


def question(id: str, alternative: str = "", *, notice: str = "") -> str:
    settings = f"; alternative: {alternative}" if alternative else ""
    return QUESTION.format(id=id, settings=settings, notice=notice)


PLAIN = module(question("one"), question("two"))
WITH_ALTERNATIVE = module(
    question("hard", "easy", notice=NOTICE), question("easy"), question("last")
)
ALONE = module(question("hard", notice=NOTICE), question("last"))


def ids(steps):
    return [step.exercise.id if step.exercise else None for step in steps]


def test_a_screen_ends_with_an_exercise_and_text_can_come_last():
    steps = steps_of(PLAIN)

    assert ids(steps) == ["one", "two", None]
    assert [step.number for step in steps] == [1, 2, 3]
    assert sorted(text.id for step in steps for text in step.texts) == ["after", "lead", "scene"]


def test_an_alternative_has_no_screen_of_its_own():
    assert ids(steps_of(WITH_ALTERNATIVE)) == ["hard", "last", None]


def test_an_alternative_stands_where_the_skipped_one_stood():
    steps = steps_of(WITH_ALTERNATIVE, {"hard"})

    assert ids(steps) == ["easy", "last", None]
    assert steps[0].skipped.id == "hard"


def test_what_has_no_alternative_leaves_its_screen_with_nothing_to_answer():
    steps = steps_of(ALONE, {"hard"})

    assert ids(steps) == [None, "last", None]
    assert [one.id for one in asked_of(ALONE, {"hard"})] == ["last"]
    assert resume_at(steps, ()) == 2


def test_all_that_was_answered_is_gone_on_after():
    assert resume_at(steps_of(PLAIN), {"one"}) == 2
    assert resume_at(steps_of(PLAIN), {"one", "two"}) == 4


def test_neither_an_alternative_nor_what_is_behind_a_notice_is_open_to_all():
    assert [part.id for part in open_parts(WITH_ALTERNATIVE)] == ["lead", "scene", "last", "after"]
