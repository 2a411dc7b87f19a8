"""One unit: what it is, its history, and each change that can be made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.people.unit_list import KnownUnitRow, UnitKind
from elearn.domain.record.retention import RETENTION, Kept
from elearn.interchange.units_csv import MOST_MONTHS
from elearn.services import units as service
from elearn.store.queries.admin_units import holders, known_rows, people_by_unit
from elearn.store.queries.org import placements
from elearn.web.admin.asked import scope
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import DayField, WholeNumberField, choice, one_line, one_unit_of
from elearn.web.admin.roles import ROLE_LABELS
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.imports import UNIT_KINDS


class DatedForm(Form):
    on = DayField(
        _l("From"),
        description=_l("The first day it is so. The days before stay as they are."),
        validators=[InputRequired(_l("Choose the first day."))],
    )


class RenameForm(DatedForm):
    name = StringField(
        _l("New name"),
        filters=[one_line],
        validators=[
            InputRequired(_l("Give the unit a name.")),
            Length(max=service.LONGEST_NAME),
        ],
    )


class OtherUnitForm(DatedForm):
    other = SelectField(_l("Unit"), validators=[InputRequired(_l("Choose a unit."))])


class DescribeForm(Form):
    kind = SelectField(
        _l("Type"), choices=[choice(kind, _l(label)) for kind, label in UNIT_KINDS.items()]
    )
    controller = StringField(
        _l("Controller of personal data"),
        description=_l("Leave it empty where it is the same as one level up."),
        filters=[one_line],
        validators=[Length(max=160)],
    )
    retention_months = WholeNumberField(
        _l("Months that evidence is kept after an employment"),
        lowest=1,
        highest=MOST_MONTHS,
        description=_l("Leave it empty where it is the same as one level up."),
        validators=[Optional()],
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change."""

    title: Any
    explained: Any
    button: Any
    form: type[Form]
    do: Callable[[UUID, Any], str]
    """Makes the change and gives back what to say about it."""
    is_grave: bool = False


@pages.get("/units/<uuid:unit_id>")
@requires(Permission.EDIT_UNITS)
def unit(unit_id: UUID) -> ResponseReturnValue:
    known = _known(unit_id)
    rows = placements(session(), municipality_id())
    names = {row.unit: row.name for row in sorted(rows, key=lambda row: row.from_on)}
    own = sorted(
        (row for row in rows if row.unit == unit_id), key=lambda row: row.from_on, reverse=True
    )
    return render_template(
        "admin/unit.html",
        unit=known,
        name=tree().name(unit_id) or names[unit_id],
        names=names,
        rows=own,
        is_there=unit_id in tree(),
        path=[(at, tree().name(at)) for at in tree().path(unit_id)[:-1]],
        children=[(at, tree().name(at)) for at in tree().children(unit_id)],
        people=people_by_unit(session(), municipality_id(), site().today()).get(unit_id, 0),
        held=holders(session(), municipality_id(), [unit_id], site().today()).get(unit_id, []),
        role_labels=ROLE_LABELS,
        kind_label=_(UNIT_KINDS[UnitKind(known.kind)]) if known.kind in UNIT_KINDS else known.kind,
        inherited=_inherited(unit_id),
        kinds=KINDS,
        today=site().today(),
    )


@pages.route(
    "/units/<uuid:unit_id>/<any(rename,move,merge,close,describe):act>", methods=["GET", "POST"]
)
@requires(Permission.EDIT_UNITS, unit="unit_id")
def change_unit(unit_id: UUID, act: str) -> ResponseReturnValue:
    kind = KINDS[act]
    form = kind.form()
    _fill(form, unit_id, act)
    if not form.validate_on_submit():
        return _change_page(unit_id, kind, form), 422 if form.errors else 200
    try:
        said = kind.do(unit_id, form)
    except Refusal as refusal:
        session().rollback()
        add_refusal(_field(form, refusal), refusal)
        return _change_page(unit_id, kind, form), 422
    session().commit()
    flash(said, "success")
    return redirect(url_for(".unit", unit_id=unit_id), code=303)


def _rename(unit_id: UUID, form: RenameForm) -> str:
    service.rename(_change(form), unit_id, form.name.data or "")
    return str(_("The unit has a new name."))


def _move(unit_id: UUID, form: OtherUnitForm) -> str:
    service.move(_change(form), unit_id, UUID(form.other.data))
    return str(_("The unit is moved."))


def _merge(unit_id: UUID, form: OtherUnitForm) -> str:
    people = service.merge(_change(form), unit_id, UUID(form.other.data))
    return str(_("The units are merged. People who came along: %(people)s.", people=people))


def _close(unit_id: UUID, form: DatedForm) -> str:
    service.close(_change(form), unit_id)
    return str(_("The unit is closed."))


def _describe(unit_id: UUID, form: DescribeForm) -> str:
    known = _known(unit_id)
    row = KnownUnitRow(
        known.id,
        known.code,
        form.kind.data,
        form.controller.data or None,
        form.retention_months.data,
    )
    service.describe(_change_today(), row)
    return str(_("Saved."))


KINDS: Mapping[str, Kind] = {
    "rename": Kind(
        _l("Rename the unit"),
        _l("Earlier reports go on showing the earlier name."),
        _l("Rename"),
        RenameForm,
        _rename,
    ),
    "move": Kind(
        _l("Move the unit"),
        _l("Everything under it comes along. Choose the unit it stands under from now on."),
        _l("Move"),
        OtherUnitForm,
        _move,
    ),
    "merge": Kind(
        _l("Merge the unit into another"),
        _l(
            "People and roles are in the other unit from that day, and what stood under this one "
            "stands under it. Duties follow."
        ),
        _l("Merge"),
        OtherUnitForm,
        _merge,
        is_grave=True,
    ),
    "close": Kind(
        _l("Close the unit"),
        _l("This can be done when nobody works there any longer. Roles held there end."),
        _l("Close the unit"),
        DatedForm,
        _close,
        is_grave=True,
    ),
    "describe": Kind(
        _l("Type, controller and disposal"),
        _l("These hold at once and for the past as well."),
        _l("Save"),
        DescribeForm,
        _describe,
    ),
}


def _fill(form: Form, unit_id: UUID, act: str) -> None:
    """Choices always; what is known only until something is sent."""
    if isinstance(form, OtherUnitForm):
        own = within(Permission.EDIT_UNITS)
        form.other.choices = one_unit_of(tree(), own, but=tree().subtree(unit_id))
    if isinstance(form, DescribeForm) and tree().parent(unit_id) is None:
        form.controller.description = ""
        form.retention_months.description = _(
            "Leave it empty for %(months)s, as is usual.", months=RETENTION[Kept.EVIDENCE].months
        )
    if form.is_submitted():
        return
    if isinstance(form, DatedForm):
        form.on.data = site().today()
    if isinstance(form, RenameForm):
        form.name.data = tree().name(unit_id)
    if isinstance(form, OtherUnitForm) and act == "move":
        form.other.data = str(tree().parent(unit_id) or "")
    if isinstance(form, DescribeForm):
        known = _known(unit_id)
        form.kind.data = known.kind
        form.controller.data = known.controller
        form.retention_months.data = known.retention_months


def _field(form: Form, refusal: Refusal) -> Any:
    """Beside which field a refusal stands."""
    if refusal.code == "unit-name-length":
        return form["name"]
    if "other" in form and refusal.code in {"unit-cycle", "unit-closed", "parent-missing"}:
        return form["other"]
    return form["on"]


def _change(form: DatedForm) -> service.Change:
    assert form.on.data
    return service.Change(
        session(),
        municipality_id(),
        actor().person,
        form.on.data,
        site().new_id,
        site().now(),
    )


def _change_today() -> service.Change:
    return service.Change(
        session(),
        municipality_id(),
        actor().person,
        site().today(),
        site().new_id,
        site().now(),
    )


def _known(unit_id: UUID) -> KnownUnitRow:
    """A unit that is closed is shown to whoever administers the whole municipality."""
    reached = scope(Permission.EDIT_UNITS)
    rows = known_rows(session(), municipality_id())
    found = next((row for row in rows if row.id == unit_id), None)
    if found is None or (reached is not None and unit_id not in reached):
        abort(403)
    return found


def _inherited(unit_id: UUID) -> tuple[str | None, int]:
    """Controller and months as they follow from the units above, or from what is usual."""
    facts = {row.id: row for row in known_rows(session(), municipality_id())}
    above = [facts[at] for at in tree().ancestors(unit_id)]
    controller = next((row.controller for row in above if row.controller), None)
    usual = RETENTION[Kept.EVIDENCE].months
    months = next((row.retention_months for row in above if row.retention_months), usual)
    return controller, months


def _change_page(unit_id: UUID, kind: Kind, form: Form) -> str:
    return render_template(
        "admin/change_unit.html",
        kind=kind,
        form=form,
        unit_id=unit_id,
        name=tree().name(unit_id),
        people=people_by_unit(session(), municipality_id(), site().today()).get(unit_id, 0),
    )
