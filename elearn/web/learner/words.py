"""Filters for templates: what scales and their levels are called in the reader's language."""

from flask_babel import gettext as _

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
