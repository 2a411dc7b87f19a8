"""Duties as their editor sees them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, distinct, func, or_, select

from elearn.domain.people.aid import FAMILY_DIGITS
from elearn.domain.record.duty import DueFrom, Need
from elearn.domain.record.reminders import Ladder
from elearn.store.db import Session
from elearn.store.models import (
    Course,
    Duty,
    Employment,
    Exemption,
    Extension,
    Module,
    ModuleText,
    Reminder,
    StatusPeriod,
)
from elearn.store.queries.unit_people import employed_in


@dataclass(frozen=True, slots=True)
class DutyRow:
    id: UUID
    course: str
    title: str
    modules: tuple[str, ...]
    need: str
    units: frozenset[UUID]
    aid_families: frozenset[str]
    employment_kinds: tuple[str, ...]
    roles: tuple[str, ...]
    due_from: DueFrom
    due_days: int
    due_on: date | None
    least_working_days: int
    valid_days: int | None
    renewal_days: int
    from_on: date
    to_on: date | None
    ladder: Ladder
    concerned: int
    """How many people it concerns on the day asked about."""


@dataclass(frozen=True, slots=True)
class OfferedCourse:
    id: str
    title: str
    modules: tuple[tuple[str, str], ...]
    """Id and title of each that can be taken, in order."""
    defaults: Mapping[str, object]
    """What the course itself proposes for a duty."""
    need: Need
    """Whether all of its modules make up the whole course, or any one of them."""


def duty_rows(session: Session, municipality: UUID, language: str, today: date) -> list[DutyRow]:
    """Running and coming ones first, then those that have ended."""
    titles = {
        row.id: _in_language(row.titles, language, row.id)
        for row in session.execute(
            select(Course.id, Course.titles).where(Course.municipality_id == municipality)
        )
    }
    counts = _concerned(session, municipality, today)
    duties = session.scalars(select(Duty).where(Duty.municipality_id == municipality)).all()
    rows = [
        DutyRow(
            id=duty.id,
            course=duty.course_id,
            title=titles.get(duty.course_id, duty.course_id),
            modules=tuple(duty.modules),
            need=duty.need,
            units=frozenset(map(UUID, duty.units)),
            aid_families=frozenset(duty.aid_families),
            employment_kinds=tuple(duty.employment_kinds),
            roles=tuple(duty.roles),
            due_from=DueFrom(duty.due_from),
            due_days=duty.due_days,
            due_on=duty.due_on,
            least_working_days=duty.least_working_days,
            valid_days=duty.valid_days,
            renewal_days=duty.renewal_days,
            from_on=duty.from_on,
            to_on=duty.to_on,
            ladder=Ladder(
                duty.remind_before_due,
                duty.remind_before_expiry,
                duty.remind_after,
                duty.remind_after_again,
            ),
            concerned=counts[duty.id],
        )
        for duty in duties
    ]
    return sorted(rows, key=lambda row: (_has_ended(row, today), row.title, row.from_on))


def offered_courses(session: Session, municipality: UUID, language: str) -> list[OfferedCourse]:
    """Every published course with the modules that can be taken, titles in *language*."""
    names: dict[tuple[str, str], dict[str, str]] = {}
    for row in session.execute(
        select(ModuleText.course_id, ModuleText.module_id, ModuleText.language, ModuleText.title)
        .join(
            Module,
            (Module.municipality_id == ModuleText.municipality_id)
            & (Module.course_id == ModuleText.course_id)
            & (Module.id == ModuleText.module_id)
            & (Module.version == ModuleText.version),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.is_current.is_(True),
            ModuleText.variant == "",
        )
    ):
        names.setdefault((row.course_id, row.module_id), {})[row.language] = row.title
    modules: dict[str, list[tuple[str, str]]] = {}
    for course, module in session.execute(
        select(Module.course_id, Module.id)
        .where(Module.municipality_id == municipality, Module.withdrawn_at.is_(None))
        .order_by(Module.course_id, Module.position)
    ):
        title = _in_language(names.get((course, module), {}), language, module)
        modules.setdefault(course, []).append((module, title))
    courses = session.execute(
        select(Course.id, Course.titles, Course.default_duty, Course.need)
        .where(Course.municipality_id == municipality)
        .order_by(Course.published_at, Course.id)
    )
    return [
        OfferedCourse(
            row.id,
            _in_language(row.titles, language, row.id),
            tuple(modules.get(row.id, ())),
            row.default_duty or {},
            Need(row.need),
        )
        for row in courses
    ]


def families_in_use(
    session: Session, municipality: UUID, units: Collection[UUID], today: date
) -> list[tuple[str, int]]:
    """The beginnings of the codes that occur in *units* today, and how many people each."""
    rows = session.execute(
        select(Employment.aid_code, func.count(distinct(Employment.person_id)).label("people"))
        .where(*employed_in(municipality, units, today), Employment.aid_code != "")
        .group_by(Employment.aid_code)
    )
    found: Counter[str] = Counter()
    for row in rows:
        found[row.aid_code[:FAMILY_DIGITS]] += row.people
    return sorted(found.items())


def duty_of(session: Session, municipality: UUID, duty: UUID) -> Duty | None:
    return session.get(Duty, (municipality, duty))


def duties_for(session: Session, municipality: UUID, course: str) -> Sequence[Duty]:
    return session.scalars(
        select(Duty).where(Duty.municipality_id == municipality, Duty.course_id == course)
    ).all()


def delete_duty(session: Session, municipality: UUID, duty: UUID) -> None:
    """With the periods, exemptions, extensions and notes of letters that hang on it."""
    for model in (StatusPeriod, Exemption, Extension, Reminder):
        session.execute(
            delete(model).where(model.municipality_id == municipality, model.duty_id == duty)
        )
    session.execute(delete(Duty).where(Duty.municipality_id == municipality, Duty.id == duty))


def _concerned(session: Session, municipality: UUID, today: date) -> Counter[UUID]:
    rows = session.execute(
        select(StatusPeriod.duty_id, func.count(distinct(StatusPeriod.person_id)).label("people"))
        .where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.from_on <= today,
            or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > today),
        )
        .group_by(StatusPeriod.duty_id)
    )
    return Counter({row.duty_id: row.people for row in rows})


def _has_ended(row: DutyRow, today: date) -> bool:
    return row.to_on is not None and row.to_on <= today


def _in_language(texts: Mapping[str, str], language: str, otherwise: str) -> str:
    return texts.get(language) or next(iter(texts.values()), otherwise)
