import pytest

from elearn.domain.content.fixing import fixed, slug
from tests.domain.content import sample
from tests.domain.content.sample import BODY, EN, FRONT, SV

UNNAMED = """\
## Tecken – och ärliga frågor

Text.

## Tecken – och ärliga frågor

### Fråga: Vad gör du?
<!-- tags: fall -->

1. [x] a
2. [ ] b
"""
NAMED = """\
## Tecken – och ärliga frågor
<!-- id: tecken-och-arliga-fragor -->

Text.

## Tecken – och ärliga frågor
<!-- id: tecken-och-arliga-fragor-2 -->

### Fråga: Vad gör du?
<!-- id: vad-gor-du; tags: fall -->

1. [x] a
2. [ ] b
"""


def written(text: str) -> str | None:
    """What becomes of a module's text; None when it is left alone."""
    changed = fixed(sample.files() | {SV: text.encode()})
    return changed[SV].decode() if changed else None


def test_missing_ids_are_written_and_nothing_else_changes():
    assert written(FRONT + UNNAMED) == FRONT + NAMED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Text.", "Text.  \t"),
        lambda text: text.replace("Text.", "Te\u0301xt."),
    ],
)
def test_line_ends_marks_and_spaces_stay_as_they_are(change):
    assert written(change(FRONT + UNNAMED)) == change(FRONT + NAMED)


def test_a_file_without_a_last_line_end_gets_its_id():
    assert written(FRONT + "## Sist") == FRONT + "## Sist\n<!-- id: sist -->\n"


def test_what_needs_nothing_is_left_alone():
    assert fixed(sample.files()) == {}


def test_fixing_twice_changes_nothing_more():
    given = sample.files(en=sample.english()) | {SV: (FRONT + UNNAMED).encode()}

    once = given | fixed(given)

    assert once != given
    assert fixed(once) == {}


@pytest.mark.parametrize("broken", ["```\n", "<!-- "])
def test_a_file_nobody_can_read_for_certain_is_left_alone(broken: str):
    assert written(FRONT + UNNAMED + broken) is None


def test_a_translation_takes_over_the_ids_of_its_source_and_marks_its_text():
    bare = "\n".join(line for line in sample.english().split("\n") if not line.startswith("<!--"))

    result = fixed(sample.files(en=bare))[EN].decode()

    versions = {part.id: part.version[:8] for part in sample.module().parts}
    assert (
        f"### Question: What do you do?\n<!-- id: vad-gor-du; of: {versions['vad-gor-du']} -->"
        in result
    )
    assert f"## The talk\n<!-- id: samtalet; of: {versions['samtalet']} -->" in result


def test_a_mark_that_is_out_of_date_is_left_for_the_translator():
    english = sample.english()
    given = sample.files(BODY.replace("Jag väntar", "Jag dröjer"), en=english)

    result = fixed(given)[EN].decode()

    stale = english[english.index("of: ") :][:12]
    assert stale in result


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Åsikt, tro & våld", "asikt-tro-vald"),
        ("??", "block"),
        (
            "Ett mycket långt namn på en rubrik som fortsätter",
            "ett-mycket-langt-namn-pa-en-rubrik-som",
        ),
        ("x" * 60, "x" * 40),
        ("Пример", "block"),
    ],
)
def test_an_id_is_made_of_plain_letters(heading: str, expected: str):
    assert slug(heading) == expected
