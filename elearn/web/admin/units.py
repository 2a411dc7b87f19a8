"""The organisation as a list, and a new unit in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from elearn.domain.errors import Refusal
from elearn.domain.folding import folded
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission, Role
from elearn.domain.people.unit_list import KnownUnitRow, UnitKind
from elearn.services import units as service
from elearn.store.queries.admin_units import (
    Holder,
    holders,
    known_rows,
    people_by_unit,
    units_without_manager,
)
from elearn.web.admin.asked import choice_asked, page_of, sort_asked, text_asked
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import DayField, choice, one_line, one_unit_of
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.imports import UNIT_KINDS

WITHOUT_MANAGER = "without-manager"


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: UUID
    name: str
    depth: int
    """0 for the top of what is shown in the order of the tree."""
    code: str
    kind: str
    people: int
    """Employed in the unit itself today."""
    managers: tuple[str, ...]


SORTS: Mapping[str, Callable[[UnitLine], Any]] = {
    "tree": lambda line: 0,
    "name": lambda line: (sorting_key(line.name), line.unit),
    "code": lambda line: (line.code.casefold(), line.unit),
    "people": lambda line: (line.people, line.unit),
}


class NewUnitForm(Form):
    name = StringField(
        _l("Name"),
        filters=[one_line],
        validators=[
            InputRequired(_l("Give the unit a name.")),
            Length(max=service.LONGEST_NAME),
        ],
    )
    code = StringField(
        _l("Code"),
        description=_l("What payroll calls it."),
        filters=[one_line],
        validators=[
            InputRequired(_l("Give the unit a code.")),
            Length(max=service.LONGEST_CODE),
        ],
    )
    kind = SelectField(
        _l("Type"), choices=[choice(kind, _l(label)) for kind, label in UNIT_KINDS.items()]
    )
    parent = SelectField(_l("Stands under"), validators=[InputRequired(_l("Choose a unit."))])
    on = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])


@pages.get("/units")
@requires(Permission.EDIT_UNITS)
def units() -> ResponseReturnValue:
    show = choice_asked("show", {WITHOUT_MANAGER}, "")
    sort = sort_asked(SORTS, "tree")
    lines = _ordered(_narrowed(_lines(), show, text_asked()), sort)
    return render_template(
        "admin/units.html",
        page=page_of(lines),
        sort=sort,
        text=text_asked(),
        show=show,
        is_tree=sort == "tree" and not text_asked() and not show,
    )


@pages.route("/units/new", methods=["GET", "POST"])
@requires(Permission.EDIT_UNITS)
def new_unit() -> ResponseReturnValue:
    form = NewUnitForm()
    own = within(Permission.EDIT_UNITS)
    form.parent.choices = one_unit_of(tree(), own)
    if not form.is_submitted():
        form.on.data = site().today()
        form.kind.data = UnitKind.UNIT.value
        form.parent.data = request.args.get("parent", "")
    if not form.validate_on_submit():
        return _new_page(form), 422 if form.errors else 200
    try:
        made = _create(form)
    except Refusal as refusal:
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "name")], refusal)
        return _new_page(form), 422
    session().commit()
    flash(_("The unit is created."), "success")
    return redirect(url_for(".unit", unit_id=made), code=303)


FIELD_OF_REFUSAL = {
    "unit-code-length": "code",
    "unit-code-taken": "code",
    "unit-closed": "parent",
    "unit-not-found": "parent",
    "parent-missing": "parent",
    "date-before-creation": "on",
}


def _create(form: NewUnitForm) -> UUID:
    assert form.on.data
    change = service.Change(
        session(),
        municipality_id(),
        actor().person,
        form.on.data,
        site().new_id,
        site().now(),
    )
    row = KnownUnitRow(site().new_id(), form.code.data or "", form.kind.data, None, None)
    return service.create(change, row, UUID(form.parent.data), form.name.data or "")


def _lines() -> list[UnitLine]:
    """The units within reach, in the order of the tree."""
    own = within(Permission.EDIT_UNITS)
    facts = {row.id: row for row in known_rows(session(), municipality_id())}
    people = people_by_unit(session(), municipality_id(), site().today())
    held = holders(session(), municipality_id(), own, site().today())
    return [
        UnitLine(
            unit,
            tree().name(unit),
            tree().depth(unit),
            facts[unit].code,
            facts[unit].kind,
            people.get(unit, 0),
            _managers(held.get(unit, ())),
        )
        for unit in tree()
        if unit in own
    ]


def _managers(held: Sequence[Holder]) -> tuple[str, ...]:
    today = site().today()
    return tuple(each.name for each in held if each.role is Role.MANAGER and each.from_on <= today)


def _narrowed(lines: Sequence[UnitLine], show: str, text: str) -> list[UnitLine]:
    kept: Collection[UUID] = {line.unit for line in lines}
    if show == WITHOUT_MANAGER:
        kept = set(units_without_manager(session(), municipality_id(), tree(), site().today()))
    words = folded(text).split()
    return [
        line
        for line in lines
        if line.unit in kept
        and (
            all(word in folded(line.name) for word in words)
            or line.code.casefold() == text.casefold()
        )
    ]


def _ordered(lines: list[UnitLine], sort: str) -> list[UnitLine]:
    if sort.removeprefix("-") == "tree":
        return lines
    return sorted(lines, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _new_page(form: NewUnitForm) -> str:
    return render_template("admin/new_unit.html", form=form)
