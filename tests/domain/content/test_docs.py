"""What the pages for authors show and promise is true."""

import gettext
import re
from pathlib import Path

import pytest

from elearn.cli._language import TRANSLATIONS
from elearn.domain.content.blocks import types_by_keyword
from elearn.domain.content.checking import RULES, check_files
from elearn.domain.content.front_matter import KEYS
from elearn.domain.content.parsing import read_library
from elearn.domain.content.rule import Level
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.wording.content import sentence
from tests.domain.content import sample

DOCS = Path(__file__).parents[3] / "docs"
AUTHORING, TYPES, CONTENT_RULES = (
    (DOCS / name).read_text(encoding="utf-8")
    for name in ("authoring.md", "exercise-types.md", "content-rules.md")
)
FENCE = re.compile(r"^```(markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(page: str, language: str) -> list[str]:
    return [match[2] for match in FENCE.finditer(page) if match[1] == language]


def placed(text: str) -> dict[str, bytes]:
    """A course with *text* as its module, or in its module; routes and terms are the page's own."""
    _, terms, routes = examples(AUTHORING, "yaml")
    chief = routes.replace("samordnare\n", "chef\n").replace("routes:\n", "")
    whole = text if text.startswith("---") else sample.FRONT + text
    name = re.search(r"^id: (.*)$", whole, re.MULTILINE)
    language = "en" if "language: en" in whole else "sv"
    assert name is not None
    listed = {"fraga"} if "kind: bank" in whole else {"fraga", name[1]}
    course = sample.COURSE.replace("[fraga]", f"[{', '.join(listed)}]")
    given = sample.files(course=course, routes=routes + chief, glossary=terms)
    return given | {f"grunden/{language}/01-{name[1]}.md": whole.encode()}


EXAMPLES = [*examples(AUTHORING, "markdown"), *examples(TYPES, "markdown")]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_reads_without_a_mistake(text: str):
    _, errors = read_library(placed(text))

    assert errors == ()


def test_the_first_module_put_together_breaks_no_rule_but_waits_to_be_published():
    first = "\n".join(examples(AUTHORING, "markdown")[:4])

    found = check_files(placed(first), today=sample.TODAY)

    told = [one for one in found if "fraga-i-tid" in one.file and one.level is not Level.INFO]
    assert told == []


def test_the_bank_breaks_no_rule_either_not_even_once_it_is_published():
    (bank,) = (text for text in examples(AUTHORING, "markdown") if "kind: bank" in text)

    found = check_files(placed(bank.replace("draft", "published")), today=sample.TODAY)

    told = [one for one in found if "fall-att-ova" in one.file and one.level is not Level.INFO]
    assert told == []


def test_the_new_course_holds_the_first_module():
    course, *_ = examples(AUTHORING, "yaml")
    first = "\n".join(examples(AUTHORING, "markdown")[:4])
    given = placed(first)
    files = {path: data for path, data in given.items() if "01-fraga.md" not in path}

    _, errors = read_library(files | {"grunden/course.yaml": course.encode()})

    assert errors == ()


def test_what_the_check_is_shown_to_say_is_what_it_says():
    (line,) = re.findall(r"^```text\n(.*)\n```$", AUTHORING, re.MULTILINE)
    first = "\n".join(examples(AUTHORING, "markdown")[:4]).replace("2. [x]", "2. [ ]")

    (found,) = (
        one for one in check_files(placed(first), today=sample.TODAY) if one.level is Level.ERROR
    )

    swedish = gettext.translation("messages", TRANSLATIONS, ["sv"]).gettext
    place = f"{found.file.replace('/01-', '/09-')}:{found.line}"
    assert line == f"{place}: {found.level} {found.code}: {sentence(found, swedish)}"


def test_the_page_in_swedish_leads_to_the_same_module():
    swedish = (DOCS / "skriva-en-modul.md").read_text(encoding="utf-8")

    assert examples(swedish, "markdown") == examples(AUTHORING, "markdown")[:4]


@pytest.mark.parametrize("name", EXERCISE_TYPES)
def test_every_kind_of_exercise_has_a_heading_and_a_working_example(name: str):
    section = TYPES.split(f"\n## {name}\n")[1].split("\n## ")[0]

    (text,) = examples(section, "markdown")
    library, _ = read_library(placed(text))

    shown = [block.exercise.name for one in library.modules.values() for block in one.exercises]
    assert shown == [name]


def test_every_keyword_is_named():
    assert all(f"`{keyword.capitalize()}:`" in TYPES for keyword in types_by_keyword())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_its_row_with_its_level(rule):
    assert f"| `{rule.name}` | {rule.level} | " in CONTENT_RULES


def test_no_page_names_a_rule_that_is_not_there():
    named = set(
        re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|info) ", CONTENT_RULES, re.MULTILINE)
    )

    assert named == set(RULES)


def test_the_twenty_rules_are_all_there():
    assert re.findall(r"^\| (\d+) \|", CONTENT_RULES, re.MULTILINE) == [
        str(n) for n in range(1, 21)
    ]


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_setting_of_a_module_is_explained(key: str):
    table = AUTHORING.split("## The settings at the top")[1].split("\n## ")[0]

    assert f"`{key}`" in table
