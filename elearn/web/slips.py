"""Paper slips for a first sign-in, or after a forgotten password: one person or a whole unit.

A code stands in the one answer to the request that made it and nowhere else: in no address, no
log, and only hashed in the database. Whoever calls this has made sure that the persons are
within the units of the signed-in issuer.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup, escape

from elearn.domain.errors import Refusal
from elearn.domain.people.sign_in import CODE_LENGTH, written_code
from elearn.services import sign_in
from elearn.services.audit import note_act
from elearn.services.sign_in import Slip
from elearn.store.queries.sign_in import addressees
from elearn.web.db import session
from elearn.web.guard import actor
from elearn.web.site import SWEDEN, site
from elearn.web.tenant import municipality_id

ACT = "slip-issued"


@dataclass(frozen=True)
class PrintedSlip:
    name: str
    user_name: str
    code: str
    address: str
    """What somebody without a camera types, without https:// and without the code."""
    qr: Markup
    last_on: date


def slips_page(
    persons: Collection[UUID], *, back_url: str, then: Sequence[str] = ()
) -> ResponseReturnValue:
    """Makes a slip for each of *persons* and shows them, ready to print. Commits.

    Those who hold a role that the issuer lacks get none and are named on the page; the
    administrator prints theirs. *back_url* is where the page's way back leads; *then* is what to
    do once signed in.

    Raises: Refusal `slip-for-higher-role` when nobody is left, `slip-for-nobody` when *persons*
    holds nobody known here.
    """
    people = addressees(session(), municipality_id(), persons)
    if not people:
        raise Refusal("slip-for-nobody")
    ids = [each.person for each in people]
    above = sign_in.persons_above(
        session(), municipality_id(), ids, actor().person, now=site().now()
    )
    printed = [person for person in ids if person not in above] or ids
    codes = [new_code() for _each in printed]
    slips = sign_in.issue_slips(
        session(), municipality_id(), printed, actor().person, codes, now=site().now()
    )
    for slip in slips:
        _note(slip)
    page = render_template(
        "account/slips.html",
        slips=[_printed(slip) for slip in slips],
        withheld=[each.name for each in people if each.person in above],
        steps_of=lambda slip: [*slip_steps(slip), *then],
        issuer=current_user.name,
        back_url=back_url,
    )
    session().commit()
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def slip_steps(slip: PrintedSlip) -> list[str]:
    """What to do with it, in order; text or markup."""
    steps: list[str] = [
        _("Scan the square with your phone, or write the address in a browser."),
        _("Press the button, or type the code."),
    ]
    if slip.user_name:
        named = Markup('<strong class="user-name">{}</strong>').format(slip.user_name)
        steps.append(escape(_("Choose a password. Your user name is %(name)s.")) % {"name": named})
    else:
        steps.append(_("Choose a password that only you know."))
    return steps


def _note(slip: Slip) -> None:
    note_act(
        session(),
        municipality_id(),
        actor().person,
        ACT,
        slip.person,
        id=site().new_id(),
        now=site().now(),
    )


def _printed(slip: Slip) -> PrintedSlip:
    return PrintedSlip(
        name=slip.name,
        user_name=slip.user_name,
        code=slip.code,
        address=typed_address(url_for("account.code")),
        qr=square(url_for("account.opened_code", code=slip.code)),
        last_on=slip.expires_at.astimezone(SWEDEN).date(),
    )


def square(path: str, label: str = "") -> Markup:
    """A drawing for a phone's camera that leads to *path*; *label* says so where nothing beside it
    does."""
    import segno  # few pages need it, and it delays every start

    drawn = segno.make(_outside(path), error="m").svg_inline(
        scale=4, omitsize=True, svgclass="qr", lineclass=None
    )
    if label:
        drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)
    return Markup(drawn)  # noqa: S704 - made by us from an address of ours


def typed_address(path: str) -> str:
    """What somebody without a camera types: without https://."""
    return _outside(path).partition("://")[2]


def _outside(path: str) -> str:
    """The whole address, as it is reached from a phone."""
    return site().config.address + path


def new_code() -> str:
    return written_code(secrets.token_bytes(CODE_LENGTH))
