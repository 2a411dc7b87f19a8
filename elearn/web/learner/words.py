"""Filters for templates: what levels, verdicts and codes are called in the reader's language."""

from flask_babel import gettext as _

from elearn.domain.exercises.exercise import Verdict
from elearn.domain.exercises.interaction import LEVELS, Scale
from elearn.web.learner.blueprint import pages
from elearn.wording import exercises


@pages.app_template_filter()
def scale_question(scale: Scale) -> str:
    return str(_(exercises.QUESTIONS[scale]))


@pages.app_template_filter()
def scale_levels(scale: Scale) -> list[tuple[str, list[tuple[str, str]]]]:
    """By heading, each level with its words; the heading is empty where there is but one group."""
    words = exercises.LEVELS[scale]
    halves = exercises.HALVES.get(scale, (("", LEVELS[scale]),))
    return [
        (heading and _(heading), [(level, _(words[level])) for level in levels])
        for heading, levels in halves
    ]


@pages.app_template_filter()
def verdict_words(verdict: Verdict) -> str:
    return str(_(exercises.VERDICTS[verdict]))


@pages.app_template_filter()
def code_words(code: str) -> str:
    """Empty for a code that has none."""
    words = exercises.CODES.get(code)
    return str(_(words)) if words else ""
