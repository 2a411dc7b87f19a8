"""Asking for more time, in one press, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.extension import Decline, Request, may_ask, standing_request
from elearn.domain.record.reminders import STEPS
from elearn.services import extensions as acts
from elearn.services.acting import Act
from elearn.store.queries.extensions import requests_of
from elearn.store.queries.learner_home import DutyLine
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.local_address import local_address
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.decisions import DECLINES


@dataclass(frozen=True, slots=True)
class MoreTime:
    """What stands beside a duty."""

    request: Request | None
    reason: str
    """Why it was declined, in words."""


def more_time(duties: Collection[DutyLine]) -> dict[UUID, MoreTime]:
    """By duty; one for which nothing was asked and nothing is to be asked is absent."""
    if not duties:
        return {}
    today = site().today()
    left = [each for each in duties if each.status in STEPS]
    requests = requests_of(session(), municipality_id(), actor().person)
    found = ((each, _beside(each, requests.get(each.id, []))) for each in left)
    return {
        each.id: told
        for each, told in found
        if told.request or may_ask(each.status, each.due_on, today=today)
    }


@pages.post("/me/more-time/<uuid:duty_id>")
@requires(Permission.LEARN)
def ask_more_time(duty_id: UUID) -> ResponseReturnValue:
    try:
        acts.ask(_act(), duty_id)
    except Refusal as refusal:
        return _back(refusal)
    session().commit()
    flash(_("Your manager has been asked, and answers here."), "success")
    return _back()


@pages.post("/me/more-time/<uuid:duty_id>/take-back")
@requires(Permission.LEARN)
def take_back_more_time(duty_id: UUID) -> ResponseReturnValue:
    try:
        acts.take_back(_act(), duty_id)
    except Refusal as refusal:
        return _back(refusal)
    session().commit()
    flash(_("You no longer ask for more time."), "success")
    return _back()


def _beside(duty: DutyLine, requests: list[Request]) -> MoreTime:
    found = standing_request(requests, duty.due_on, today=site().today())
    reason = DECLINES[Decline(found.reason)] if found and found.reason else ""
    return MoreTime(found, _(reason) if reason else "")


def _act() -> Act:
    return Act(
        session(), municipality_id(), actor().person, site().new_id, site().now(), site().today()
    )


def _back(refusal: Refusal | None = None) -> ResponseReturnValue:
    """To the page whose button it was."""
    if refusal:
        session().rollback()
        flash(refused(refusal), "info")
    page = local_address(request.form.get("next")) or url_for(".home")
    return redirect(page, code=303)
