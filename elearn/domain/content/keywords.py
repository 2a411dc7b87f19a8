"""The words before the colon in a heading, and the exercise types that they can mean."""

import re
from collections.abc import Mapping
from functools import cache

from elearn.domain.content.outline import Section
from elearn.domain.exercises.all_types import EXERCISE_TYPES

KEYWORD = re.compile(r"^([^\W\d_][\w ]{0,29}?)[ ]*[:：][ ]*(.*)$")


@cache
def types_by_keyword() -> Mapping[str, tuple[str, ...]]:
    """The names of exercise types by keyword in lower case, of every language."""
    names: dict[str, tuple[str, ...]] = {}
    for name, exercise_type in EXERCISE_TYPES.items():
        for keyword in {word.lower() for word in exercise_type.keywords.values()}:
            names[keyword] = (*names.get(keyword, ()), name)
    return names


@cache
def words_of_parts() -> frozenset[str]:
    """What begins a `####` heading in any exercise type, in lower case."""
    return frozenset(word for one in EXERCISE_TYPES.values() for word in one.words)


def keyword_of(section: Section) -> str:
    match = KEYWORD.match(section.heading)
    return match[1].strip().lower() if match else ""


def question_of(section: Section) -> str:
    """The heading without an exercise's keyword; all of it where there is none."""
    match = KEYWORD.match(section.heading)
    if match and match[1].strip().lower() in types_by_keyword():
        return match[2].strip()
    return section.heading
