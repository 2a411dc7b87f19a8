"""Which measurement forms are there, and how far is somebody with the courses they belong to?"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.recognition.measurement_block import is_complete
from elearn.domain.recognition.measurement_record import course_of
from elearn.store.db import Session
from elearn.store.queries.practice import BankCase, every_case


@dataclass(frozen=True)
class Form:
    """The cases that are asked together."""

    id: str
    """`course/bank/form`, the same in every language."""
    cases: Mapping[str, BankCase]
    """By id."""

    @property
    def course(self) -> str:
        return course_of(self.id)

    @property
    def name(self) -> str:
        """What its author calls it."""
        return self.id.rpartition("/")[2]

    @property
    def exercises(self) -> list[CompiledExercise]:
        return [one.exercise for one in self.cases.values()]

    @cached_property
    def edition(self) -> str:
        """What its texts are called, whatever the language: another text, another edition."""
        versions = sorted(f"{id} {one.exercise.version}" for id, one in self.cases.items())
        return hashlib.sha256("\n".join(versions).encode()).hexdigest()


Forms = Mapping[str, Form]
"""By id, in its order."""


def forms(session: Session, municipality: UUID, language: str) -> Forms:
    """Every published form of eight signals and sixteen look-alikes, in *language* where there is
    a text; one of another size is never measured with."""
    cases: dict[str, dict[str, BankCase]] = defaultdict(dict)
    for id, one in every_case(session, municipality, language).items():
        if one.case.form is not None:
            cases[f"{id.rpartition('/')[0]}/{one.case.form}"][id] = one
    complete = {
        id: Form(id, MappingProxyType(found))
        for id, found in sorted(cases.items())
        if is_complete(one.case for one in found.values())
    }
    return MappingProxyType(complete)
