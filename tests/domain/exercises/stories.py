"""Scenarios in the shape in which the parser hands them over."""

import re
from typing import Any

from elearn.domain.exercises.exercise import Body, Item, Spec, SubPart, Where
from elearn.domain.exercises.types.scenario import Scenario

WHERE = Where("a.md", 7)

_HEADING = re.compile(r"(step|end) ([^ ]*)(?: \[(.*)\])?")
_CHOICE = re.compile(r"(\[[x ]\] )?([^ ]*) -> ([^ ]*)(?: \"(.*)\")?")


def spec(text: str, **rest: Any) -> Spec:
    """A scenario from a short form, a line each:

        step samtal [band: 1-2; duty: no]
        [x] Fråga -> step-fraga "nivå 1; +tillit"
        end klart

    Lines count from 10. Every text says where it stands.
    """
    parts: list[SubPart] = []
    for line, row in enumerate(filter(None, map(str.strip, text.splitlines())), start=10):
        if heading := _HEADING.fullmatch(row):
            parts.append(_part(heading[1], heading[2], heading[3] or "", line))
        else:
            parts[-1] = _with_choice(parts[-1], row, line)
    return Spec("En förälder ringer.", body=Body.PARTS, parts=tuple(parts), **rest)


def _part(word: str, name: str, comment: str, line: int) -> SubPart:
    pairs = (pair.partition(":") for pair in filter(None, comment.split(";")))
    settings = {key.strip(): value.strip() for key, _, value in pairs}
    return SubPart(word, name, Spec(f"{word} {name}.", settings=settings), line)


def _with_choice(part: SubPart, row: str, line: int) -> SubPart:
    choice = _CHOICE.fullmatch(row)
    assert choice, row
    box, text, target, title = choice.groups()
    item = Item(
        text,
        checked=box == "[x] ",
        feedback=f"Om {text}.",
        line=line,
        raw=text,
        target=target,
        title=title or "",
    )
    body = Body.NUMBERED_TASKS if box else Body.NUMBERED
    items = (*part.spec.items, item)
    inner = Spec(part.spec.stem, items, part.spec.settings, body=body)
    return SubPart(part.word, part.name, inner, part.line)


def scenario(text: str, **rest: Any) -> Scenario:
    return Scenario.parse(spec(text, **rest), where=WHERE)
