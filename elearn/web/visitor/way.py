"""A way through an open course: which number goes it, its work, and where its pages are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from elearn.domain.content.walk import steps_of
from elearn.services import open_work
from elearn.services.open_work import Holder
from elearn.store.models import OpenWork
from elearn.store.queries import catalogue
from elearn.store.queries import open_courses as ask
from elearn.store.queries.catalogue import CourseLine, Reading
from elearn.web.course_text import course_language, filler, reads_easily
from elearn.web.db import session
from elearn.web.open_number import own_number
from elearn.web.own_panel import judged
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.walk.opened import Opened

MARK_LETTERS = 12


@dataclass(frozen=True)
class VisitorWay:
    reading: Reading
    template: str = "visitor/step.html"

    def crumbs(self, reading: Reading) -> list[tuple[str, str]]:
        return [
            (_("Open courses"), url_for("visitor.courses")),
            (reading.course_title, url_for("visitor.course", course=reading.module.course)),
        ]

    def step(
        self, number: int, *, again: bool = False, seen: bool = False, anchor: str | None = None
    ) -> str:
        module = self.reading.module
        return url_for(
            "visitor.step",
            course=module.course,
            module=module.id,
            number=number,
            again=1 if again else None,
            seen=1 if seen else None,
            _anchor=anchor,
        )

    def finish(self) -> str:
        module = self.reading.module
        return url_for("visitor.finish", course=module.course, module=module.id)

    def fill(self, html: str) -> Markup:
        """Pictures are asked for where nobody needs to sign in."""
        filled = filler(self.reading.module.language)(html)
        there, here = '"/media/', f'"{url_for("visitor.courses")}/media/'
        return Markup(str(filled).replace(there, here))  # noqa: S704 - as `filler` made it


def holder_in(course: str) -> Holder | None:
    """None where this browser goes by no number, or by one for another course."""
    row = own_number()
    if row is None or row.course_id != course:
        return None
    return Holder(row.municipality_id, row.number_key)


def works_of(who: Holder) -> Mapping[str, OpenWork]:
    """What is begun or done, by module."""
    rows = ask.works(session(), who.municipality, who.number_key)
    return {row.module_id: row for row in rows}


def opened_work(who: Holder, course: str, module: str) -> Opened | None:
    """None when nothing is open."""
    row = ask.open_work(session(), who.municipality, who.number_key, module)
    if row is None or row.sealed is None:
        return None
    reading = catalogue.reading(
        session(),
        who.municipality,
        course,
        module,
        course_language(),
        row.version,
        easily=reads_easily(),
    )
    if reading is None:
        return None
    work = open_work.opened(row, site().sealer)
    told = replace(reading, module=judged(reading.module))
    mark = who.number_key.hex()[:MARK_LETTERS]
    return Opened(mark, work, told, steps_of(told.module, work.skipped))


def course_line(course: str) -> CourseLine | None:
    return next(iter(published(catalogue.courses, course_language(), course)), None)


def title_of(course: str) -> str:
    line = course_line(course)
    return line.title if line else course


def lines_open() -> list[CourseLine]:
    """The courses that anybody may begin."""
    open_to_all = ask.open_courses(session(), municipality_id())
    every = published(catalogue.courses, course_language())
    return [line for line in every if line.id in open_to_all]
