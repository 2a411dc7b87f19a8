"""Filters for templates: what scales and their levels are called in the reader's language."""

from flask_babel import gettext as _

from elearn.domain.exercises.interaction import LEVELS, Interaction, Scale
from elearn.web.learner.blueprint import pages
from elearn.web.walk.question import is_titled
from elearn.wording import exercises


@pages.app_template_filter()
def scale_question(scale: Scale) -> str:
    return str(_(exercises.QUESTIONS[scale]))


@pages.app_template_filter("is_titled")
def titled(asked: Interaction) -> bool:
    return is_titled(asked)


@pages.app_template_filter()
def scale_levels(scale: Scale) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """By heading, each level with its words, cut in two: those that the heading says already, and
    the rest. The heading is empty where there is but one group."""
    halves = exercises.HALVES.get(scale, (("", LEVELS[scale]),))
    return [
        (heading and _(heading), [(level, *_cut(scale, level)) for level in levels])
        for heading, levels in halves
    ]


def _cut(scale: Scale, level: str) -> tuple[str, str]:
    whole = str(_(exercises.LEVELS[scale][level]))
    short = exercises.SHORT.get(scale, {}).get(level)
    end = str(_(short)) if short else whole
    return (whole.removesuffix(end), end) if whole.endswith(end) else ("", whole)
