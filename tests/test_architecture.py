"""What no line of the product may do, wherever it stands."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT, name_of, tracked

ENTRY_POINTS = ("elearn/web/", "elearn/cli/", "elearn/jobs/")
SOURCES = [path for path in tracked(".py") if name_of(path).startswith("elearn/")]


def calls(path: Path, method: str) -> list[int]:
    """The lines of *path* that call a method of that name."""
    parsed = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(parsed)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def test_imports_point_inward():
    linter = Path(sys.executable).with_name("lint-imports")

    said = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("method", ["commit", "rollback"])
def test_only_an_entry_point_ends_a_transaction(method):
    inside = [path for path in SOURCES if not name_of(path).startswith(ENTRY_POINTS)]

    found = [f"{name_of(path)}:{line}" for path in inside for line in calls(path, method)]

    assert found == []


def test_a_page_tells_a_refusal_in_one_place():
    """Elsewhere its days would stand as in a file."""
    text = "from elearn.wording.refusals import"
    pages = [path for path in SOURCES if name_of(path).startswith("elearn/web/")]

    found = [name_of(path) for path in pages if text in path.read_text(encoding="utf-8")]

    assert found == ["elearn/web/forms.py"]


def test_what_is_left_to_do_does_not_stand_in_the_code():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    texts = {path: path.read_text(encoding="utf-8") for path in tracked(".py")}

    found = [name_of(path) for path, text in texts.items() if any(mark in text for mark in marks)]

    assert found == []


def test_a_failure_of_any_kind_is_caught_in_one_place():
    def catches_all(path: Path) -> bool:
        parsed = ast.parse(path.read_text(encoding="utf-8"))
        return any(
            isinstance(node, ast.ExceptHandler)
            and (
                node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
            )
            for node in ast.walk(parsed)
        )

    assert [name_of(path) for path in SOURCES if catches_all(path)] == ["elearn/jobs/_worker.py"]


def test_no_package_is_a_drawer_for_odds_and_ends():
    drawers = {"utils", "helpers", "common", "misc", "manager", "data"}

    found = [name_of(path) for path in SOURCES if path.stem in drawers]

    assert found == []


def test_the_domain_loads_without_flask_and_without_a_database():
    code = (
        "import sys, elearn.domain.people.org, elearn.domain.record.completion, elearn.registry\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'flask', 'sqlalchemy', 'werkzeug', 'jinja2'}))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
