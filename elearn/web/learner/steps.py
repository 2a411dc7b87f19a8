"""A learner's way through a module: the addresses of its screens, and the learner's own work."""

from dataclasses import dataclass
from functools import cached_property, partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from elearn.domain.errors import Refusal
from elearn.domain.people.aid import among
from elearn.domain.people.permissions import Permission
from elearn.services import learning
from elearn.services.learning import Learner
from elearn.store.queries.catalogue import Reading
from elearn.store.queries.own_occupations import own_occupations
from elearn.web import held
from elearn.web.course_text import filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.for_roles import Fill, filler_for
from elearn.web.learner.open_work import learner_on, opened_work
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.walk.screen import NOTICE, Acts, is_about, step_page, take_answer


@dataclass(frozen=True)
class LearnerWay:
    reading: Reading
    template: str = "walk/step.html"

    def crumbs(self, reading: Reading) -> list[tuple[str, str]]:
        module = reading.module
        return [
            (reading.course_title, url_for("learner.course", course=module.course)),
            (module.title, url_for("learner.module", course=module.course, module=module.id)),
        ]

    def step(
        self, number: int, *, again: bool = False, seen: bool = False, anchor: str | None = None
    ) -> str:
        module = self.reading.module
        return url_for(
            "learner.step",
            course=module.course,
            module=module.id,
            number=number,
            again=1 if again else None,
            seen=1 if seen else None,
            _anchor=anchor,
        )

    def finish(self) -> str:
        module = self.reading.module
        return url_for("learner.finish", course=module.course, module=module.id)

    def fill(self, html: str) -> Markup:
        return self._fill(html)

    @cached_property
    def _fill(self) -> Fill:
        """Asks about the reader's work only where the text is for some."""
        fill, named = filler(self.reading.module.language), self.reading.role_families
        if not named:
            return fill
        occupations = own_occupations(
            session(), municipality_id(), actor().person, today=site().today()
        )
        return filler_for(among(named, occupations), fill)


@pages.get("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
def step(course: str, module: str, number: int) -> ResponseReturnValue:
    opened = opened_work(learner_on(course, module))
    if opened is None:
        return redirect(url_for(".module", course=course, module=module), code=303)
    way = LearnerWay(opened.reading)
    kept = _fields(held.take(request.path))
    if is_about(opened, kept) and NOTICE not in kept:
        return step_page(opened, way, number, sent=kept, is_held=True)
    return step_page(opened, way, number)


@pages.post("/courses/<course>/<module>/steps/<int:number>")
@requires(Permission.LEARN)
@held.holds_answers
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    learner = learner_on(course, module)
    opened = opened_work(learner)
    if opened is None or not is_about(opened, request.form.to_dict(flat=False)):
        flash(refused(Refusal("attempt-over")), "info")
        return redirect(url_for(".module", course=course, module=module), code=303)
    return take_answer(opened, LearnerWay(opened.reading), _acts(learner), number)


def _acts(learner: Learner) -> Acts:
    mine = (session(), learner, site().sealer)
    return Acts(
        partial(learning.answer, *mine),
        partial(learning.skip, *mine),
        partial(learning.take_up, *mine),
    )


def _fields(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Form fields by name, each with all its values."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields
