import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.content.checking import check_files
from elearn.domain.content.course import ExerciseBlock, ModuleKey, TextBlock
from elearn.domain.content.parsing import parse_library, read_library
from elearn.domain.errors import ContentErrors
from elearn.domain.exercises.types.multiple_choice import Credit, MultipleChoice
from elearn.domain.exercises.types.single_choice import SingleChoice
from elearn.wording.content import SENTENCES
from tests.domain.content import sample
from tests.domain.content.sample import BODY, FRONT, SV

TWO_FEEDBACKS = """\
### Fråga: Vad?
<!-- id: vad -->

> Ett citat av någon.

Tänk efter.

1. [x] Ett långt
   alternativ på två rader
    > Första raden
    > andra raden.

    > Ett stycke till.
2. [ ] Nej
som fortsätter.

> **Ledtråd:** En.
> **Ledtråd:** En till.
>
> **Förklaring:** Därför.

## Sedan
<!-- id: sedan -->

Text.
"""


def exercise(body: str) -> ExerciseBlock:
    return sample.module(body).exercises[0]


def test_blocks_come_in_the_order_of_the_file():
    parts = sample.module().parts

    assert [part.id for part in parts] == ["lead", "samtalet", "vad-gor-du", "vad-hjalper", "vart"]
    assert [type(part) for part in parts] == [
        TextBlock, TextBlock, ExerciseBlock, ExerciseBlock, TextBlock,
    ]  # fmt: skip


def test_a_numbered_list_asks_for_one_option_and_a_bulleted_one_for_several():
    single, multiple = (block.exercise for block in sample.module().exercises)

    assert isinstance(single, SingleChoice)
    assert single.key() == {"2"}
    assert isinstance(multiple, MultipleChoice)
    assert (multiple.key(), multiple.credit) == ({"1", "2"}, Credit.PROPORTIONAL)


def test_hints_feedback_and_explanation_go_where_they_belong():
    block = exercise(TWO_FEEDBACKS)

    assert block.spec.stem.strip() == "> Ett citat av någon.\n\nTänk efter."
    assert [item.text for item in block.spec.items] == [
        "Ett långt alternativ på två rader",
        "Nej som fortsätter.",
    ]
    assert block.spec.items[0].feedback == "Första raden\nandra raden.\n\nEtt stycke till."
    assert [hint.text for hint in block.hints] == ["En.", "En till."]
    assert block.explanation is not None
    assert block.explanation.text == "Därför."


def test_settings_are_read():
    block = sample.module().exercises[1]

    assert (block.points, block.tags, block.heading) == (2, (), "Vad hjälper?")
    assert sample.module().exercises[0].tags == ("fall", "ingen-oro")


@pytest.mark.parametrize(
    ("front", "setting", "shuffles"),
    [
        ("yes", "", True),
        ("no", "", False),
        ("no", "; shuffle: yes", True),
        ("yes", "; shuffle: no", False),
    ],
)
def test_an_exercise_may_shuffle_otherwise_than_its_module(
    front: str, setting: str, shuffles: bool
):
    body = f"### Fråga: A\n<!-- id: a{setting} -->\n1. [x] a\n2. [ ] b"

    module = sample.module(body, front=FRONT.replace("minutes: 5", f"shuffle: {front}"))

    assert module.exercises[0].exercise.interaction().shuffle is shuffles


def test_an_exercise_ends_at_the_next_heading_of_level_one_to_three():
    after = sample.module(TWO_FEEDBACKS).parts[1]

    assert isinstance(after, TextBlock)
    assert (after.id, after.text.strip()) == ("sedan", "Text.")


def test_check_lists_in_the_text_stay_check_lists():
    body = "## Checklista\n<!-- id: a -->\n\n- [x] Ringt\n- [ ] Skrivit"

    assert [type(part) for part in sample.module(body).parts] == [TextBlock]


def test_type_text_says_that_it_really_is_prose():
    body = "### Kom ihåg: det här\n<!-- id: a; type: text -->\n\n- [x] Ringt\n    > av vem\n"

    assert [type(part) for part in sample.module(body).parts] == [TextBlock]


def test_a_fence_is_never_searched_for_exercises():
    body = f"## A\n<!-- id: a -->\n\n````\n{TWO_FEEDBACKS}\n```\n# B\n````\n\nslut"

    assert [part.id for part in sample.module(body).parts] == ["a"]


@pytest.mark.parametrize("keyword", ["Fråga", "fråga", "FRÅGA ", "Question"])
def test_a_keyword_is_read_in_every_language_and_case(keyword: str):
    body = f"### {keyword}: A\n<!-- id: a -->\n1. [x] a\n2. [ ] b"

    assert exercise(body).heading == "A"


def test_type_names_the_exercise_without_a_keyword():
    body = "### Vem ringer du?\n<!-- id: a; type: single-choice -->\n1. [x] a\n2. [ ] b"

    assert exercise(body).heading == "Vem ringer du?"


def test_definitions_belong_to_the_whole_file_and_leave_the_text():
    body = "[kort]: /card\n\nSe [kortet][kort].[^b][^a]\n\n[^a]: Ett\n  och två.\n[^b]: Tre."

    module = sample.module(body)

    assert module.links["kort"].url == "/card"
    assert [(one.label, one.text) for one in module.sources.values()] == [
        ("b", "Tre."),
        ("a", "Ett och två."),
    ]
    assert "Ett" not in module.parts[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("    >", "\t>"),
        lambda text: text.replace("    >", "  >"),
        lambda text: text.replace("    >", "   >"),
        lambda text: text.replace("[x]", "[X]"),
        lambda text: text.replace("1. ", "1) ").replace("2. ", "2) "),
        lambda text: text.replace("- [", "* ["),
        lambda text: text.replace("å", "a\u030a"),
        lambda text: text.rstrip("\n"),
    ],
)
def test_line_ends_tabs_and_other_habits_of_editors_make_no_difference(change):
    written = FRONT + BODY + TWO_FEEDBACKS
    given = sample.files() | {SV: change(written).encode()}

    changed = next(iter(parse_library(given).modules.values()))

    plain = next(iter(parse_library(given | {SV: written.encode()}).modules.values()))
    assert [_pieces(block) for block in changed.exercises] == [
        _pieces(block) for block in plain.exercises
    ]


def _pieces(block: ExerciseBlock) -> tuple[object, ...]:
    return (block.id, block.spec, block.exercise, block.hints, block.explanation)


def test_folders_without_a_course_file_are_left_alone():
    given = sample.files() | {
        "utkast/sv/01-x.md": b"\xff",
        "README.md": b"\xff",
        "grunden/.DS_Store": b"\x00",
        "grunden/sv/.01-x.md.swp": b"\x00",
        "grunden/README.txt": b"\xff",
    }

    assert parse_library(given).courses.keys() == {"grunden"}


def test_a_module_with_mistakes_is_still_read_where_it_can_be():
    library, errors = read_library(sample.files(BODY + "\n\n## Utan id\n"))

    assert [error.code for error in errors] == ["id-missing"]
    assert len(library.modules[ModuleKey("grunden", "fraga", "sv")].exercises) == 2


def test_a_meeting_page_stands_beside_its_module_and_is_no_step_of_the_course():
    page = FRONT + "# Frågor\n\n## Att prata om\n<!-- id: prata -->\n\nVad gör vi?\n"
    files = sample.files() | {SV.replace(".md", ".meeting.md"): page.encode()}

    assert parse_library(files).modules == parse_library(sample.files()).modules


def test_an_easy_read_text_stands_beside_its_module():
    easy = sample.FRONT_EN.replace("language: en", "language: sv\nvariant: lättläst")
    given = sample.files() | {"grunden/sv/01-fraga.lattlast.md": (easy + BODY).encode()}

    library = parse_library(given)

    assert {key.variant for key in library.modules} == {"", "lättläst"}


@pytest.mark.parametrize("text", ["", "---", "---\n---", "\n", "---\n{}\n---\n# a"])
def test_next_to_nothing_is_a_mistake_and_no_crash(text: str):
    with pytest.raises(ContentErrors):
        parse_library(sample.files() | {SV: text.encode()})


def test_a_long_list_of_options_is_read():
    options = "\n".join(
        f"{n}. [{'x' if n == 700 else ' '}] Svar {n} 🙂 \u05e9\u05dc\u05d5\u05dd"
        for n in range(1, 1001)
    )

    block = exercise(f"### Fråga: A\n<!-- id: a -->\n{options}")

    assert block.exercise.key() == {"700"}


FRAGMENTS = st.sampled_from(
    [
        "---", "### Fråga: A", "### Fråga:", "## B", "# C", "#### D", "##E", "<!-- id: a -->",
        "<!--", "-->", "<!-- id: b; of: 12345678; credit: exact; x -->", "1. [x] a", "2. [ ] b",
        "- [x] c", "- [ ] d", "- e", "    > f", "> g", "> **Ledtråd:** h", "> **Förklaring:** i",
        "```", "~~~", "", "", "text", "    text", "[^a]", "[^a]: b", "[k]: #tecken",
        "[k]: /card",
        "{{lokal.samordnare}}", "{{", "![](x)", "[a](b)", "<b>", "---", "===", "| a | b |",
        "| --- | --- |", "!!! note", "/// note", "///", "\t> x", "**Säkerhet:** a", "Ordna: x",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(FRAGMENTS, st.text(max_size=30)), max_size=25).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_whatever_an_author_types_is_read_or_explained(body: str):
    given = {SV: (FRONT + body).encode("utf-8", "surrogatepass"), "grunden/course.yaml": b""}

    _, errors = read_library(given)

    assert all(error.code in SENTENCES for error in errors)
    assert check_files(given, today=sample.TODAY) is not None


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_stands_at_the_top_of_a_file_is_read_or_explained(data: bytes):
    paths = (SV, "grunden/course.yaml", "_shared/routes.yaml", "_shared/laws.yaml")
    given = dict.fromkeys(paths, data) | {"grunden/sv/02-b.md": b"---\n" + data + b"\n---\n"}

    _, errors = read_library(given)

    assert all(error.code in SENTENCES for error in errors)
