"""`admin create`: the first administrator, by a link that works once."""

import argparse
import secrets
from uuid import UUID

from elearn.cli._language import N_, _
from elearn.cli._place import Place, open_place
from elearn.domain.people.sign_in import CODE_LENGTH, written_code
from elearn.services.founding import (
    appoint_administrator,
    describe_municipality,
    found_municipality,
)
from elearn.services.sign_in import issue_link
from elearn.store.db import Session
from elearn.store.models import Municipality
from elearn.store.queries.municipalities import municipality_by_slug

NO_CONTACT = N_(
    "Pages do not say yet where people get help. Enter it with `python -m elearn municipality set "
    "--help-contact TEXT`."
)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("admin", help=_("make an administrator"))
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    create = acts.add_parser("create", help=_("make an administrator, or a new link for one"))
    create.add_argument("username", metavar="USERNAME", help=_("what the person signs in with"))
    create.add_argument("--name", help=_("name of the municipality, the first time"))
    create.add_argument("--slug", help=_("short word for it in commands, the first time"))
    create.add_argument(
        "--help-contact",
        metavar="TEXT",
        help=_("where people get help, a telephone number for example; shown on the pages"),
    )
    create.add_argument("--host", help=_("host name that leads to it, where there are several"))


def run(args: argparse.Namespace) -> int:
    with open_place(args) as place, place.database.writing() as session:
        municipality = _municipality(session, place, args)
        founded = session.get_one(Municipality, municipality)
        describe_municipality(founded, help_contact=args.help_contact)
        person = appoint_administrator(
            session,
            municipality,
            args.username,
            today=place.today(),
            new_id=place.new_id,
            now=place.now(),
        )
        code = written_code(secrets.token_bytes(CODE_LENGTH))
        issue_link(session, municipality, person, code, None, now=place.now())
        session.commit()
        if not founded.help_contact:
            print(_(NO_CONTACT))
        print(_("Open this link within 24 hours and choose a password. It works once."))
        print(f"{place.config.address}/account/code/{code}")
    return 0


def _municipality(session: Session, place: Place, args: argparse.Namespace) -> UUID:
    """The one that `--municipality` or `--slug` names, or the only one; a new one when a name
    is given for a slug that nobody has.

    Raises: Refusal, as `Place.municipality` and `found_municipality` do.
    """
    if not (args.name and args.slug):
        return place.municipality(session).id
    found = municipality_by_slug(session, args.slug)
    if found is not None:
        return found.id
    return found_municipality(
        session, args.name, args.slug, args.host, today=place.today(), new_id=place.new_id
    )
