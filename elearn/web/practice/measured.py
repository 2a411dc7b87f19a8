"""What a learner's own measurement came to, in words that promise no more than it does."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.own_result import PAIRS, OwnResult, own_result
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice
from elearn.web.practice.own_measuring import course_titles, is_settled
from elearn.web.practice.rare import EXAMPLE, ONE_IN, PLACES, Row, example_rows, rows_of
from elearn.web.site import site
from elearn.wording.measurement import FLAGS, LEANS, TELLING, THRESHOLD


@pages.get("/measure/result")
@requires(Permission.LEARN)
def measured() -> ResponseReturnValue:
    """Of the latest block, for as long as it is kept."""
    record = own_practice().record.measurement.recent(site().today())
    if not record.done:
        return redirect(url_for(".measure"), code=303)
    latest = record.done[-1]
    found = own_result(record.of_course(latest.course))
    pairs_known = found.pairs is not None
    return render_template(
        "practice/measured.html",
        latest=latest,
        title=course_titles().get(latest.course, ""),
        is_writers_key=not is_settled(latest.form),
        counted=found.counted,
        pairs=found.pairs,
        of_pairs=PAIRS,
        remarks=[_(FLAGS[flag]) for flag in FLAGS if pairs_known and flag in found.counted.flags],
        lean=_(LEANS[found.lean]),
        change=found.change,
        changes=_changes(found),
        places=PLACES,
        one_in=ONE_IN,
        example=None if pairs_known else EXAMPLE,
        rows=_rows(found),
    )


def _rows(found: OwnResult) -> list[Row]:
    """Of the learner's own shares where enough was answered, else of an example."""
    noticed, alarmed = found.counted.hits.fraction, found.counted.false_alarms.fraction
    if found.pairs is None or noticed is None or alarmed is None:
        return example_rows()
    return rows_of(noticed, alarmed)


def _changes(found: OwnResult) -> list[str]:
    if found.change is None:
        return []
    return [_(TELLING[found.change.telling]), _(THRESHOLD[found.change.threshold])]
