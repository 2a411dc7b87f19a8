"""What several colleagues have on record alike, to be ticked when it was a mistake."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.domain.record.mistake import entries
from elearn.store.queries import catalogue
from elearn.store.queries.colleagues import Colleague
from elearn.store.queries.standing_facts import facts
from elearn.store.queries.unit_courses import UnitCourse
from elearn.web import language
from elearn.web.db import session
from elearn.web.manager.forms import choice
from elearn.web.page import dateformat
from elearn.web.published import published
from elearn.web.tenant import municipality_id
from elearn.wording.decisions import KINDS, WAYS, in_words


def alike(people: Sequence[Colleague], course: UnitCourse) -> list[Any]:
    """A box for each, with how many of *people* it is about."""
    known = facts(session(), municipality_id(), [each.person for each in people]).evidence
    titles = published(catalogue.module_titles, language.chosen())
    kinds, ways = in_words(KINDS, _), in_words(WAYS, _)
    found = []
    for entry, number in entries(known, course.id).items():
        line = titles.get((course.id, entry.module))
        label = ngettext(
            "%(module)s, %(day)s (%(how)s): %(num)s person",
            "%(module)s, %(day)s (%(how)s): %(num)s people",
            number,
            module=line.title if line else entry.module,
            day=dateformat(entry.completed_on, "long"),
            how=ways.get(entry.way, kinds[entry.kind.value]),
        )
        found.append(choice(entry.code, label))
    return found
