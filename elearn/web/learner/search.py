"""Words of the course texts and of the glossary."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.store.queries.course_search import found_in_courses
from elearn.web.course_text import course_language, values
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.learner.blueprint import pages
from elearn.web.tenant import municipality_id

LONGEST = 100


@pages.get("/search")
@requires(Permission.LEARN)
def search() -> ResponseReturnValue:
    asked = " ".join(request.args.get("q", "").replace("\0", "").split())[:LONGEST]
    spoken = course_language()
    hits = (
        found_in_courses(session(), municipality_id(), spoken, asked, values(spoken))
        if asked
        else []
    )
    return render_template("learner/search.html", asked=asked, hits=hits)
