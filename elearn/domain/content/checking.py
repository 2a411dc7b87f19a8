"""A library → everything there is to tell its authors, by the rules that are plugged in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from elearn.domain.content import rules
from elearn.domain.content.course import Library
from elearn.domain.content.outline import UNCLOSED
from elearn.domain.content.parsing import read_library
from elearn.domain.content.rule import Finding, Rule
from elearn.domain.errors import ContentError
from elearn.registry import discover

RULES: Mapping[str, Rule] = discover(rules, "RULE", group="elearn.content_rules")

_OF_WHOLE_TEXTS = frozenset(
    {"translation-blocks-differ", "bank-unbalanced", "bank-lopsided", "forms-unlike"}
)
"""The rules that a block which could not be read would seem to break."""

_OF_MEETING_PAGES = frozenset(
    {
        "all-of-the-above",
        "bare-sign-list",
        "callout-without-title",
        "footnote-missing",
        "footnote-unused",
        "heading-jump",
        "image-broken",
        "image-without-alt",
        "law-typed",
        "law-unknown",
        "link-broken",
        "lix-high",
        "personal-number-typed",
        "phone-typed",
        "review-in-future",
        "review-overdue",
        "review-too-far",
        "slot-empty",
        "slot-malformed",
        "slot-unknown",
        "source-old",
        "source-without-address",
        "title-differs",
        "translation-blocks-differ",
        "translation-stale",
        "translation-without-source",
        "word-to-avoid",
    }
)
"""The rules about any text at all. A meeting page is no module and has no key."""
_BESIDE = "meeting"
"""What tells a meeting page from its module where both are texts to be read through."""


def check_files(files: Mapping[str, bytes], *, today: date) -> list[Finding]:
    """What is wrong with *files*, and what the rules say about the part that can be read."""
    library, errors = read_library(files)
    unread = _unread(library, errors)
    broken = {_text_of(error.file) for error in errors}
    told = [
        one
        for one in check_library(library, today=today)
        if _text_of(one.file) not in (broken if one.code in _OF_WHOLE_TEXTS else unread)
    ]
    return _sorted([*map(Finding.of_error, errors), *told])


def check_library(library: Library, *, today: date) -> list[Finding]:
    """What the rules find, in the order of files and lines, the gravest first on each line."""
    pages = {key._replace(variant=_BESIDE): page for key, page in library.meeting_pages.items()}
    texts = replace(library, modules={**library.modules, **pages})
    return _sorted(
        Finding(rule.level, rule.name, place.file, place.line, place.values)
        for rule in RULES.values()
        for place in rule.check(texts if rule.name in _OF_MEETING_PAGES else library, today)
    )


def _unread(library: Library, errors: Iterable[ContentError]) -> set[tuple[str, str]]:
    """The texts of which little was read, so that a rule would only tell what follows from it."""
    texts = (*library.modules.values(), *library.meeting_pages.values())
    read = {module.file for module in texts}
    return {
        _text_of(error.file)
        for error in errors
        if error.file.endswith(".md") and (error.code in UNCLOSED or error.file not in read)
    }


def _text_of(file: str) -> tuple[str, str]:
    """The course and name that a text has in all its languages and variants."""
    path = PurePosixPath(file)
    return path.parts[0], path.name.partition(".")[0]


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda one: (one.file, one.line, order[one.level], one.code))
