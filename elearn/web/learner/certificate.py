"""A certificate of the reader's own, as a PDF that says by itself whether it was changed."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.interchange.paper.signature import signed_part, with_signature
from elearn.services import certificates
from elearn.store.models import Certificate
from elearn.store.queries import catalogue
from elearn.store.queries.certificates import certificate as certificate_row
from elearn.store.queries.certificates import course_titles
from elearn.store.queries.learner_record import record_lines
from elearn.store.signing import Signer
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.guard import actor, requires
from elearn.web.learner.blueprint import pages
from elearn.web.paper import as_pdf
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.slips import square, typed_address
from elearn.web.tenant import municipality_id


@pages.post("/me/certificates")
@requires(Permission.OWN_RECORD)
def make_certificate() -> ResponseReturnValue:
    try:
        completed_on = date.fromisoformat(request.form.get("completed_on", ""))
    except ValueError:
        abort(400)
    made = certificates.issue(
        session(),
        municipality_id(),
        actor().person,
        request.form.get("course", ""),
        completed_on,
        new_id=site().new_id,
        today=site().today(),
    )
    session().commit()
    return redirect(url_for(".certificate", certificate_id=made), code=303)


@pages.get("/me/certificates/<uuid:certificate_id>")
@requires(Permission.OWN_RECORD)
def certificate(certificate_id: UUID) -> ResponseReturnValue:
    """The same bytes each time, as long as nothing about it has changed."""
    row = certificate_row(session(), municipality_id(), certificate_id)
    if row is None or row.person_id != actor().person:
        abort(404)
    told = certificates.checked(session(), municipality_id(), row.id, today=site().today())
    if told is None:
        abort(404)
    signer = Signer(site().config.pepper)
    path = url_for("public.certificate", certificate_id=row.id)
    page = render_template(
        "learner/certificate.html",
        told=told,
        course_title=published(course_titles, course_language()).get(told.course, told.course),
        parts=_parts(row),
        titles=published(catalogue.module_titles, course_language()),
        address=typed_address(path),
        link=square(path, _("A square for a phone's camera, with the link to the check")),
        code=signer.certificate_code(row.id),
    )
    made = as_pdf(page, _("Certificate"), now=datetime.combine(row.issued_on, time.min, UTC))
    whole = signed_part(made.get_data())
    made.set_data(with_signature(whole, signer.sign(whole)))
    return made


def _parts(row: Certificate) -> list[object]:
    """The lines of the record that it rests on, the earliest first."""
    lines = record_lines(session(), municipality_id(), row.person_id)
    return [line for line in reversed(lines) if str(line.id) in row.evidence_ids]
