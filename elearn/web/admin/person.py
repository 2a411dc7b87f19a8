"""One person: what is known, and what an administrator may correct of it."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from elearn.domain.errors import Refusal
from elearn.domain.people.naming import LONGEST_NAME
from elearn.domain.people.permissions import Permission
from elearn.services import people as service
from elearn.store.queries.admin_people import PersonFacts, is_within, person_facts
from elearn.store.queries.admin_roles import grants
from elearn.store.queries.org import placements
from elearn.store.queries.people import identifiers_of
from elearn.web.admin.asked import scope
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import choice, one_line
from elearn.web.admin.roles import ROLE_LABELS
from elearn.web.admin.trace import note_people_shown
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal
from elearn.web.guard import actor, may, requires, tree
from elearn.web.language import LANGUAGES
from elearn.web.site import site
from elearn.web.slips import slips_page
from elearn.web.tenant import municipality_id
from elearn.wording.imports import EMPLOYMENT_KINDS

FIELD_OF_REFUSAL = {
    "alias-too-long": "alias",
    "email-malformed": "email",
    "email-taken": "email",
}


class PersonForm(Form):
    given_name = StringField(
        _l("Given name"), filters=[one_line], validators=[Length(max=LONGEST_NAME)]
    )
    family_name = StringField(
        _l("Family name"), filters=[one_line], validators=[Length(max=LONGEST_NAME)]
    )
    alias = StringField(
        _l("Alias"),
        description=_l(
            "For somebody with a protected identity: shown instead of the name everywhere, and "
            "never changed by an import."
        ),
        filters=[one_line],
        validators=[Length(max=service.LONGEST_ALIAS)],
    )
    email = StringField(
        _l("E-mail address"),
        description=_l("Letters go there, and the person can sign in with it."),
        validators=[Length(max=service.LONGEST_SIGN_IN)],
    )
    language = SelectField(
        _l("Language"),
        choices=[
            choice("", _l("Not chosen yet")),
            *(choice(code, name) for code, name in LANGUAGES.items()),
        ],
    )


class SignInForm(Form):
    name = StringField(
        _l("One more user name"),
        validators=[
            InputRequired(_l("Write a user name.")),
            Length(max=service.LONGEST_SIGN_IN),
        ],
    )


@pages.get("/people/<uuid:person_id>")
@requires(Permission.EDIT_PEOPLE)
def person(person_id: UUID) -> ResponseReturnValue:
    return _page(_facts(person_id), SignInForm())


@pages.route("/people/<uuid:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def edit_person(person_id: UUID) -> ResponseReturnValue:
    facts = _facts(person_id)
    form = PersonForm() if request.method == "POST" else PersonForm(obj=facts)
    if not form.validate_on_submit():
        return _edit_page(facts, form), 422 if form.errors else 200
    try:
        service.describe(act(), person_id, _described(form))
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "given_name")], refusal)
        return _edit_page(facts, form), 422
    session().commit()
    flash(_("Saved."), "success")
    return redirect(url_for(".person", person_id=person_id), code=303)


@pages.post("/people/<uuid:person_id>/sign-in")
@requires(Permission.EDIT_PEOPLE)
def add_sign_in(person_id: UUID) -> ResponseReturnValue:
    facts = _facts(person_id)
    form = SignInForm()
    if not form.validate():
        return _page(facts, form), 422
    try:
        service.add_sign_in(act(), person_id, form.name.data or "")
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.name, refusal)
        return _page(facts, form), 422
    session().commit()
    flash(_("The user name is added."), "success")
    return redirect(url_for(".person", person_id=person_id), code=303)


@pages.post("/people/<uuid:person_id>/sign-in/remove")
@requires(Permission.EDIT_PEOPLE)
def remove_sign_in(person_id: UUID) -> ResponseReturnValue:
    _facts(person_id)
    service.remove_sign_in(act(), person_id, request.form.get("name", ""))
    session().commit()
    flash(_("The user name is removed."), "success")
    return redirect(url_for(".person", person_id=person_id), code=303)


@pages.post("/people/<uuid:person_id>/slip")
@requires(Permission.ISSUE_SLIP)
def person_slip(person_id: UUID) -> ResponseReturnValue:
    """A slip opens the account, so its holder must be within reach of this very permission."""
    reached = scope(Permission.ISSUE_SLIP)
    if not is_within(session(), municipality_id(), person_id, reached, site().today()):
        abort(403)
    return slips_page([person_id], back_url=url_for(".person", person_id=person_id))


def act() -> service.Act:
    return service.Act(
        session(),
        municipality_id(),
        actor().person,
        site().new_id,
        site().now(),
        site().today(),
    )


def _facts(person_id: UUID) -> PersonFacts:
    """Somebody out of reach is as unknown as somebody who does not exist."""
    reached = scope(Permission.EDIT_PEOPLE)
    facts = person_facts(session(), municipality_id(), person_id)
    if facts is None or not is_within(
        session(), municipality_id(), person_id, reached, site().today()
    ):
        abort(404)
    return facts


def _described(form: PersonForm) -> service.Described:
    return service.Described(
        form.given_name.data or "",
        form.family_name.data or "",
        form.alias.data or None,
        form.email.data or None,
        form.language.data or None,
    )


def _page(facts: PersonFacts, form: SignInForm) -> str:
    note_people_shown("admin.person", [facts.merged_into or facts.id])
    return render_template(
        "admin/person.html",
        facts=facts,
        form=form,
        identifiers=identifiers_of(session(), municipality_id(), facts.id),
        roles=grants(
            session(),
            municipality_id(),
            scope(Permission.EDIT_PEOPLE),
            today=site().today(),
            person=facts.id,
            with_ended=True,
        ),
        role_labels=ROLE_LABELS,
        unit_name=_unit_names(),
        kinds={kind: _(label) for kind, label in EMPLOYMENT_KINDS.items()},
        language_names=LANGUAGES,
        may_print=may(Permission.ISSUE_SLIP) and facts.merged_into is None,
        today=site().today(),
    )


def _unit_names() -> Any:
    """By id, today's where there is one, else the last."""
    rows = sorted(placements(session(), municipality_id()), key=lambda row: row.from_on)
    return {row.unit: tree().name(row.unit) or row.name for row in rows}


def _edit_page(facts: PersonFacts, form: PersonForm) -> str:
    note_people_shown("admin.edit_person", [facts.merged_into or facts.id])
    return render_template("admin/edit_person.html", facts=facts, form=form)
