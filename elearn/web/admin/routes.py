"""The contact routes: what the action card and the course texts show."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from elearn.domain.content.routes import ANY_ROLE, Age, Urgency, in_language
from elearn.domain.errors import Refusal
from elearn.domain.folding import folded
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.services import routes as service
from elearn.store.models import Route
from elearn.store.queries.admin_routes import Place, places_of, route_of, route_rows
from elearn.web import language
from elearn.web.admin.asked import page_of, sort_asked, text_asked
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import DayField, choice, one_line
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal, refused
from elearn.web.guard import actor, requires
from elearn.web.site import site
from elearn.web.tenant import municipality_id

URGENCIES: Mapping[Urgency, Any] = {
    Urgency.ACUTE: _l("At once"),
    Urgency.SOON: _l("Soon"),
    Urgency.ADVICE: _l("To talk it over"),
}
AGES: Mapping[Age, Any] = {
    Age.CHILD: _l("A child"),
    Age.ADULT: _l("An adult"),
    Age.ANY: _l("Anybody"),
}
FIELD_OF_REFUSAL = {
    "route-key-malformed": "key",
    "route-key-taken": "key",
    "route-without-way": "phone",
    "route-phone-malformed": "phone",
    "route-url-malformed": "url",
}
FOR_EVERYBODY = frozenset({ANY_ROLE, "all", "alla"})
"""Words that somebody may write where nothing is meant to stand."""
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _typed_dashes(value: Any) -> Any:
    """A word processor writes others than a keyboard does."""
    return value.translate(DASHES) if isinstance(value, str) else value


class RouteForm(Form):
    label_sv = StringField(
        _l("Name in Swedish"),
        filters=[one_line],
        validators=[InputRequired(_l("Give it a name.")), Length(max=160)],
    )
    label_en = StringField(_l("Name in English"), filters=[one_line], validators=[Length(max=160)])
    phone = StringField(
        _l("Telephone"), filters=[one_line, _typed_dashes], validators=[Length(max=40)]
    )
    url = StringField(_l("Web address"), validators=[Length(max=300)])
    urgency = SelectField(
        _l("How soon"),
        choices=[
            choice("", _l("Choose how soon")),
            *(choice(each, label) for each, label in URGENCIES.items()),
        ],
        validators=[InputRequired(_l("Say how soon."))],
    )
    age = SelectField(
        _l("Who the concern is about"),
        choices=[
            choice("", _l("Choose who")),
            *(choice(each, label) for each, label in AGES.items()),
        ],
        validators=[InputRequired(_l("Say who it is about."))],
    )
    role = StringField(
        _l("For which staff"),
        description=_l(
            "Leave it empty when it is for everybody. Otherwise the word for one group, such as "
            "skola."
        ),
        filters=[one_line],
        validators=[Length(max=60)],
    )
    hours_sv = StringField(
        _l("When somebody answers, in Swedish"),
        filters=[one_line],
        validators=[Length(max=200)],
    )
    hours_en = StringField(
        _l("When somebody answers, in English"),
        filters=[one_line],
        validators=[Length(max=200)],
    )
    owner = StringField(
        _l("Owner"),
        description=_l("A function, not a person: samordnaren, for example."),
        filters=[one_line],
        validators=[InputRequired(_l("Say who the owner is.")), Length(max=120)],
    )
    verified_until = DayField(
        _l("Verified until"),
        description=_l("After this day it is shown with a note."),
    )
    is_never_verified = BooleanField(_l("Nobody has verified it yet"))

    def validate_verified_until(self, field: DayField) -> None:
        """A day or the tick, said by somebody; never both, and never by leaving a field alone."""
        if field.process_errors:
            return
        if field.data and self.is_never_verified.data:
            raise ValidationError(_("Either a day or the tick: take one of them away."))
        if not field.data and not self.is_never_verified.data:
            raise ValidationError(_("Choose a day, or tick that nobody has verified it yet."))


class NewRouteForm(RouteForm):
    key = StringField(
        _l("Short name"),
        description=_l("What course texts call it: small letters, digits and hyphens."),
        validators=[InputRequired(_l("Give it a short name.")), Length(max=40)],
    )


def _verified(route: Route) -> date:
    return route.verified_until or date.min


SORTS: Mapping[str, Callable[[Route], Any]] = {
    "until": _verified,
    "name": lambda route: sorting_key(in_language(route.labels, language.chosen())),
    "owner": lambda route: sorting_key(route.owner),
    "card": lambda route: route.position,
}


@pages.get("/routes")
@requires(Permission.EDIT_ROUTES)
def routes() -> ResponseReturnValue:
    """Those that expire first come first."""
    sort = sort_asked(SORTS, "until")
    rows = [
        route for route in route_rows(session(), municipality_id()) if _matches(route, text_asked())
    ]
    rows.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return render_template(
        "admin/routes.html",
        page=page_of(rows),
        sort=sort,
        text=text_asked(),
        places=_places(),
        label=lambda route: in_language(route.labels, language.chosen()),
        today=site().today(),
        months=service.RENEWED_MONTHS,
    )


@pages.route("/routes/new", methods=["GET", "POST"])
@requires(Permission.EDIT_ROUTES)
def new_route() -> ResponseReturnValue:
    form = NewRouteForm()
    if not form.validate_on_submit():
        return _page(form, None), 422 if form.errors else 200
    try:
        service.add_route(_act(), form.key.data or "", _described(form))
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "key")], refusal)
        return _page(form, None), 422
    session().commit()
    flash(_("The route is added."), "success")
    return redirect(url_for(".routes"), code=303)


@pages.route("/routes/<key>", methods=["GET", "POST"])
@requires(Permission.EDIT_ROUTES)
def route(key: str) -> ResponseReturnValue:
    row = _row(key)
    form = RouteForm()
    if not form.is_submitted():
        _fill(form, row)
    if not form.validate_on_submit():
        return _page(form, row), 422 if form.errors else 200
    try:
        is_lapsed = service.change_route(_act(), key, _described(form))
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "phone")], refusal)
        return _page(form, _row(key)), 422
    session().commit()
    if is_lapsed:
        flash(
            _(
                "Saved. The number or the address is new, so nobody counts as having verified the "
                "route. Check it, and press “Verified today”."
            ),
            "warning",
        )
    else:
        flash(_("Saved."), "success")
    return redirect(url_for(".routes"), code=303)


@pages.post("/routes/<key>/verify")
@requires(Permission.EDIT_ROUTES)
def verify_route(key: str) -> ResponseReturnValue:
    _row(key)
    service.vouch_for_route(_act(), key)
    session().commit()
    flash(_("Verified today, for %(months)s months.", months=service.RENEWED_MONTHS), "success")
    return redirect(url_for(".routes"), code=303)


@pages.post("/routes/<key>/remove")
@requires(Permission.EDIT_ROUTES)
def remove_route(key: str) -> ResponseReturnValue:
    _row(key)
    try:
        service.remove_route(_act(), key)
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".route", key=key), code=303)
    session().commit()
    flash(_("The route is removed."), "success")
    return redirect(url_for(".routes"), code=303)


def _act() -> service.Act:
    return service.Act(
        session(),
        municipality_id(),
        actor().person,
        site().new_id,
        site().now(),
        site().today(),
    )


def _described(form: RouteForm) -> service.Described:
    return service.Described(
        labels=_texts(form.label_sv.data, form.label_en.data),
        phone=form.phone.data or "",
        url=form.url.data or "",
        urgency=Urgency(form.urgency.data),
        age=Age(form.age.data),
        role=_role(form.role.data or ""),
        hours=_texts(form.hours_sv.data, form.hours_en.data),
        owner=form.owner.data or "",
        verified_until=form.verified_until.data,
    )


def _role(written: str) -> str:
    return ANY_ROLE if not written or written.casefold() in FOR_EVERYBODY else written


def _texts(swedish: str | None, english: str | None) -> dict[str, str]:
    return {code: text for code, text in (("sv", swedish), ("en", english)) if text}


def _fill(form: RouteForm, row: Route) -> None:
    form.label_sv.data = row.labels.get("sv", "")
    form.label_en.data = row.labels.get("en", "")
    form.phone.data = row.phone
    form.url.data = row.url
    form.urgency.data = row.urgency
    form.age.data = row.age
    form.role.data = "" if row.role in FOR_EVERYBODY else row.role
    form.hours_sv.data = row.hours.get("sv", "")
    form.hours_en.data = row.hours.get("en", "")
    form.owner.data = row.owner
    form.verified_until.data = row.verified_until
    form.is_never_verified.data = row.verified_until is None


def _row(key: str) -> Route:
    found = route_of(session(), municipality_id(), key)
    if found is None:
        abort(404)
    return found


def _places() -> dict[str, list[Place]]:
    return places_of(session(), municipality_id())


def _matches(row: Route, text: str) -> bool:
    told = folded(" ".join((row.key, row.owner, row.phone, *row.labels.values())))
    return all(word in told for word in folded(text).split())


def _page(form: RouteForm, row: Route | None) -> str:
    return render_template(
        "admin/route.html",
        form=form,
        row=row,
        name=in_language(row.labels, language.chosen()) if row else "",
        places=_places().get(row.key, []) if row else [],
    )
