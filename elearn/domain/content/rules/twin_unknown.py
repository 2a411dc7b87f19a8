"""The twin that a case names is another case of the same module."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, ModuleText
from elearn.domain.content.record import nearest
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.types.judge import Judge


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        yield from _unknown(module)


def _unknown(module: ModuleText) -> Iterator[Place]:
    cases = [block for block in module.exercises if isinstance(block.exercise, Judge)]
    for block in cases:
        others = {one.id for one in cases} - {block.id}
        twin = block.spec.settings.get("twin")
        if twin and twin not in others:
            near = nearest(twin, others)
            yield at(module.file, block.line, twin=twin, near=near)


RULE = Rule("twin-unknown", Level.ERROR, check)
