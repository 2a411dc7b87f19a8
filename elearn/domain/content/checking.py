"""A library → everything there is to tell its authors, by the rules that are plugged in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

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

_KEY_BY_RULE = {"slot-unknown": "slot", "law-unknown": "key", "concept-unknown": "key"}
"""The rules that look an entry of a register up, and the value that names it."""
_FILE_BY_RULE = {"image-broken": "target", "link-broken": "target"}
"""The rules that look a file up, and the value that names it."""
_WRITTEN_KEY = re.compile(rb"""\bkey:[ \t]*["']?([a-z0-9-]+)""")


def check_files(files: Mapping[str, bytes], *, today: date) -> list[Finding]:
    """What is wrong with *files*, and what the rules say about the part that can be read."""
    library, errors = read_library(files)
    unread = _unread(library, errors)
    broken = {_text_of(error.file) for error in errors}
    refused = {error.file for error in errors if error.file in files}
    keys = _keys_written_in(files, refused)
    told = [
        one
        for one in check_library(library, today=today)
        if _text_of(one.file) not in (broken if one.code in _OF_WHOLE_TEXTS else unread)
        and not _is_there(one, keys, refused)
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


def _keys_written_in(files: Mapping[str, bytes], refused: Iterable[str]) -> frozenset[str]:
    """The keys in the registers with mistakes: an entry that could not be read exists, too."""
    registers = (files[path] for path in refused if path.startswith("_shared/"))
    return frozenset(key.decode() for data in registers for key in _WRITTEN_KEY.findall(data))


def _is_there(one: Finding, keys: Iterable[str], refused: Iterable[str]) -> bool:
    """Whether what *one* misses is there, with a mistake of its own that is told at its place."""
    if one.code in _KEY_BY_RULE:
        key = str(one.values[_KEY_BY_RULE[one.code]]).removeprefix("lokal.").partition(".")[0]
        return key in keys
    if one.code in _FILE_BY_RULE:
        path = unquote(str(one.values[_FILE_BY_RULE[one.code]]).partition("#")[0])
        return normpath(str(PurePosixPath(one.file).parent / path)) in refused
    return False


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
