"""How the exercises did, in words, with what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.content import plain
from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.interaction import Choice
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.item_statistics import (
    FEWEST_WORKPLACES,
    ItemStatistics,
    item_statistics,
)
from elearn.domain.recognition.option_analysis import OptionSums, Suspicion, option_analysis
from elearn.store.queries import catalogue
from elearn.store.queries.item_figures import ItemFigures, item_figures
from elearn.web import language
from elearn.web.author.blueprint import pages
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.published import published
from elearn.web.tenant import municipality_id
from elearn.wording.item_statistics import ADVICE, OPTIONS

Figures = Mapping[str, ItemFigures]


@dataclass(frozen=True)
class Remark:
    """Something to say of one option."""

    sentence: str
    option: str


@dataclass(frozen=True)
class Line:
    """One exercise."""

    heading: str
    statistics: ItemStatistics | None
    """None until enough workplaces have answered."""
    advice: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One module."""

    course: str
    id: str
    title: str
    language: str
    lines: tuple[Line, ...]


@pages.get("/statistics")
@requires(Permission.SEE_ITEM_STATISTICS)
def statistics() -> ResponseReturnValue:
    figures = item_figures(session(), municipality_id())
    return render_template(
        "author/statistics.html", sheets=list(_sheets(figures)), fewest=FEWEST_WORKPLACES
    )


def _sheets(figures: Figures) -> Iterator[Sheet]:
    """Modules without exercises have none."""
    for course in published(catalogue.courses, language.chosen()):
        for line in course.modules:
            reading = published(catalogue.reading, course.id, line.id, language.chosen(), None)
            if reading is None or not reading.module.exercises:
                continue
            lines = tuple(_line(one, figures) for one in reading.module.exercises)
            yield Sheet(course.id, line.id, line.title, reading.module.language, lines)


def _line(exercise: CompiledExercise, figures: Figures) -> Line:
    found = figures.get(exercise.version)
    heading = plain.of_html(exercise.heading)
    told = found and item_statistics(found.sums, workplaces=found.workplaces)
    if not (found and told):
        return Line(heading, None, "")
    return Line(heading, told, _(ADVICE[told.advice]), _remarks(exercise, found))


def _remarks(exercise: CompiledExercise, found: ItemFigures) -> tuple[Remark, ...]:
    asked = exercise.exercise.interaction()
    if not isinstance(asked, Choice):
        return ()
    key = exercise.exercise.key()
    sums = {
        option.id: OptionSums(option.id in key, *found.options.get(option.id, (0, 0.0)))
        for option in asked.options
    }
    told = option_analysis(sums, answers=found.sums.answers, workplaces=found.workplaces) or {}
    return tuple(
        Remark(_(OPTIONS[told[option.id].suspicion]), plain.of_html(option.text))
        for option in asked.options
        if option.id in told and told[option.id].suspicion is not Suspicion.NONE
    )
