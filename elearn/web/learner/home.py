"""The one next thing, then everything that is asked, then news."""

from dataclasses import dataclass
from datetime import timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import Status
from elearn.store.queries import catalogue
from elearn.store.queries.learner_home import DutyLine, begun_modules, duty_lines, news
from elearn.store.queries.measurement import forms
from elearn.store.queries.meetings import awaited
from elearn.store.queries.practice import bank
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.learner.more_time import more_time
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id

NEVER = frozenset({Status.NEVER_OVERDUE, Status.NEVER_NOT_DUE})
NEWS_FOR = timedelta(days=30)


@dataclass(frozen=True)
class NextThing:
    """What to do now."""

    duty: DutyLine
    module: catalogue.ModuleLine
    number: int
    """Which of the duty's modules it is, from 1."""
    is_begun: bool
    is_choice: bool
    """Whether one of several is still to be chosen; *module* is then only the first of them."""
    url: str


@pages.get("/")
@requires(Permission.LEARN)
def home() -> ResponseReturnValue:
    person, municipality = actor().person, municipality_id()
    duties = duty_lines(session(), municipality, person, course_language(), today=site().today())
    titles = published(catalogue.module_titles, course_language())
    begun = begun_modules(session(), municipality, person)
    waiting = awaited(session(), municipality, person)
    next_thing = _next_thing(duties, titles, begun) if not waiting else None
    begun -= {(one.course, one.module) for one in waiting}
    return render_template(
        "learner/home.html",
        duties=duties,
        more_time=more_time(duties),
        meeting=waiting[0] if waiting else None,
        next_thing=next_thing,
        begun=_begun_besides(next_thing, titles, begun),
        begun_courses={course for course, _ in begun},
        titles=titles,
        today=site().today(),
        can_measure=next_thing is not None and _is_before(next_thing.duty, begun),
        can_practise=bool(published(bank, course_language())),
        news=news(session(), municipality, person, since=site().now() - NEWS_FOR),
    )


def _is_before(duty: DutyLine, begun: set[tuple[str, str]]) -> bool:
    """Whether its course can be measured and nothing of it is completed or begun."""
    measured = {form.course for form in published(forms, course_language()).values()}
    is_begun = duty.course in {course for course, _ in begun}
    return duty.course in measured and duty.status in NEVER and not is_begun


def _next_thing(
    duties: list[DutyLine],
    titles: catalogue.Titles,
    begun: set[tuple[str, str]],
) -> NextThing | None:
    """A begun module of the most urgent duty, else its first one; None when nothing is asked."""
    for duty in duties:
        open_modules = [
            titles[duty.course, module]
            for module in duty.remaining
            if (duty.course, module) in titles and not titles[duty.course, module].is_withdrawn
        ]
        if open_modules:
            line = next((one for one in open_modules if (duty.course, one.id) in begun), None)
            chosen = line or open_modules[0]
            is_choice = duty.is_choice and line is None and len(open_modules) > 1
            url = url_for(".module", course=chosen.course, module=chosen.id)
            if is_choice:
                url = url_for(".course", course=chosen.course)
            number = duty.modules.index(chosen.id) + 1
            return NextThing(duty, chosen, number, line is not None, is_choice, url)
    return None


def _begun_besides(
    next_thing: NextThing | None, titles: catalogue.Titles, begun: set[tuple[str, str]]
) -> list[catalogue.ModuleLine]:
    """What else is begun, asked for or not, by title."""
    first = next_thing.module if next_thing else None
    lines = (titles[both] for both in begun if both in titles)
    return sorted((line for line in lines if line != first), key=lambda line: line.title)
