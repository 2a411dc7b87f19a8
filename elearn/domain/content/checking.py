"""A library → everything there is to tell its authors, by the rules that are plugged in."""

from collections.abc import Iterable, Mapping
from datetime import date

from elearn.domain.content import rules
from elearn.domain.content.course import Library
from elearn.domain.content.parsing import read_library
from elearn.domain.content.rule import Finding, Rule
from elearn.registry import discover

RULES: Mapping[str, Rule] = discover(rules, "RULE", group="elearn.content_rules")


def check_files(files: Mapping[str, bytes], *, today: date) -> list[Finding]:
    """What is wrong with *files*, and what the rules say about the part that can be read."""
    library, errors = read_library(files)
    return _sorted([*map(Finding.of_error, errors), *check_library(library, today=today)])


def check_library(library: Library, *, today: date) -> list[Finding]:
    """What the rules find, in the order of files and lines, the gravest first on each line."""
    return _sorted(
        Finding(rule.level, rule.name, place.file, place.line, place.values)
        for rule in RULES.values()
        for place in rule.check(library, today)
    )


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda one: (one.file, one.line, order[one.level], one.code))
