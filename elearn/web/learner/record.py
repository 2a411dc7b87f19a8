"""The own record: what has been completed, what is asked, what is held about the reader."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content.routes import in_language
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import taken_back
from elearn.domain.record.objection import objections_to
from elearn.services.certificates import own_cycles
from elearn.store.queries import catalogue
from elearn.store.queries.certificates import course_titles
from elearn.store.queries.exemptions import exemptions_of
from elearn.store.queries.learner_home import begun_modules, duty_lines
from elearn.store.queries.learner_record import own_posts, record_lines
from elearn.store.queries.objections import objections_of
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.more_time import more_time
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.decisions import CORRECTIONS, EXEMPTIONS, OBJECTIONS, PROOFS, WAYS, in_words


@pages.get("/me")
@requires(Permission.OWN_RECORD)
def record() -> ResponseReturnValue:
    person, municipality, today = actor().person, municipality_id(), site().today()
    lines = record_lines(session(), municipality, person)
    duties = duty_lines(session(), municipality, person, course_language(), today=today)
    noted = {line.id: objections_to(line.withdraws, line.recorder, person) for line in lines}
    objections = objections_of(session(), municipality, person) if any(noted.values()) else {}
    return render_template(
        "learner/record.html",
        lines=lines,
        withdrawn=taken_back(lines),
        duties=duties,
        more_time=more_time(duties),
        objections=objections,
        may_object={
            line.id: () if line.withdraws in objections else noted[line.id] for line in lines
        },
        said=in_words(OBJECTIONS, _),
        how=in_words({**WAYS, **CORRECTIONS}, _),
        proofs=in_words(PROOFS, _),
        exemptions=exemptions_of(session(), municipality, person),
        exempt_because=in_words(EXEMPTIONS, _),
        course_name=lambda titles: in_language(titles, course_language()),
        begun_courses={
            course for course, _module in begun_modules(session(), municipality, person)
        },
        today=today,
        titles=published(catalogue.module_titles, course_language()),
        cycles=own_cycles(session(), municipality, person),
        course_titles=published(course_titles, course_language()),
        posts=own_posts(session(), municipality, person, today=today),
    )
