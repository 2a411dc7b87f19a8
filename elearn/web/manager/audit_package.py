"""An audit package of a unit: asked for on a page, handed over as a signed zip."""

from datetime import date

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.errors import Refusal
from elearn.domain.people.hindsight import branch_on
from elearn.domain.people.permissions import Permission
from elearn.domain.record.audit_chain import last_settled
from elearn.domain.record.audit_package import Asked, check_asked, files_of
from elearn.interchange.signed_zip import signed_zip
from elearn.services.audit_package import audit_package, units_told
from elearn.store.queries.my_units import part_of
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import unit_courses
from elearn.store.signing import Signer
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires, tree, within
from elearn.web.manager.asked import FIRST_DAY, course_asked, unit_asked
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id, tenant

FIELDS = {
    "package-unit-hidden": "unit",
    "package-known-until-open": "known_until",
    "package-known-before-day": "known_until",
}
"""By refusal; else it is the day."""


@pages.get("/units/audit-package")
@requires(Permission.SEE_COUNTS)
def package() -> ResponseReturnValue:
    return _page()


@pages.get("/units/audit-package.zip")
@requires(Permission.SEE_COUNTS)
def package_file() -> ResponseReturnValue:
    """No names, and no figure from which a small group could be worked out, whoever asks."""
    if not request.args.get("unit"):
        return _page()
    today, scope = site().today(), part_of(tree(), within(Permission.SEE_COUNTS))
    unit, course = unit_asked(), course_asked(unit_courses(session(), municipality_id(), today))
    if unit is None or unit not in scope or course is None:
        abort(404)
    try:
        asked = Asked(unit, course.id, _day("on"), _day("known_until"))
        check_asked(asked, today=today, now=site().now())
        placed = placements(session(), municipality_id())
        branch = branch_on(asked.on, unit, placed, within(Permission.SEE_COUNTS), tree())
        if unit not in branch.tree or branch.elsewhere:
            raise Refusal("package-unit-not-whole")
        made = audit_package(
            session(), municipality_id(), tenant().name, asked, branch.tree, now=site().now()
        )
    except Refusal as refusal:
        return _page(refusal), 422
    body = signed_zip(files_of(made), Signer(site().config.pepper).sign)
    name = f'attachment; filename="audit-{course.id}-{asked.on.isoformat()}.zip"'
    return Response(body, mimetype="application/zip", headers={"Content-Disposition": name})


def _page(refusal: Refusal | None = None) -> str:
    today, scope = site().today(), part_of(tree(), within(Permission.SEE_COUNTS))
    courses = unit_courses(session(), municipality_id(), today)
    unit, course = unit_asked(), course_asked(courses)
    settled = last_settled(site().now())
    required = [each.id for each in courses if each.duties]
    told = units_told(session(), municipality_id(), required, tree(), settled)
    return render_template(
        "manager/audit_package.html",
        problem=refused(refusal) if refusal else None,
        field=FIELDS.get(refusal.code, "on") if refusal else "",
        units=[(str(each), scope.name(each)) for each in scope if each in told],
        unit=str(unit) if unit else "",
        courses=[(each.id, each.title(language.chosen())) for each in courses],
        course=course.id if course else "",
        on=request.args.get("on", settled.isoformat())[:10],
        known_until=request.args.get("known_until", settled.isoformat())[:10],
    )


def _day(name: str) -> date:
    """Raises: Refusal `day-not-a-date` or `package-day-ahead`."""
    try:
        day = date.fromisoformat(request.args.get(name, "").strip())
    except ValueError:
        raise Refusal("day-not-a-date") from None
    if day < FIRST_DAY:
        raise Refusal("day-out-of-reach", first=FIRST_DAY, last=site().today())
    return day
