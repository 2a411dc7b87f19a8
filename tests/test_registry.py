import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from elearn import registry
from elearn.registry import DuplicatePluginError, discover


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An importable, empty package `plugs`."""
    package = tmp_path / "plugs"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [name for name in sys.modules if name.split(".")[0] == "plugs"]:
        del sys.modules[name]


def package() -> ModuleType:
    return __import__("plugs")


def plug(folder: Path, file: str, name: str) -> None:
    text = f"class Plug:\n    name = {name!r}\n\nPLUG = Plug()\n"
    (folder / f"{file}.py").write_text(text, encoding="utf-8")


def test_plug_ins_are_found_in_the_order_of_their_files(folder: Path):
    plug(folder, "b", "first")
    plug(folder, "a", "second")
    plug(folder, "_shared", "hidden")

    found = discover(package(), "PLUG", group="test.none")

    assert list(found) == ["second", "first"]


def test_two_plug_ins_of_one_name_are_refused(folder: Path):
    plug(folder, "a", "same")
    plug(folder, "b", "same")

    with pytest.raises(DuplicatePluginError, match="same"):
        discover(package(), "PLUG", group="test.none")


def test_a_module_that_is_no_plug_in_is_refused(folder: Path):
    (folder / "a.py").touch()

    with pytest.raises(AttributeError):
        discover(package(), "PLUG", group="test.none")


def test_installed_plug_ins_come_after_those_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    plug(folder, "z", "own")
    offered = SimpleNamespace(
        name="a", value="other:PLUG", load=lambda: SimpleNamespace(name="new")
    )
    monkeypatch.setattr(registry, "entry_points", lambda group: [offered])

    assert list(discover(package(), "PLUG", group="test.some")) == ["own", "new"]


def test_what_was_found_cannot_be_changed(folder: Path):
    found = discover(package(), "PLUG", group="test.none")

    with pytest.raises(TypeError):
        found["x"] = 1  # type: ignore[index]
