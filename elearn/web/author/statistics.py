"""How the exercises did, in words, with what to do about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from elearn.domain.content import plain
from elearn.domain.content.alarm import concern_counts, parity_of
from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.interaction import Choice
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.case_lean import case_lean
from elearn.domain.recognition.item_statistics import (
    FEWEST_WORKPLACES,
    Discrimination,
    ItemStatistics,
    item_statistics,
)
from elearn.domain.recognition.option_analysis import OptionSums, Suspicion, option_analysis
from elearn.domain.recognition.parity import TwinParity
from elearn.domain.recognition.reliability import consistency_of
from elearn.store.queries import catalogue
from elearn.store.queries.item_figures import ItemFigures, item_figures
from elearn.web import language
from elearn.web.author.blueprint import pages
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.published import published
from elearn.web.tenant import municipality_id
from elearn.wording.item_statistics import (
    ADVICE,
    ALARMS,
    ALIKE,
    CONSISTENCIES,
    OPTIONS,
    SEPARATIONS,
    UNEQUAL,
)

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
    separation: str = ""
    """Empty until enough have answered."""
    parity: str = ""
    """Of twins; empty of others, and until enough have judged the two differently."""
    is_unequal: bool = False
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One module."""

    course: str
    id: str
    title: str
    language: str
    lines: tuple[Line, ...]
    told: tuple[str, ...]
    """Of its exercises together, in sentences; empty until there is enough to say."""


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
            told = tuple(_together(reading.module.exercises, figures))
            yield Sheet(course.id, line.id, line.title, reading.module.language, lines, told)


def _together(exercises: Sequence[CompiledExercise], figures: Figures) -> Iterator[str]:
    """What is to be said of *exercises* as a set."""
    found = [(one, figures[one.version]) for one in exercises if one.version in figures]
    known = [(one, of) for one, of in found if of.workplaces >= FEWEST_WORKPLACES]
    cases = [case for one, of in known for case in concern_counts(one.exercise, _counts(of))]
    lean = case_lean(cases)
    if lean:
        yield _(ALARMS[lean.alarm])
    scored = [one for one in exercises if one.exercise.is_scored()]
    if len(known) == len(scored):
        consistency = consistency_of([of.sums for _one, of in known])
        if consistency:
            yield _(CONSISTENCIES[consistency])


def _counts(found: ItemFigures) -> Mapping[str, int]:
    return {option: count for option, (count, _rest) in found.options.items()}


def _line(exercise: CompiledExercise, figures: Figures) -> Line:
    found = figures.get(exercise.version)
    heading = plain.of_html(exercise.heading)
    told = found and item_statistics(found.sums, workplaces=found.workplaces)
    if not (found and told):
        return Line(heading, None, "")
    parity = parity_of(exercise.exercise, _counts(found))
    return Line(
        heading,
        told,
        _(ADVICE[told.advice]),
        _separation(told.discrimination) if told.discrimination else "",
        _parity(parity) if parity else "",
        is_unequal=parity is not None and parity.is_unequal,
        remarks=_remarks(exercise, found),
    )


def _separation(found: Discrimination) -> str:
    low, high = (format_decimal(round(end, 2)) for end in (found.interval.low, found.interval.high))
    between = _(
        "Its correlation with the rest is between %(low)s and %(high)s.", low=low, high=high
    )
    return f"{_(SEPARATIONS[found.separation])} {between}"


def _parity(parity: TwinParity) -> str:
    said = UNEQUAL if parity.is_unequal else ALIKE
    return str(_(said, first=parity.first_only, second=parity.second_only))


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
