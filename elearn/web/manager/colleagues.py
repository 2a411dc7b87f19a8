"""A new colleague on the first day."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.permissions import Permission
from elearn.services.colleagues import Added, Newcomer, add_colleague
from elearn.store.queries.colleagues import Colleague, namesakes
from elearn.web.db import session
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.manager.blueprint import pages
from elearn.web.manager.forms import ColleagueForm
from elearn.web.site import site
from elearn.web.slips import slips_page
from elearn.web.tenant import municipality_id

FIELD_OF_REFUSAL = {"colleague-may-exist": "is_other", "name-holds-personnummer": "given_name"}
"""What no field can see alone: a colleague of the same name, a number spread over two names."""


@pages.route("/units/<uuid:unit_id>/colleagues/new", methods=["GET", "POST"])
@requires(Permission.ADD_COLLEAGUE, unit="unit_id")
def new_colleague(unit_id: UUID) -> ResponseReturnValue:
    """Colleague and slip are one transaction, which `slips_page` commits."""
    form = ColleagueForm()
    if not form.validate_on_submit():
        return _page(unit_id, form, []), 422 if form.errors else 200
    newcomer = _newcomer(form)
    try:
        added = _add(unit_id, form, newcomer)
    except Refusal as refusal:
        add_refusal(form[FIELD_OF_REFUSAL[refusal.code]], refusal)
        return _page(unit_id, form, _namesakes(newcomer)), 422
    flash(_("%(name)s is added. Print the slip and hand it over.", name=newcomer.name), "success")
    return slips_page([added.person], back_url=url_for(".unit", unit_id=unit_id))


def _add(unit_id: UUID, form: ColleagueForm, newcomer: Newcomer) -> Added:
    return add_colleague(
        session(),
        actor(),
        unit_id,
        newcomer,
        within(Permission.ADD_COLLEAGUE),
        others=_ids(form.others.data) if form.is_other.data else frozenset(),
        new_id=site().new_id,
        now=site().now(),
        today=site().today(),
    )


def _newcomer(form: ColleagueForm) -> Newcomer:
    return Newcomer(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        kind=EmploymentKind(form.kind.data),
        aid_code=form.aid_code.data or "",
        last_day=form.last_day.data,
    )


def _namesakes(newcomer: Newcomer) -> list[Colleague]:
    units = within(Permission.ADD_COLLEAGUE)
    return namesakes(session(), municipality_id(), newcomer.name, units, site().today())


def _page(unit_id: UUID, form: ColleagueForm, same_name: Sequence[Colleague]) -> str:
    """Asks about namesakes only when there are some."""
    form.others.data = " ".join(str(each.person) for each in same_name)
    return render_template(
        "manager/new_colleague.html",
        form=form,
        unit_id=unit_id,
        name=tree().name(unit_id),
        namesakes=[(each.name, tree().name(each.unit)) for each in same_name],
    )


def _ids(text: str | None) -> frozenset[UUID]:
    """What is no id is left out: it stands for nobody."""
    found = set()
    for word in (text or "").split():
        try:
            found.add(UUID(word))
        except ValueError:
            continue
    return frozenset(found)
