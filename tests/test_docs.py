"""The documents say what is there: each thing has its line, and each line its thing."""

import inspect
import re
from pathlib import Path

import pytest

from config import Config
from elearn.__main__ import _parser
from elearn.domain.content.checking import RULES
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.interchange import people_csv, units_csv
from elearn.interchange.tables import folded
from elearn.jobs._worker import known_jobs
from tests.checkout import ROOT, name_of, tracked

DOCUMENTS = [path for path in tracked(".md") if path.parts[len(ROOT.parts)] != "courses"]
"""Those of the project; `courses check` looks after the course texts."""
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
COMMANDS = set(_parser([])[1])
FOUR_HEADINGS = ["Context", "Decision", "Status", "Consequences"]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
INDENT = 4


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    """Of all levels, without marks; what stands in examples is no heading."""
    found = re.findall(r"^#{1,6} (.+)$", FENCE.sub("", text), re.MULTILINE)
    return [re.sub(r"[`*]", "", heading).strip() for heading in found]


def tree() -> dict[str, str]:
    """Path → reason, of every line of the trees in ARCHITECTURE.md; a folder ends with `/`.

    A line at the margin without a reason only says where those below it are.
    """
    lines: dict[str, str] = {}
    for block in re.findall(r"^```tree\n(.*?)^```", text_of("ARCHITECTURE.md"), re.M | re.S):
        above: list[str] = []
        for line in block.splitlines():
            name, _, reason = line.strip().partition(" ")
            above = [*above[: (len(line) - len(line.lstrip())) // INDENT], name]
            path = "".join(above)
            if len(above) == 1 and not reason:
                continue
            assert path not in lines, f"{path} has two lines"
            lines[path] = reason.strip()
    return lines


def has_line(path: str, lines: dict[str, str]) -> bool:
    """A line of its own, or a folder above it with a line and nothing listed inside it."""
    if path in lines:
        return True
    parents = [f"{parent}/" for parent in map(str, Path(path).parents) if parent != "."]
    closest = next((parent for parent in parents if parent in lines), None)
    return closest is not None and not any(
        other != closest and other.startswith(closest) for other in lines
    )


def test_every_module_has_a_line_in_the_tree():
    modules = [name_of(path) for path in tracked(".py") if "elearn" in path.parts]
    lines = tree()

    missing = [
        name
        for name in modules
        if not has_line(name.removesuffix("__init__.py"), lines) and not has_line(name, lines)
    ]

    assert missing == []


def test_every_file_and_folder_at_the_top_has_a_line():
    lines = tree()

    tops = {name_of(path).partition("/") for path in tracked()}

    assert [top + slash for top, slash, _ in sorted(tops) if top + slash not in lines] == []


def test_every_line_of_the_tree_names_something_that_is_there():
    kept = {name_of(path) for path in tracked()}
    folders = {f"{parent}/" for name in kept for parent in map(str, Path(name).parents)}

    gone = [line for line in tree() if line not in kept | folders]

    assert gone == []


def test_every_line_of_the_tree_gives_a_reason():
    assert [line for line, reason in tree().items() if len(reason.split()) < 2] == []


def test_every_setting_has_a_heading():
    source = inspect.getsource(Config.from_environment)
    settings = re.findall(r'"([A-Z][A-Z_]+)"', source)

    missing = [name for name in settings if name not in headings(text_of("docs/configuration.md"))]

    assert settings
    assert missing == []


def test_every_heading_of_a_list_is_told():
    page = FENCE.sub("", text_of("docs/imports.md"))
    told = {folded(word) for word in re.findall(r"`([^`]+)`", page)}

    known = {*people_csv.HEADINGS, *units_csv.HEADINGS}

    assert sorted(heading for heading in known if folded(heading) not in told) == []


def test_the_lists_that_are_shown_can_be_read():
    units, people = re.findall(r"^```csv\n(.*?)^```", text_of("docs/imports.md"), re.M | re.S)

    read = units_csv.read_units(units.encode()), people_csv.read_people(people.encode())

    assert [len(listed.rows) for listed in read] == [3, 2]
    assert [(listed.faults, listed.dropped) for listed in read] == [((), ()), ((), ())]


def test_every_exercise_type_has_a_heading():
    written = headings(text_of("docs/exercise-types.md"))

    assert [name for name in EXERCISE_TYPES if name not in written] == []


def test_every_content_rule_has_a_row():
    written = set(re.findall(r"^\| `([a-z-]+)` \|", text_of("docs/content-rules.md"), re.M))

    assert written == set(RULES)


def test_every_job_is_explained_to_the_operator():
    written = text_of("docs/operations.md")

    assert [name for name in known_jobs() if f"`{name}`" not in written] == []


def test_every_command_is_explained_to_the_operator():
    written = text_of("docs/operations.md")

    assert [name for name in COMMANDS if f"python -m elearn {name}" not in written] == []


def commands(text: str) -> set[tuple[str, str]]:
    """`make …` and `python -m elearn …` where they stand as code: the tool and its next word."""
    code = [*FENCE.findall(text), *re.findall(r"`[^`\n]+`", FENCE.sub("", text))]
    return set(re.findall(r"\b(make|python -m elearn) ([a-z][a-z-]*)", "\n".join(code)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_commands_a_document_names_exist(document):
    known = {
        "make": set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), re.M)),
        "python -m elearn": COMMANDS,
    }

    named = commands(document.read_text(encoding="utf-8"))

    assert [f"{tool} {word}" for tool, word in sorted(named) if word not in known[tool]] == []


def anchors(text: str) -> set[str]:
    """What a Markdown viewer makes of the headings."""
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings(text))
    return {heading.replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_links_of_a_document_lead_somewhere(document):
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    inside = [link for link in LINK.findall(re.sub(r"`[^`\n]*`", "", text)) if "://" not in link]

    broken = []
    for link in inside:
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (
            anchor and anchor not in anchors(target.read_text(encoding="utf-8"))
        ):
            broken.append(link)

    assert broken == []


PACKAGES = "domain|wording|store|interchange|mail|services|jobs|cli|web"
PATH = re.compile(rf"(?:elearn|tests|docs|tools|bench|courses|{PACKAGES})/[\w./-]*")


def named_files(text: str) -> list[tuple[str, str]]:
    """Paths in backticks, each with the name after `::` or nothing; `web/x.py` is elearn's."""
    code = re.findall(r"`([\w./-]+)(?:::(\w+))?`", FENCE.sub("", text))
    return [(path, name) for path, name in code if PATH.fullmatch(path)]


def is_there(path: str, name: str) -> bool:
    found = next((one for one in (ROOT / path, ROOT / "elearn" / path) if one.exists()), None)
    if found is None or not name:
        return found is not None
    source = found.read_text(encoding="utf-8")
    return re.search(rf"^ *(?:def|class) {name}\b|^{name}\b", source, re.M) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_files_and_functions_a_document_names_exist(document):
    named = named_files(document.read_text(encoding="utf-8"))

    assert [(path, name) for path, name in named if not is_there(path, name)] == []


def test_the_index_lists_every_page():
    index = text_of("docs/README.md")
    pages = [*(ROOT / "docs").glob("*.md"), *DECISIONS]

    names = [page.relative_to(ROOT / "docs").as_posix() for page in pages]

    assert sorted(name for name in names if f"({name})" not in index and name != "README.md") == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_a_decision_has_its_four_headings(decision):
    text = decision.read_text(encoding="utf-8")
    number = int(decision.name[:4])

    assert text.startswith(f"# {number}. ")
    assert headings(text)[1:] == FOUR_HEADINGS


def test_no_two_decisions_share_a_number():
    numbers = [decision.name[:4] for decision in DECISIONS]

    assert len(set(numbers)) == len(numbers)


def test_the_pages_that_code_refers_to_are_there():
    pages = re.compile(r"docs/[\w/-]+\.md")
    decisions = {decision.name[:4] for decision in DECISIONS}

    gone = [
        (name_of(path), named)
        for path in tracked(".py")
        for text in [path.read_text(encoding="utf-8")]
        for named in [*pages.findall(text), *re.findall(r"decisions/(\d{4})", text)]
        if named not in decisions and not (ROOT / named).is_file()
    ]

    assert gone == []


def test_every_package_it_runs_on_is_listed_with_its_licence():
    packages = re.findall(r"^([\w.-]+)==", text_of("requirements.txt"), re.M)
    listed = re.findall(r"^\| ([\w.-]+) \| [^|]+ \| (?:yes)? *\|$", text_of("THIRD-PARTY.md"), re.M)

    assert set(packages) == set(listed)
