"""Every no has a sentence: the codes that are raised are those that wording knows."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from elearn.domain.errors import Refusal
from elearn.wording.refusals import OTHERWISE, SENTENCES, sentence
from tests.checkout import name_of, tracked

RAISED = {"Refusal", "BadAnswer", "FormatError"}
NOBODY_READS = {
    "compiled-format-unknown": "a published module of a later version of the product",
    "compiled-unreadable": "a published module that was damaged",
    "employment-over": "only posts that go on are moved",
    "counts-malformed": "counts come from our own tables",
    "rating-malformed": "an exercise refuses the answer before",
    "response-malformed": "the check of the course finds it before",
    "passage-malformed": "the check of the course finds it before",
    "course-of-events-malformed": "the check of the course finds it before",
    "memory-malformed": "a sealed record of our own that was damaged",
    "practice-malformed": "a sealed record of our own that was damaged",
    "practice-unreadable": "practice is begun anew, and the page says so",
    "mark-malformed": "marks come from our own grading",
    "rate-malformed": "rates come from our own counts",
    "ballot-malformed": "a sealed ballot that was damaged is begun anew, and the page says so",
    "form-incomplete": "the check of the course finds it before",
    "snapshot-malformed": "figures of a quarter that were damaged, which verify finds",
    "smtp-url": "the worker's log, where the operator looks, has the code",
    "mail-address": "the worker's log has the code",
}
"""Codes that reach no page and no terminal, and why."""


@dataclass(frozen=True)
class Raised:
    code: str
    at: str
    values: frozenset[str] | None
    """The names it carries; None where they are put together elsewhere."""


def raised() -> Iterator[Raised]:
    """Every refusal that is written out in the code."""
    for path in tracked(".py"):
        if "elearn" not in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name),
                    args=[ast.Constant(value=str(code))],
                    keywords=keywords,
                ) if name in RAISED:
                    names = [keyword.arg for keyword in keywords]
                    values = None if None in names else frozenset(map(str, names))
                    yield Raised(code, f"{name_of(path)}:{node.lineno}", values)


def test_every_code_that_is_raised_has_a_sentence():
    silent = {one.code: one.at for one in raised() if one.code not in SENTENCES}

    assert silent.keys() == NOBODY_READS.keys(), silent


def test_a_refusal_carries_every_value_that_its_sentence_mentions():
    lacking = [
        (one.at, name)
        for one in raised()
        if one.values is not None
        for name in re.findall(r"%\((\w+)\)", SENTENCES.get(one.code, ""))
        if name not in one.values
    ]

    assert lacking == []


def test_a_code_without_a_sentence_gets_a_general_one():
    told = sentence(Refusal("never-heard-of"), str)

    assert told == OTHERWISE
