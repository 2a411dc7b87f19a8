"""Last days of many people at once: those that nobody can keep, those of whole units, undone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from elearn.domain.errors import Refusal
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.domain.record.extension import last_day, offered_day
from elearn.domain.record.impossible import Impossible, realistic_day
from elearn.services import bulk, due_dates
from elearn.services.acting import Act
from elearn.store.queries.bulk_acts import BulkRow, own_bulk_acts
from elearn.store.queries.due_dates import ImpossibleRow, impossible_rows
from elearn.store.queries.duties import DutyRow, duty_rows
from elearn.store.queries.reminding import ROWS_AT_ONCE, names
from elearn.web import language
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import CheckboxesField, DayField, unit_choices
from elearn.web.admin.trace import note_all_names_shown
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal, refused
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id

PICK, EVERYBODY = "pick", "all"
SAVE, BACK = "save", "back"
MOST_NAMES = 100
REASONS: Mapping[Impossible, Any] = {
    Impossible.BEFORE_START: _l("The last day is before it was asked of them"),
    Impossible.PAST: _l("The last day had passed when the duty or the employment was entered"),
    Impossible.TOO_SOON: _l("There were fewer working days left than the duty promises"),
}
LEFT_OUT: Mapping[str, Any] = {
    due_dates.DONE: _l("have it done, or nothing is asked of them now"),
    due_dates.LATER: _l("have that day or a later one already"),
    due_dates.YOURSELF: _l("is you: somebody else has to give you more time"),
}


@dataclass(frozen=True, slots=True)
class Named:
    person: UUID
    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Group:
    """What is impossible for one reason under one duty."""

    duty: UUID
    why: Impossible
    title: str
    count: int
    until_on: date
    """The day that is offered."""
    named: tuple[Named, ...]
    """Those in units that the viewer leads, the first hundred."""

    @property
    def key(self) -> str:
        return f"{self.duty}/{self.why}"


class DatesForm(Form):
    units = CheckboxesField(
        _l("Units"),
        description=_l("Each with everything under it."),
        validators=[InputRequired(_l("Choose at least one unit."))],
    )
    until = DayField(
        _l("New last day"),
        description=_l("Days are only moved later. Whoever has that day or a later one keeps it."),
        validators=[InputRequired(_l("Choose the new last day."))],
    )
    shown = HiddenField()


@pages.route("/duties/impossible", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def impossible_dates() -> ResponseReturnValue:
    if request.method == "POST":
        return _made_realistic(request.form.get(PICK, ""))
    groups = _groups(_impossible())
    if any(group.named for group in groups):
        note_all_names_shown("admin.impossible_dates", site().today())
    return render_template("admin/impossible_dates.html", groups=groups, reasons=REASONS)


@pages.route("/duties/<uuid:duty_id>/dates", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def duty_dates(duty_id: UUID) -> ResponseReturnValue:
    row = _running(duty_id)
    form = DatesForm()
    form.units.choices = unit_choices(tree(), within(Permission.EDIT_DUTIES))
    if not form.is_submitted():
        form.until.data = offered_day(site().today(), today=site().today())
    if not form.validate_on_submit():
        return _dates_page(row, form), 422 if form.errors else 200
    if request.form.get("step") == BACK:
        return _dates_page(row, form)
    assert form.until.data
    act = _act()
    try:
        due_dates.lock(act)
        plan = due_dates.planned(act, duty_id, _chosen_units(form), form.until.data)
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.until, refusal)
        return _dates_page(row, form), 422
    if request.form.get("step") != SAVE or form.shown.data != plan.fingerprint or not plan.moves:
        session().rollback()
        is_new = request.form.get("step") == SAVE and bool(plan.moves)
        return _plan_page(row, form, plan, has_changed=is_new)
    due_dates.move(act, plan)
    session().commit()
    _flash_moved(plan)
    return redirect(url_for(".duties"), code=303)


@pages.post("/duties/many/<uuid:bulk_act_id>/undo")
@requires(Permission.EDIT_DUTIES)
def undo_many(bulk_act_id: UUID) -> ResponseReturnValue:
    try:
        undone = bulk.undo(_act(), bulk_act_id)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "danger")
        return redirect(url_for(".duties"), code=303)
    session().commit()
    told = ngettext(
        "Taken back: %(num)s last day is as before.",
        "Taken back: %(num)s last days are as before.",
        undone.taken_back,
    )
    if undone.kept:
        told += " " + ngettext(
            "%(num)s was changed by somebody since and stays.",
            "%(num)s were changed by somebody since and stay.",
            undone.kept,
        )
    flash(told, "success")
    return redirect(url_for(".duties"), code=303)


def done_for_many() -> list[BulkRow]:
    """What the actor can still undo, or has."""
    since = site().now() - timedelta(days=bulk.UNDO_DAYS)
    rows = own_bulk_acts(session(), municipality_id(), actor().person, since)
    return [row for row in rows if row.kind == due_dates.DATES_SET]


def _made_realistic(pick: str) -> ResponseReturnValue:
    act = _act()
    due_dates.lock(act)
    plan = due_dates.realistic(act, _picked(pick, _impossible()))
    if not plan.moves:
        session().rollback()
        flash(_("Nothing was changed: those days have been mended meanwhile."), "info")
        return redirect(url_for(".impossible_dates"), code=303)
    due_dates.move(act, plan)
    session().commit()
    _flash_moved(plan)
    return redirect(url_for(".impossible_dates"), code=303)


def _picked(pick: str, rows: Iterable[ImpossibleRow]) -> list[ImpossibleRow]:
    """All of them, those of a group, or one person whom the actor leads."""
    led = within(Permission.SEE_UNIT_STATUS)
    return [
        row
        for row in rows
        if pick in {EVERYBODY, f"{row.duty}/{row.why}"}
        or (row.unit in led and pick == f"{row.duty}/{row.person}")
    ]


def _impossible() -> list[ImpossibleRow]:
    """Of others: nobody gives themselves more time."""
    own = within(Permission.EDIT_DUTIES)
    rows = impossible_rows(session(), municipality_id(), own, site().today())
    return [row for row in rows if row.person != actor().person]


def _groups(rows: Iterable[ImpossibleRow]) -> list[Group]:
    found: dict[tuple[UUID, Impossible], list[ImpossibleRow]] = defaultdict(list)
    for row in rows:
        found[row.duty, row.why].append(row)
    titles = {row.id: row.title for row in _duties()}
    return [
        Group(
            duty,
            why,
            titles.get(duty, some[0].course),
            len(some),
            realistic_day(site().today(), some[0].least_working_days),
            _named(some),
        )
        for (duty, why), some in found.items()
    ]


def _named(rows: Iterable[ImpossibleRow]) -> tuple[Named, ...]:
    led = within(Permission.SEE_UNIT_STATUS)
    seen = [row for row in rows if row.unit in led]
    known: dict[UUID, str] = {}
    for start in range(0, len(seen), ROWS_AT_ONCE):
        some = [row.person for row in seen[start : start + ROWS_AT_ONCE]]
        known |= names(session(), municipality_id(), some)
    named = [Named(row.person, known[row.person], row.due_on) for row in seen]
    return tuple(sorted(named, key=lambda each: sorting_key(each.name))[:MOST_NAMES])


def _chosen_units(form: DatesForm) -> frozenset[UUID]:
    chosen = frozenset(map(UUID, form.units.data or ()))
    return frozenset[UUID]().union(*(tree().subtree(unit) for unit in chosen))


def _duties() -> list[DutyRow]:
    return duty_rows(session(), municipality_id(), language.chosen(), site().today())


def _running(duty_id: UUID) -> DutyRow:
    """A duty whose people are to be given another day; also one that asks of other units too,
    because only the chosen units are touched."""
    today = site().today()
    rows = (row for row in _duties() if row.to_on is None or row.to_on > today)
    found = next((row for row in rows if row.id == duty_id), None)
    if found is None:
        abort(404)
    return found


def _dates_page(row: DutyRow, form: DatesForm) -> str:
    return render_template(
        "admin/duty_dates.html", row=row, form=form, latest=last_day(site().today())
    )


def _plan_page(row: DutyRow, form: DatesForm, plan: due_dates.Plan, *, has_changed: bool) -> str:
    return render_template(
        "admin/duty_dates_plan.html",
        row=row,
        form=form,
        plan=plan,
        left_out=[
            (LEFT_OUT[code], plan.left_out[code]) for code in LEFT_OUT if code in plan.left_out
        ],
        has_changed=has_changed,
        today=site().today(),
    )


def _flash_moved(plan: due_dates.Plan) -> None:
    flash(
        ngettext(
            "%(num)s last day is moved. You can undo it among the duties for 30 days.",
            "%(num)s last days are moved. You can undo it among the duties for 30 days.",
            len(plan.moves),
        ),
        "success",
    )


def _act() -> Act:
    return Act(
        session(),
        municipality_id(),
        actor().person,
        site().new_id,
        site().now(),
        site().today(),
    )
