"""Whether a certificate still counts, for anybody; whose it is, for whoever has its code."""

import hmac
from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.permissions import Permission
from elearn.services import certificates
from elearn.store.queries.certificates import course_titles
from elearn.store.signing import Signer
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.language import chosen
from elearn.web.public.blueprint import pages
from elearn.web.public.forms import CertificateForm
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id


@pages.route("/certificates/<uuid:certificate_id>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def certificate(certificate_id: UUID) -> ResponseReturnValue:
    form = CertificateForm()
    if not form.validate_on_submit():
        return _page(certificate_id, form, status=422 if form.errors else 200)
    attempt = Try.now("certificate", str(certificate_id))
    wait = attempt.begin()
    if wait:
        form.code.errors = [wait_in_words(wait)]
        return _page(certificate_id, form, status=429, headers=retry_after(wait))
    signer = Signer(site().config.pepper)
    wanted = _letters(signer.certificate_code(certificate_id))
    if not hmac.compare_digest(_letters(form.code.data or ""), wanted):
        form.code.errors = [_("That is not the code of this certificate. Read it once more.")]
        return _page(certificate_id, form, status=422)
    with site().database.writing() as writing:
        attempt.forgive(writing)
        writing.commit()
    return _page(certificate_id, form, with_name=True)


@pages.get("/certificates/key.pem")
@requires(Permission.PUBLIC)
def certificate_key() -> Response:
    """The public half of the key that signs."""
    return Response(Signer(site().config.pepper).public_key(), mimetype="application/x-pem-file")


def _page(
    id: UUID,
    form: CertificateForm,
    *,
    with_name: bool = False,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> ResponseReturnValue:
    told = certificates.checked(session(), municipality_id(), id, today=site().today())
    if told is None:
        return render_template("public/certificate.html", told=None, form=form), 404
    titles = course_titles(session(), municipality_id(), chosen())
    page = render_template(
        "public/certificate.html",
        told=told,
        form=form,
        course_title=titles.get(told.course, told.course),
        holder=told.holder if with_name else None,
    )
    return page, status, headers or {}


def _letters(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()
