"""`plugins`: what is plugged in, by kind."""

import argparse
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from elearn.cli._language import _
from elearn.registry import discover

KINDS = (
    ("elearn.domain.exercises.types", "EXERCISE_TYPE", "elearn.exercise_types"),
    ("elearn.domain.content.rules", "RULE", "elearn.content_rules"),
    ("elearn.interchange.formats", "FORMAT", "elearn.formats"),
    ("elearn.jobs", "JOB", "elearn.jobs"),
)
"""Package, the attribute a plug-in binds, the entry-point group for installed ones."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("plugins", help=_("list what is plugged in"))


def run(args: argparse.Namespace) -> int:
    for group, plugins in _found():
        for name, plugin in plugins.items():
            print(f"{group}\t{name}\t{getattr(plugin, '__module__', '')}")
    return 0


def _found() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for package, attribute, group in KINDS:
        if find_spec(package.rpartition(".")[0]) and find_spec(package):
            yield group, discover(import_module(package), attribute, group)
