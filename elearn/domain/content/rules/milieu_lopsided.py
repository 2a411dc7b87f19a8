"""No milieu stands for more than four tenths of a course."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at

_MOST = 0.4
_MIN_MODULES = 3
_NONE = frozenset({"ingen", "none"})


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        modules = [one for one in library.sources() if one.course == course.id]
        named = Counter(name for one in modules for name in one.front.milieus)
        milieus = {name: count for name, count in named.items() if name not in _NONE}
        for name, count in milieus.items():
            if len(modules) >= _MIN_MODULES and count > _MOST * sum(milieus.values()):
                yield at(course.file, 1, milieu=name, count=count, all=sum(milieus.values()))


RULE = Rule("milieu-lopsided", Level.WARNING, check)
