"""One case of a measurement block a screen; nothing is said about the answer."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.measurement_record import OpenBlock
from elearn.services import measurement
from elearn.services.practice import Given
from elearn.store.queries.practice import BankCase
from elearn.web import held
from elearn.web.course_text import course_language, filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.practice.blueprint import pages
from elearn.web.practice.cases import Question, given_back, waits_for_notice
from elearn.web.practice.own import own_practice, practitioner
from elearn.web.practice.own_measuring import published_forms
from elearn.web.site import site

ANSWER_AGAIN = frozenset({"measure-case-changed", "answer-missing", "answer-unknown-option"})
"""Refusals after which the same case is still to be answered."""


@pages.get("/measure/<int:number>")
@requires(Permission.LEARN)
def block_case(number: int) -> ResponseReturnValue:
    """The case that waits; what has been answered is not shown again."""
    block = _open_block()
    if block is None:
        return redirect(url_for(".measure"), code=303)
    if number != block.next_number:
        return redirect(url_for(".block_case", number=block.next_number), code=303)
    kept = dict(held.take(request.path))
    if kept.get("session") == block.token:
        return _page(block, chosen=kept.get("answer", ""), is_held=True)
    return _page(block)


@pages.post("/measure/<int:number>")
@requires(Permission.LEARN)
@held.holds_answers
def answer_block(number: int) -> ResponseReturnValue:
    return _taken(measurement.answer, given_back(number))


@pages.post("/measure/<int:number>/skip")
@requires(Permission.LEARN)
def skip_in_block(number: int) -> ResponseReturnValue:
    return _taken(measurement.skip, given_back(number))


def _taken(act: Callable[..., OpenBlock], given: Given) -> ResponseReturnValue:
    """*act* on the case, and on to the next; or what was wrong with it."""
    forms, today = published_forms(), site().today()
    try:
        block = act(session(), practitioner(), site().sealer, forms, given, today=today)
    except Refusal as refusal:
        return _refused(refusal, given)
    return _on(block)


def _on(block: OpenBlock) -> ResponseReturnValue:
    session().commit()
    if not block.is_through:
        return redirect(url_for(".block_case", number=block.next_number), code=303)
    if not block.counts.answers:
        flash(_("You passed every case by, so nothing is kept of this measurement."), "info")
        return redirect(url_for(".measure"), code=303)
    return redirect(url_for(".measured"), code=303)


def _refused(refusal: Refusal, given: Given) -> ResponseReturnValue:
    """The same page with what is wrong, or the page where the learner is now."""
    session().rollback()
    block, said = _open_block(), refused(refusal)
    if refusal.code in ANSWER_AGAIN and block is not None:
        return _page(block, chosen=given.level, error=said), 422
    flash(said, "info")
    if block is None or refusal.code == "measure-over":
        return redirect(url_for(".measure"), code=303)
    return redirect(url_for(".block_case", number=block.next_number), code=303)


def _page(
    block: OpenBlock, *, chosen: str = "", error: str | None = None, is_held: bool = False
) -> str:
    found = _found(block)
    return render_template(
        "practice/block.html",
        block=block,
        number=block.next_number,
        found=found,
        question=Question((chosen,) if chosen else ()),
        error=error,
        is_held=is_held,
        is_hidden=waits_for_notice(found) and not (error or is_held),
        fill=filler(found.language if found else course_language()),
    )


def _open_block() -> OpenBlock | None:
    return own_practice().record.measurement.open_on(site().today())


def _found(block: OpenBlock) -> BankCase | None:
    """The case that waits; None when the form no longer has it."""
    form = published_forms().get(block.form)
    return form.cases.get(block.cases[block.asked]) if form else None
