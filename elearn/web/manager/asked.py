"""What the address of a manager's page asks for. An order or a page that makes no sense is ignored;
a course or a filter that is gone is left out, and told of; a day has to be one, since a page that
showed another day than the one asked for would mislead."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import request

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import months_later
from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_report import SORTS, Shown, Wanted

FIRST_DAY = date(2000, 1, 1)
MONTHS_AHEAD = 24
LONGEST_SEARCH = 100


def day_asked(today: date) -> date:
    """The day in `on`; *today* when there is none.

    Raises: Refusal `day-not-a-date` or `day-out-of-reach`.
    """
    text = request.args.get("on", "").strip()
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("day-not-a-date") from None
    last = months_later(today, MONTHS_AHEAD)
    if not FIRST_DAY <= day <= last:
        raise Refusal("day-out-of-reach", first=FIRST_DAY, last=last)
    return day


def course_asked(courses: Sequence[UnitCourse]) -> UnitCourse | None:
    """The one in `course`, else the first; None when nothing has been published yet."""
    wanted = request.args.get("course", "")
    named = (course for course in courses if course.id == wanted)
    return next(named, courses[0] if courses else None)


def is_course_gone(courses: Sequence[UnitCourse]) -> bool:
    """Whether another course than the one in `course` is shown."""
    wanted = request.args.get("course", "")
    return bool(wanted and courses) and all(course.id != wanted for course in courses)


def is_filter_gone(tree: OrgTree) -> bool:
    """Whether `status` or `unit` names nothing of *tree*, so that more is shown than asked for."""
    status, unit = request.args.get("status", ""), request.args.get("unit", "")
    return status not in (*Shown, *Status) or bool(unit and len(tree) and unit_asked() not in tree)


def unit_asked() -> UUID | None:
    try:
        return UUID(request.args.get("unit", ""))
    except ValueError:
        return None


def is_unit_gone(tree: OrgTree) -> bool:
    """Whether `unit` names nothing of *tree*, so that another is shown than asked for."""
    return bool(request.args.get("unit", "")) and unit_asked() not in tree


def without_a_gone_unit(wanted: Wanted, tree: OrgTree) -> Wanted:
    return wanted if wanted.unit in tree else replace(wanted, unit=None)


def list_asked() -> Wanted:
    return Wanted(
        status=_status_asked(),
        unit=unit_asked(),
        text=text_asked(),
        sort=sort_asked(SORTS, "status"),
    )


def text_asked() -> str:
    return " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]


def sort_asked(codes: Collection[str], default: str) -> str:
    sort = request.args.get("sort", "")
    return sort if sort.removeprefix("-") in codes else default


def page_asked(pages: int) -> int:
    """Within 1 to *pages*."""
    try:
        number = int(request.args.get("page", "")[:9])
    except ValueError:
        return 1
    return max(1, min(number, pages))


def _status_asked() -> Status | Shown:
    text = request.args.get("status", "")
    for kind in (Shown, Status):
        try:
            return kind(text)
        except ValueError:
            continue
    return Shown.ASKED
