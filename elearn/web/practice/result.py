"""What a session came to, and what false alarms mean where signals are rare, by an example."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.practice_session import PracticeSession
from elearn.domain.recognition.practice_tally import PracticeTally, tally_of
from elearn.store.queries.practice import Bank
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.own import own_practice, published_bank
from elearn.web.practice.rare import EXAMPLE, ONE_IN, PLACES, example_rows


@pages.get("/result")
@requires(Permission.LEARN)
def result() -> ResponseReturnValue:
    """Until the learner ends the session, or the day does."""
    under_way = own_practice().session
    if under_way is None:
        return redirect(url_for(".start"), code=303)
    if not under_way.is_answered:
        return redirect(url_for(".case", number=under_way.next_number), code=303)
    tally = _tally(under_way, published_bank())
    return render_template(
        "practice/result.html",
        tally=tally,
        praise=_praise(tally),
        answered=len(under_way.answers) - tally.skipped,
        places=PLACES,
        one_in=ONE_IN,
        example=EXAMPLE,
        rows=example_rows(),
    )


def _tally(under_way: PracticeSession, bank: Bank) -> PracticeTally:
    """Of the cases that the bank still has."""
    answers = zip(under_way.cases, under_way.answers, strict=True)
    return tally_of((bank[id].case.truth, level) for id, level in answers if id in bank)


def _praise(tally: PracticeTally) -> str:
    """Something kind that is true."""
    if tally.missed or tally.false_alarms or not (tally.found or tally.left_alone):
        return str(_("Every case you have thought about is practice."))
    if not tally.found:
        return str(_("You left alone what was ordinary, and that spares people."))
    return str(_("You noticed what was there, and left alone what was ordinary."))
