"""The own last days in a calendar of one's own choice, under a private address.

A calendar belongs to a company elsewhere, and colleagues may look into it: the titles name no
course, and the address answers whoever knows it, so it is shown once and can be taken away.
"""

import secrets

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.domain.record.calendar_days import calendar_day
from elearn.interchange.calendar_feed import Entry, feed
from elearn.services import calendar_links
from elearn.store.queries.calendar_links import CalendarOwner, calendar_made_on, calendar_owner
from elearn.store.queries.learner_home import duty_lines
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.login import TOKEN_BYTES, token_hash
from elearn.web.site import site
from elearn.web.tenant import municipality_id, tenant


@pages.get("/me/calendar")
@requires(Permission.OWN_RECORD)
def calendar() -> ResponseReturnValue:
    return _page()


@pages.post("/me/calendar")
@requires(Permission.OWN_RECORD)
def give_calendar() -> ResponseReturnValue:
    """The page with the new address, which is shown this once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    calendar_links.give(
        session(), municipality_id(), actor().person, token_hash(token), today=site().today()
    )
    session().commit()
    return _page(site().config.address + url_for(".calendar_feed", token=token))


@pages.post("/me/calendar/end")
@requires(Permission.OWN_RECORD)
def end_calendar() -> ResponseReturnValue:
    calendar_links.take_away(session(), municipality_id(), actor().person)
    session().commit()
    flash(_("The address answers nothing any more."), "success")
    return redirect(url_for(".calendar"), code=303)


@pages.get("/calendar/<token>.ics")
@requires(Permission.PUBLIC)
def calendar_feed(token: str) -> ResponseReturnValue:
    """For a program that fetches it: nobody is signed in."""
    with site().database.reading() as reading:
        owner = calendar_owner(reading, municipality_id(), token_hash(token))
    if owner is None:
        abort(404)
    spoken = owner.language or "sv"
    with force_locale(spoken):
        body = feed(
            _("Training at %(place)s", place=tenant().name),
            site().config.address.partition("://")[2],
            _entries(owner, spoken),
            now=site().now(),
        )
    return Response(body, mimetype="text/calendar")


def _entries(owner: CalendarOwner, spoken: str) -> list[Entry]:
    start = f"{site().config.address}/"
    with site().database.reading() as reading:
        lines = duty_lines(reading, municipality_id(), owner.person, spoken, today=site().today())
    days = ((line, calendar_day(line.status, line.due_on, line.valid_until)) for line in lines)
    return [Entry(str(line.id), day, _("Training: last day"), start) for line, day in days if day]


def _page(address: str | None = None) -> str:
    made_on = calendar_made_on(session(), municipality_id(), actor().person)
    return render_template("learner/calendar.html", made_on=made_on, address=address)
