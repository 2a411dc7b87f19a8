"""What needs attention, and the way to everything else."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.domain.people.permissions import Permission
from elearn.store.queries import admin_imports, admin_people, admin_roles, admin_routes, admin_units
from elearn.store.queries.duties import duty_rows
from elearn.web import language
from elearn.web.admin.asked import scope
from elearn.web.admin.blueprint import pages
from elearn.web.admin.letters import troubles
from elearn.web.db import session
from elearn.web.guard import actor, may, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for somebody."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A part of the administration that the viewer may open."""

    title: str
    url: str
    text: str


@pages.get("")
@requires(Permission.ADMINISTER)
def home() -> ResponseReturnValue:
    matters = [*_of_administrator(), *_of_coordinator()]
    return render_template("admin/home.html", matters=matters, doors=_doors())


def _of_administrator() -> list[Matter]:
    found = []
    if may(Permission.EDIT_PEOPLE):
        found += [Matter(text, url_for(".letters")) for text in troubles()]
    if may(Permission.IMPORT_PEOPLE):
        found += _waiting_previews()
    if may(Permission.EDIT_UNITS):
        found += _units_without_manager()
    if may(Permission.EDIT_PEOPLE) and scope(Permission.EDIT_PEOPLE) is None:
        found += _people_to_look_at()
    if may(Permission.GRANT_ROLES):
        found += _roles_left_behind()
    return found


def _of_coordinator() -> list[Matter]:
    found = []
    if may(Permission.EDIT_ROUTES):
        never = admin_routes.count_never_verified(session(), municipality_id())
        if never:
            text = ngettext(
                "%(num)s contact route has never been verified",
                "%(num)s contact routes have never been verified",
                never,
            )
            found.append(Matter(text, url_for(".routes")))
        expired = admin_routes.count_expired(session(), municipality_id(), site().today())
        if expired:
            text = ngettext(
                "%(num)s contact route has not been verified in time",
                "%(num)s contact routes have not been verified in time",
                expired,
            )
            found.append(Matter(text, url_for(".routes")))
    if may(Permission.EDIT_DUTIES):
        rows = duty_rows(session(), municipality_id(), language.chosen(), site().today())
        if not any(row.to_on is None or row.to_on > site().today() for row in rows):
            found.append(Matter(_("Nobody has to take any course yet"), url_for(".duties")))
    return found


def _waiting_previews() -> list[Matter]:
    rows = admin_imports.batches(session(), municipality_id())
    return [
        Matter(_("An import waits for you to confirm it"), url_for(".preview", batch_id=row.id))
        for row in rows
        if row.state == "preview" and row.made_by == actor().person
    ]


def _units_without_manager() -> list[Matter]:
    own = within(Permission.EDIT_UNITS)
    found = admin_units.units_without_manager(session(), municipality_id(), tree(), site().today())
    units = [unit for unit in found if unit in own]
    if not units:
        return []
    text = ngettext(
        "%(num)s unit has nobody as manager", "%(num)s units have nobody as manager", len(units)
    )
    names = ", ".join(tree().name(unit) for unit in units[:3])
    note = names if len(units) <= 3 else _("%(names)s and more", names=names)
    return [Matter(text, url_for(".units", show="without-manager"), note)]


def _people_to_look_at() -> list[Matter]:
    found = []
    count = admin_people.count_never_placed(session(), municipality_id())
    if count:
        text = ngettext(
            "%(num)s person has never had a unit",
            "%(num)s people have never had a unit",
            count,
        )
        found.append(Matter(text, url_for(".people", show="never-placed")))
    count = admin_people.count_doubles(session(), municipality_id(), site().today())
    if count:
        text = ngettext(
            "%(num)s person may be in the register twice",
            "%(num)s people may be in the register twice",
            count,
        )
        note = _("They share a name, and payroll knows at most one. Look, and merge if so.")
        found.append(Matter(text, url_for(".people", show="doubles"), note))
    return found


def _roles_left_behind() -> list[Matter]:
    rows = admin_roles.grants(
        session(), municipality_id(), scope(Permission.GRANT_ROLES), today=site().today()
    )
    count = sum(not row.is_employed for row in rows)
    if not count:
        return []
    text = ngettext(
        "%(num)s role is held by somebody who works nowhere",
        "%(num)s roles are held by people who work nowhere",
        count,
    )
    note = _("End the role if the person has left. Otherwise the next payroll list mends it.")
    return [Matter(text, url_for(".roles", show="left"), note)]


def _doors() -> list[Door]:
    every = (
        (
            Permission.EDIT_PEOPLE,
            Door(_("People"), url_for(".people"), _("Find somebody, correct, merge, print a slip")),
        ),
        (
            Permission.EDIT_UNITS,
            Door(_("Units"), url_for(".units"), _("The organisation, and changes to it")),
        ),
        (
            Permission.IMPORT_PEOPLE,
            Door(_("Imports"), url_for(".imports"), _("Payroll lists and lists of units")),
        ),
        (
            Permission.GRANT_ROLES,
            Door(_("Roles"), url_for(".roles"), _("Who manages, coordinates and administers")),
        ),
        (
            Permission.EDIT_DUTIES,
            Door(_("Duties"), url_for(".duties"), _("Who has to take which course, and when")),
        ),
        (
            Permission.OPEN_COURSES,
            Door(
                _("Open courses"),
                url_for(".open_courses"),
                _("What anybody may take without signing in"),
            ),
        ),
        (
            Permission.EDIT_ROUTES,
            Door(_("Contact routes"), url_for(".routes"), _("Whom to turn to, kept true")),
        ),
        (
            Permission.SEE_LETTERS,
            Door(_("Letters"), url_for(".letters"), _("What they say, and who would get one when")),
        ),
        (
            Permission.RUN_PANELS,
            Door(
                _("Panels"),
                url_for(".panel_rounds"),
                _("Let people who know the work judge the cases of a course"),
            ),
        ),
        (
            Permission.SEE_MEASUREMENT,
            Door(
                _("Measurement"),
                url_for(".measurement"),
                _("How groups tell signals from look-alikes, never how anybody does"),
            ),
        ),
    )
    return [door for permission, door in every if may(permission)]
