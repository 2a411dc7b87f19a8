"""Rounds of a panel: opened for a text, ballots printed, figures from five votes up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import RadioField
from wtforms.validators import InputRequired

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.panel_votes import (
    BALLOT_DAYS,
    FEWEST_SETTLED,
    FEWEST_SHOWN,
)
from elearn.services import panel as service
from elearn.store.models import PanelRound
from elearn.store.queries import panel as ask
from elearn.store.queries.catalogue import compiled
from elearn.store.queries.panel import Judgeable
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import WholeNumberField, choice
from elearn.web.admin.panel_figures import item_lines
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal, refused
from elearn.web.guard import requires
from elearn.web.site import site
from elearn.web.slips import new_code, square, typed_address
from elearn.web.tenant import municipality_id

USUAL_BALLOTS = 12
"""A few more than it takes, because not everybody sends theirs."""


class NewRoundForm(Form):
    text = RadioField(
        _l("What is to be judged?"),
        validators=[InputRequired(_l("Choose what is to be judged."))],
        validate_choice=True,
    )


class BallotsForm(Form):
    count = WholeNumberField(
        _l("How many ballots?"),
        description=_l("One for each person you will ask."),
        lowest=1,
        highest=service.MOST_BALLOTS,
        validators=[InputRequired(_l("Say how many."))],
    )


@dataclass(frozen=True)
class PrintedBallot:
    code: str
    qr: Markup


@dataclass(frozen=True)
class RoundLine:
    """A round in the list."""

    row: PanelRound
    module: CompiledModule
    handed_out: int
    """And not sent in."""


@pages.get("/panels")
@requires(Permission.RUN_PANELS)
def panel_rounds() -> ResponseReturnValue:
    lines = [_line(row) for row in ask.rounds(session(), municipality_id())]
    return render_template("admin/panel_rounds.html", lines=lines)


@pages.route("/panels/new", methods=["GET", "POST"])
@requires(Permission.RUN_PANELS)
def new_panel_round() -> ResponseReturnValue:
    form = NewRoundForm()
    wanted = {_value(one): one for one in _judgeable()}
    form.text.choices = [choice(value, _label(one)) for value, one in wanted.items()]
    if not wanted or not form.validate_on_submit():
        return _new_page(form, wanted), 422 if form.errors else 200
    id = site().new_id()
    try:
        service.open_round(
            session(), municipality_id(), wanted[form.text.data], id=id, today=site().today()
        )
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.text, refusal)
        return _new_page(form, wanted), 422
    session().commit()
    flash(_("The round is open. Print the ballots now."), "success")
    return redirect(url_for(".panel_round", round_id=id), code=303)


@pages.get("/panels/<uuid:round_id>")
@requires(Permission.RUN_PANELS)
def panel_round(round_id: UUID) -> ResponseReturnValue:
    return _round_page(_row(round_id), BallotsForm())


@pages.post("/panels/<uuid:round_id>/ballots")
@requires(Permission.RUN_PANELS)
def print_ballots(round_id: UUID) -> ResponseReturnValue:
    """The codes stand in this one answer and nowhere else."""
    row, form = _row(round_id), BallotsForm()
    if not form.validate_on_submit():
        return _round_page(row, form), 422
    codes = [new_code() for _each in range(form.count.data or 0)]
    try:
        service.hand_out(
            session(), municipality_id(), round_id, codes, known=_known(), today=site().today()
        )
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".panel_round", round_id=round_id), code=303)
    module = compiled(session(), row.compiled_digest)
    session().commit()
    return render_template(
        "admin/panel_ballots.html",
        round_id=round_id,
        module=module,
        ballots=[
            PrintedBallot(code, square(url_for("ballot.opened_code", code=code))) for code in codes
        ],
        address=typed_address(url_for("ballot.code")),
        last_on=site().today() + timedelta(days=BALLOT_DAYS - 1),
        steps=[
            _("Scan the square with your phone, or write the address in a browser."),
            _("Press the button, or type the code. You need no account."),
            _("Judge each case by yourself, and send the ballot. Nobody sees who you are."),
        ],
    )


@pages.post("/panels/<uuid:round_id>/withdraw")
@requires(Permission.RUN_PANELS)
def withdraw_ballots(round_id: UUID) -> ResponseReturnValue:
    _row(round_id)
    try:
        count = service.withdraw(session(), municipality_id(), round_id)
    except Refusal as refusal:
        return _refused(refusal, round_id)
    session().commit()
    flash(
        ngettext("%(num)s ballot no longer works.", "%(num)s ballots no longer work.", count),
        "success",
    )
    return redirect(url_for(".panel_round", round_id=round_id), code=303)


def _refused(refusal: Refusal, round_id: UUID) -> ResponseReturnValue:
    session().rollback()
    flash(refused(refusal), "warning")
    return redirect(url_for(".panel_round", round_id=round_id), code=303)


def _row(round_id: UUID) -> PanelRound:
    found = ask.round_of(session(), municipality_id(), round_id)
    if found is None:
        abort(404)
    return found


def _known() -> int:
    """How many ballots the page knew of that was pressed on."""
    said = request.form.get("known", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else -1


def _judgeable() -> list[Judgeable]:
    return ask.judgeable(session(), municipality_id(), course_language())


def _value(one: Judgeable) -> str:
    return "/".join((*one.place, one.form))


def _label(one: Judgeable) -> str:
    things = ngettext("%(num)s thing to judge", "%(num)s things to judge", one.items)
    part = [_("form %(form)s", form=one.form)] if one.form else []
    return ", ".join((one.title, *part, things))


def _line(row: PanelRound) -> RoundLine:
    module = compiled(session(), row.compiled_digest)
    return RoundLine(row, module, ask.count_ballots(session(), municipality_id(), row.id))


def _new_page(form: NewRoundForm, wanted: Mapping[str, Judgeable]) -> str:
    return render_template("admin/new_panel_round.html", form=form, has_texts=bool(wanted))


def _round_page(row: PanelRound, form: BallotsForm) -> str:
    if not form.is_submitted():
        form.count.data = USUAL_BALLOTS
    line = _line(row)
    return render_template(
        "admin/panel_round.html",
        line=line,
        row=row,
        form=form,
        items=item_lines(line.module, row.form),
        fewest=FEWEST_SHOWN,
        settled=FEWEST_SETTLED,
        days=BALLOT_DAYS,
    )
