"""What is there to practise, and what is kept of this person's practice?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Select, and_, case, select

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.people.intervals import Days
from elearn.domain.recognition.case import Case, is_for_practice
from elearn.domain.recognition.leave import leaves_of
from elearn.store.db import Session
from elearn.store.models import Module, ModuleText, Practice
from elearn.store.queries.catalogue import compiled
from elearn.store.queries.standing_facts import facts


@dataclass(frozen=True)
class BankCase:
    """A case of the bank with its text."""

    case: Case
    exercise: CompiledExercise
    language: str


Bank = Mapping[str, BankCase]
"""By the id of the case: `course/module/exercise`, the same in every language."""


def bank(session: Session, municipality: UUID, language: str) -> Bank:
    """Every published case that may be practised, in *language* where there is a text.

    A case is one that is to be judged and names its concept. What is kept for measurement is
    never among them, nor what has been withdrawn.
    """
    found: dict[str, BankCase] = {}
    for row in session.execute(_current_texts(municipality, language)):
        for one in _cases(compiled(session, row.compiled_digest)):
            found.setdefault(one.case.id, one)
    return MappingProxyType(found)


def practice_of(session: Session, municipality: UUID, key: bytes) -> Practice | None:
    return session.get(Practice, (municipality, key))


def locked_practice(session: Session, municipality: UUID, key: bytes) -> Practice | None:
    """As it is now, held until the transaction ends: two tabs answer one after the other."""
    found = select(Practice).where(Practice.municipality_id == municipality, Practice.key == key)
    return session.scalar(found.with_for_update().execution_options(populate_existing=True))


def own_leaves(session: Session, municipality: UUID, person: UUID) -> Days:
    """The days on which *person* is on leave from every employment there is."""
    return leaves_of(facts(session, municipality, [person]).posts.get(person, ()))


def _current_texts(municipality: UUID, language: str) -> Select[str]:
    """Those in *language* first, so that another one only fills the gaps."""
    return (
        select(ModuleText.compiled_digest)
        .join(
            Module,
            and_(
                Module.municipality_id == ModuleText.municipality_id,
                Module.course_id == ModuleText.course_id,
                Module.id == ModuleText.module_id,
                Module.version == ModuleText.version,
            ),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.is_current,
            ModuleText.variant == "",
            Module.withdrawn_at.is_(None),
        )
        .order_by(
            case((ModuleText.language == language, 0), else_=1),
            ModuleText.language.desc(),
            ModuleText.course_id,
            ModuleText.module_id,
        )
    )


def _cases(module: CompiledModule) -> Iterator[BankCase]:
    for exercise in module.exercises:
        if isinstance(exercise.exercise, Judge) and exercise.exercise.vignette.concept:
            found = _case(f"{module.course}/{module.id}/{exercise.id}", exercise.exercise)
            if is_for_practice(found):
                yield BankCase(found, exercise, module.language)


def _case(id: str, judge: Judge) -> Case:
    said = judge.vignette
    return Case(
        id=id,
        concept=said.concept,
        truth=said.truth,
        markers=said.markers,
        ideology=said.ideology,
        religion=said.religion,
        cue=said.cue,
        context=said.context,
        form=said.form,
        anchor=said.anchor,
    )
