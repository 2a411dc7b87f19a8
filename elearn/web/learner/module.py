"""A module as one text to read or print, and the way into its exercises."""

import secrets
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.walk import asked_of, resume_at
from elearn.domain.people.aid import among
from elearn.domain.people.permissions import Permission
from elearn.services import learning
from elearn.store.queries import catalogue
from elearn.store.queries.catalogue import Reading
from elearn.store.queries.module_progress import MODULE_PROGRESS, Progress, module_progress
from elearn.web.course_text import course_language, filler, numbers_in_doubt
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.kept_page import kept_page, own
from elearn.web.learner.blueprint import pages
from elearn.web.learner.for_roles import filler_for
from elearn.web.learner.open_work import learner_on, opened_work
from elearn.web.learner.reading import reading_or_404
from elearn.web.login import asks_besides, viewer
from elearn.web.page import dateformat, menu
from elearn.web.published import published
from elearn.web.site import site


@pages.get("/courses/<course>/<module>")
@requires(Permission.LEARN)
@asks_besides(MODULE_PROGRESS)
def module(course: str, module: str) -> ResponseReturnValue:
    """The whole text to read or print, and the way into the exercises."""
    reading = reading_or_404(course, module)
    progress = module_progress(viewer().found)
    completed_on = dateformat(progress.completed.get(module), "long")
    today = site().today()
    families = among(reading.role_families, progress.occupations)
    shape = (
        reading.module.text_version,
        frozenset(progress.completed),
        progress.is_begun,
        families,
        today,
        menu(),
        request.full_path,
    )
    return kept_page(
        shape,
        lambda: _module_page(reading, progress, own("completed-on", completed_on)),
        {"completed-on": completed_on},
    )


def _module_page(reading: Reading, progress: Progress, completed_on: str) -> str:
    """Draws what readers with the same progress see alike."""
    lines = published(catalogue.courses, course_language(), reading.module.course)
    return render_template(
        "learner/module.html",
        reading=reading,
        module=reading.module,
        asked={exercise.id: exercise for exercise in asked_of(reading.module)},
        course_line=lines[0] if lines else None,
        completed=frozenset(progress.completed),
        completed_on=completed_on,
        is_begun=progress.is_begun,
        fill=filler_for(
            among(reading.role_families, progress.occupations), filler(reading.module.language)
        ),
        in_doubt=numbers_in_doubt(reading.module),
        today=site().today(),
    )


@pages.post("/courses/<course>/<module>/begin")
@requires(Permission.LEARN)
def begin(course: str, module: str) -> ResponseReturnValue:
    """Opens an attempt, or goes on with the one that is open."""
    learner = learner_on(course, module)
    learning.begin(
        session(),
        learner,
        site().sealer,
        attempt_id=uuid4(),
        secret=secrets.token_hex(16),
        today=site().today(),
    )
    session().commit()
    opened = opened_work(learner)
    if opened is None:  # submitted in another tab meanwhile
        return redirect(url_for(".result", course=course, module=module), code=303)
    if opened.work.renews and not opened.work.is_answered:
        told = _(
            "You took version %(number)s of this before. Only what has changed since is asked.",
            number=opened.work.renews,
        )
        flash(told, "info")
    steps = opened.steps
    number = resume_at(steps, opened.work.answers)
    if number > len(steps):
        return redirect(url_for(".finish", course=course, module=module), code=303)
    return redirect(url_for(".step", course=course, module=module, number=number), code=303)
