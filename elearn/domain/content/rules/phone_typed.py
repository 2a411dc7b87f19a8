"""A telephone number stands in the register, where somebody keeps it true."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, Role
from elearn.domain.content.phrases import lines_of
from elearn.domain.content.rule import Level, Place, Rule, at

_PHONE = re.compile(
    r"(?<![\w:/.=-])(?:\+46[ -]?|0)\d{1,3}[ -]\d{2,3}(?:[ -]?\d{2,3}){1,3}(?![\w-])"
    r"|(?<![\w:/.=-])(?:\+46|0)\d{7,10}(?!\w)|(?<!\w)11[34] \d\d(?!\w)|(?<!\w)1177(?!\w)"
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for line, number, piece in lines_of(module):
            if piece.role is not Role.SOURCE and (phone := _PHONE.search(line)):
                yield at(module.file, number, phone=phone[0])


RULE = Rule("phone-typed", Level.ERROR, check)
