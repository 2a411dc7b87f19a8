"""Who holds which role, where, from when to when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from elearn.domain.errors import Refusal
from elearn.domain.folding import folded
from elearn.domain.people.intervals import later
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission, Role
from elearn.services.roles import GRANTED, end_role, grant_role
from elearn.store.queries.admin_people import Found, Shown, found_people
from elearn.store.queries.admin_roles import GrantRow, grants
from elearn.web.admin.asked import choice_asked, page_of, scope, sort_asked, text_asked
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import DayField, choice, one_line, one_unit_of
from elearn.web.admin.trace import note_people_shown
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal, refused
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id

ROLE_LABELS: Mapping[Role, Any] = {
    Role.MANAGER: _l("Unit manager"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.AUTHOR: _l("Author"),
    Role.REVIEWER: _l("Reviewer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
MOST_CHOICES = 20
LEFT, ENDED = "left", "ended"
SORTS: Mapping[str, Callable[[GrantRow], Any]] = {
    "name": lambda row: sorting_key(row.sorting_name),
    "role": lambda row: list(Role).index(row.role),
    "unit": lambda row: sorting_key(tree().name(row.unit)),
    "from": lambda row: row.from_on,
}
FIELD_OF_REFUSAL = {
    "ends-before-it-starts": "last_day",
    "role-not-granted-here": "unit",
    "role-held-already": "role",
    "nobody-found": "who",
    "many-found": "who",
}


class RoleForm(Form):
    who = StringField(
        _l("Name or employment number"),
        filters=[one_line],
        validators=[
            InputRequired(_l("Write a name or an employment number.")),
            Length(max=160),
        ],
    )
    role = SelectField(_l("Role"), choices=[choice(role, ROLE_LABELS[role]) for role in GRANTED])
    unit = SelectField(
        _l("Unit"),
        description=_l("The role holds there and in everything under it."),
        validators=[InputRequired(_l("Choose a unit."))],
    )
    first_day = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last_day = DayField(
        _l("Last day"),
        description=_l("Leave it empty while no end is known."),
        validators=[Optional()],
    )


@pages.get("/roles")
@requires(Permission.GRANT_ROLES)
def roles() -> ResponseReturnValue:
    show = choice_asked("show", {LEFT, ENDED}, "")
    role = choice_asked("role", [role.value for role in GRANTED], "")
    sort = sort_asked(SORTS, "name")
    page = page_of(_ordered(_narrowed(_rows(show), show, role, text_asked()), sort))
    note_people_shown("admin.roles", {row.person for row in page.rows})
    return render_template(
        "admin/roles.html",
        page=page,
        sort=sort,
        text=text_asked(),
        show=show,
        role=role,
        labels=ROLE_LABELS,
        role_choices=[(each.value, ROLE_LABELS[each]) for each in GRANTED],
        tree=tree(),
        within=within(Permission.GRANT_ROLES),
        today=site().today(),
    )


@pages.route("/roles/new", methods=["GET", "POST"])
@requires(Permission.GRANT_ROLES)
def new_role() -> ResponseReturnValue:
    """`person` in the address or the form says who is meant, once several have matched."""
    form = RoleForm()
    form.unit.choices = one_unit_of(tree(), within(Permission.GRANT_ROLES))
    if not form.is_submitted():
        form.first_day.data = site().today()
        form.role.data = Role.MANAGER.value
        form.unit.data = request.args.get("unit", "")
        form.who.data = text_asked()
        return _form_page(form, [])
    found = _found(form.who.data or "")
    if not form.validate():
        return _form_page(form, found), 422
    try:
        _grant(form, found)
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "who")], refusal)
        return _form_page(form, found), 422
    session().commit()
    flash(_("The role is given."), "success")
    return redirect(url_for(".roles"), code=303)


@pages.post("/roles/<uuid:grant_id>/end")
@requires(Permission.GRANT_ROLES)
def end_grant(grant_id: UUID) -> ResponseReturnValue:
    """From today on."""
    if not any(row.id == grant_id for row in _rows(ENDED)):
        abort(404)
    try:
        end_role(
            session(),
            actor(),
            grant_id,
            site().today(),
            tree(),
            new_id=site().new_id,
            now=site().now(),
            today=site().today(),
        )
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".roles"), code=303)
    session().commit()
    flash(_("The role has ended."), "success")
    return redirect(url_for(".roles"), code=303)


def _grant(form: RoleForm, found: Sequence[Found]) -> None:
    """*form* is valid. Raises: Refusal, as `grant_role`, `nobody-found` or `many-found`."""
    assert form.first_day.data
    last_day = form.last_day.data
    grant_role(
        session(),
        actor(),
        _person(found),
        Role(form.role.data),
        UUID(form.unit.data),
        form.first_day.data,
        later(last_day, 1) if last_day else None,
        tree(),
        new_id=site().new_id,
        now=site().now(),
        today=site().today(),
    )


def _person(found: Sequence[Found]) -> UUID:
    chosen = request.form.get("person", "")
    for each in found:
        if str(each.person) == chosen:
            return each.person
    if not found:
        raise Refusal("nobody-found")
    if len(found) > MOST_CHOICES:
        raise Refusal("many-found", most=MOST_CHOICES)
    if len(found) > 1:
        raise Refusal("several-found")
    return found[0].person


def _found(text: str) -> list[Found]:
    """Those within reach whom *text* may mean."""
    if not text.strip():
        return []
    return found_people(
        session(),
        municipality_id(),
        scope(Permission.GRANT_ROLES),
        text,
        Shown.EVERYBODY,
        site().today(),
    )


def _rows(show: str) -> list[GrantRow]:
    return grants(
        session(),
        municipality_id(),
        scope(Permission.GRANT_ROLES),
        today=site().today(),
        with_ended=show == ENDED,
    )


def _narrowed(rows: Sequence[GrantRow], show: str, role: str, text: str) -> list[GrantRow]:
    words = folded(text).split()
    return [
        row
        for row in rows
        if (not role or row.role.value == role)
        and (show != LEFT or not row.is_employed)
        and all(word in folded(f"{row.name} {tree().name(row.unit)}") for word in words)
    ]


def _ordered(rows: Sequence[GrantRow], sort: str) -> list[GrantRow]:
    by_name = sorted(rows, key=lambda row: (sorting_key(row.sorting_name), row.id))
    key = SORTS[sort.removeprefix("-")]
    return sorted(by_name, key=key, reverse=sort.startswith("-"))


def _form_page(form: RoleForm, found: Sequence[Found]) -> str:
    shown = found if 1 < len(found) <= MOST_CHOICES else ()
    if shown:
        note_people_shown("admin.new_role", [each.person for each in shown])
    return render_template(
        "admin/new_role.html",
        form=form,
        found=shown,
        chosen=request.form.get("person", ""),
    )
