"""What is there to practise, and what is kept of this person's practice?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Select, case, select

from elearn.domain.content.bank import cases_of
from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.people.intervals import Days
from elearn.domain.recognition.case import Case, is_for_practice
from elearn.domain.recognition.leave import leaves_of
from elearn.store.db import Session
from elearn.store.models import CaseBank, Practice
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

    What is kept for measurement is never among them, nor what has been withdrawn.
    """
    every = every_case(session, municipality, language).items()
    return MappingProxyType({id: one for id, one in every if is_for_practice(one.case)})


def every_case(session: Session, municipality: UUID, language: str) -> Bank:
    """As `bank`, with those that are kept for measurement."""
    found: dict[str, BankCase] = {}
    for digest in session.scalars(_published_banks(municipality, language)).all():
        for one in _cases(compiled(session, digest)):
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


def _published_banks(municipality: UUID, language: str) -> Select[str]:
    """Those in *language* first, so that another one only fills the gaps."""
    return (
        select(CaseBank.compiled_digest)
        .where(CaseBank.municipality_id == municipality, CaseBank.variant == "")
        .order_by(
            case((CaseBank.language == language, 0), else_=1),
            CaseBank.language.desc(),
            CaseBank.course_id,
            CaseBank.id,
        )
    )


def _cases(module: CompiledModule) -> Iterator[BankCase]:
    exercise_by_id = {exercise.id: exercise for exercise in module.exercises}
    for id, found in cases_of(module).items():
        yield BankCase(found, exercise_by_id[id], module.language)
