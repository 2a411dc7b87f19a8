"""A ballot, one item a screen: the text and the scale, nothing of the key or of others' votes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.domain.content.panel_text import BallotItem
from elearn.domain.errors import Refusal
from elearn.domain.exercises.interaction import Choice, Rating
from elearn.domain.exercises.presentation import presented, resolve
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.panel_ballot import SKIPPED, Ballot, Judgement
from elearn.domain.recognition.panel_votes import Reason
from elearn.services import panel_ballots
from elearn.services.panel_ballots import Opened, reasons_for
from elearn.web.ballot import held
from elearn.web.ballot.blueprint import pages
from elearn.web.course_text import filler
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.wording.panel import REASONS

Page = str | Response
ASK_AGAIN = frozenset({"answer-missing", "answer-unknown-option", "answer-only-one"})
"""Refusals after which the same item is still to be judged."""


@dataclass(frozen=True)
class Question:
    """What the macro of its kind draws, with public ids."""

    asked: Choice | Rating
    chosen: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return type(self.asked).__name__.lower()


@pages.get("/ballot")
@requires(Permission.PUBLIC)
def ballot() -> ResponseReturnValue:
    """What there is to judge, what has been, and the button that sends it."""
    return _with_ballot(_overview)


@pages.get("/ballot/<int:number>")
@requires(Permission.PUBLIC)
def item(number: int) -> ResponseReturnValue:
    return _with_ballot(lambda opened: _item_page(opened, number))


@pages.post("/ballot/<int:number>")
@requires(Permission.PUBLIC)
def judge(number: int) -> ResponseReturnValue:
    def act(opened: Opened) -> None:
        judgement = _judgement(opened, number)
        panel_ballots.judge(
            session(), held.holder(), site().sealer, number, judgement, today=site().today()
        )

    return _changed(act, number)


@pages.post("/ballot/<int:number>/skip")
@requires(Permission.PUBLIC)
def skip(number: int) -> ResponseReturnValue:
    def act(_opened: Opened) -> None:
        panel_ballots.skip(session(), held.holder(), site().sealer, number, today=site().today())

    return _changed(act, number)


@pages.post("/ballot/send")
@requires(Permission.PUBLIC)
def send() -> ResponseReturnValue:
    def act(_opened: Opened) -> ResponseReturnValue:
        panel_ballots.send(session(), held.holder(), site().sealer, today=site().today())
        session().commit()
        held.close_ballot(was_sent=True)
        return redirect(url_for(".sent"), code=303)

    return _with_ballot(act, is_form=True)


def _with_ballot(
    answer: Callable[[Opened], ResponseReturnValue], *, is_form: bool = False
) -> ResponseReturnValue:
    """*answer* to the ballot that this browser has open; otherwise back to the code, with what
    is the matter."""
    if not held.is_open():
        return redirect(url_for(".sent" if held.was_sent() else ".code"), code=303)
    if is_form and request.form.get("ballot") != held.mark():
        flash(_("Another ballot was opened in this browser meanwhile. This is that one."), "info")
        return redirect(url_for(".ballot"), code=303)
    try:
        opened = panel_ballots.opened(session(), held.holder(), site().sealer, today=site().today())
        return answer(opened)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "info")
        if refusal.code in {"panel-ballot-unknown", "panel-ballot-expired"}:
            held.close_ballot(was_sent=False)
            return redirect(url_for(".code"), code=303)
        return redirect(url_for(".ballot"), code=303)


def _changed(act: Callable[[Opened], None], number: int) -> ResponseReturnValue:
    """*act* on the item, then on to the next that waits; or what was wrong, with what was sent."""

    def answer(opened: Opened) -> ResponseReturnValue:
        try:
            act(opened)
        except Refusal as refusal:
            if refusal.code not in ASK_AGAIN or not 1 <= number <= len(opened.items):
                raise
            session().rollback()
            return _item_page(opened, number, error=refused(refusal)), 422
        session().commit()
        return redirect(_after(opened, number), code=303)

    return _with_ballot(answer, is_form=True)


def _after(opened: Opened, number: int) -> str:
    """The next item that nothing has been said of; the overview when there is none."""
    waiting = _waiting(opened, beyond=number)
    return url_for(".item", number=waiting) if waiting else url_for(".ballot")


def _waiting(opened: Opened, *, beyond: int = 0) -> int | None:
    judged = opened.ballot.judgements
    numbers = [one.number for one in opened.items if one.id not in judged]
    return next((number for number in numbers if number > beyond), None)


def _overview(opened: Opened) -> str:
    return render_template(
        "ballot/ballot.html",
        opened=opened,
        mark=held.mark(),
        next_number=_waiting(opened),
        state_of=lambda one: _state(opened.ballot, one),
        spoken=opened.module.language,
        fill=filler(opened.module.language),
    )


def _state(ballot: Ballot, one: BallotItem) -> str:
    said = ballot.judgements.get(one.id)
    if said is None:
        return "waiting"
    return "skipped" if said.choice == SKIPPED else "judged"


def _item_page(opened: Opened, number: int, *, error: str | None = None) -> Page:
    if not 1 <= number <= len(opened.items):
        return redirect(url_for(".ballot"), code=303)
    one = opened.items[number - 1]
    return render_template(
        "ballot/item.html",
        opened=opened,
        one=one,
        mark=held.mark(),
        question=_question(opened, one),
        reasons=[(reason.value, _(REASONS[reason])) for reason in reasons_for(one.item)],
        named=_named(opened, one),
        is_judged=_state(opened.ballot, one) != "waiting",
        is_hidden=_waits_for_notice(opened, one) and error is None,
        error=error,
        spoken=opened.module.language,
        fill=filler(opened.module.language),
    )


def _question(opened: Opened, one: BallotItem) -> Question:
    """With what was sent, or else what has been kept."""
    shown = presented(one.item.asked, seed=_seed(one))
    assert isinstance(shown, (Choice, Rating))
    if request.form:
        return Question(shown, tuple(request.form.getlist("answer")))
    said = opened.ballot.judgements.get(one.id)
    return Question(shown, _public(one, said.choice) if said else ())


def _public(one: BallotItem, choice: str) -> tuple[str, ...]:
    """The id under which *choice* is shown."""
    match one.item.asked:
        case Choice(options=options) as asked:
            alone = replace(asked, options=tuple(each for each in options if each.id == choice))
            shown = presented(alone, seed=_seed(one))
            assert isinstance(shown, Choice)
            return tuple(option.id for option in shown.options)
        case Rating():
            return (choice,)


def _named(opened: Opened, one: BallotItem) -> tuple[str, ...]:
    if request.form:
        return tuple(request.form.getlist("reasons"))
    said = opened.ballot.judgements.get(one.id)
    return tuple(said.reasons) if said else ()


def _judgement(opened: Opened, number: int) -> Judgement:
    """What the form says. Raises: Refusal."""
    if not 1 <= number <= len(opened.items):
        raise Refusal("answer-unknown-option")
    one = opened.items[number - 1]
    fields: Mapping[str, list[str]] = request.form.to_dict(flat=False)
    given = sorted(resolve(one.item.asked, fields, seed=_seed(one)))
    if len(given) > 1:
        raise Refusal("answer-only-one")
    try:
        reasons = frozenset(map(Reason, fields.get("reasons", ())))
    except ValueError:
        raise Refusal("answer-unknown-option") from None
    return Judgement(given[0] if given else SKIPPED, reasons)


def _seed(one: BallotItem) -> str:
    """An order of its own for each ballot and item."""
    return f"{held.holder().code_hash.hex()}:{one.id}"


def _waits_for_notice(opened: Opened, one: BallotItem) -> bool:
    """Whether a content notice is to be read first; opening the item by its link is a reading."""
    is_new = _state(opened.ballot, one) == "waiting"
    return is_new and bool(one.exercise.notice) and "read" not in request.args
