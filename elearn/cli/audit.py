"""`audit`: a package for whoever checks, and whether such a package was changed."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from elearn.cli._language import N_, _
from elearn.cli._place import open_place
from elearn.cli.certificate import own_key
from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.record.audit_chain import last_settled
from elearn.domain.record.audit_package import Asked, check_asked, files_of
from elearn.interchange.signed_zip import faults_of, signed_zip
from elearn.services.audit_package import audit_package
from elearn.store.queries.org import placements
from elearn.store.signing import Signer, is_signed

FAULTS = {
    "signature": N_("The signature does not fit: the file was changed, or another place made it."),
    "changed": N_("%(name)s was changed."),
    "missing": N_("%(name)s is missing."),
    "added": N_("%(name)s was added."),
}


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("audit", help=_("packages for whoever checks"))
    acts = parser.add_subparsers(dest="act", required=True)
    package = acts.add_parser("package", help=_("make one"))
    package.add_argument("file", type=Path, help=_("where to write it"))
    package.add_argument("--unit", type=UUID, required=True, help=_("the unit, as in its address"))
    package.add_argument("--course", required=True, help=_("the course, by its folder's name"))
    package.add_argument("--on", type=date.fromisoformat, help=_("the day of the counts"))
    package.add_argument(
        "--known-until", type=date.fromisoformat, help=_("the last day whose records count")
    )
    check = acts.add_parser("check", help=_("say whether one is as it was made"))
    check.add_argument("file", type=Path, help=_("the package, a zip"))
    check.add_argument("--key", type=Path, help=_("the public key of whoever made it"))


def run(args: argparse.Namespace) -> int:
    if args.act == "check":
        return _check(args.file.read_bytes(), args.key.read_bytes() if args.key else own_key())
    return _make(args)


def _make(args: argparse.Namespace) -> int:
    with open_place(args) as place, place.database.reading() as session:
        owner = place.municipality(session)
        settled = last_settled(place.now())
        on, until = args.on or settled, args.known_until or settled
        asked = Asked(args.unit, args.course, on, until)
        check_asked(asked, today=place.today(), now=place.now())
        placed = placements(session, owner.id)
        units = OrgTree.on(on, placed).subtree(args.unit)
        if not units:
            raise Refusal("package-unit-not-whole")
        tree = OrgTree.on(on, (each for each in placed if each.unit in units))
        made = audit_package(session, owner.id, owner.name, asked, tree, now=place.now())
        sign = Signer(place.config.pepper).sign
    args.file.write_bytes(signed_zip(files_of(made), sign))
    print(_("Written: %(file)s") % {"file": args.file})
    return 0


def _check(body: bytes, key: bytes) -> int:
    try:
        found = faults_of(body, partial(is_signed, public_key=key))
    except ValueError:
        print(_("The key is not one of ours: it should begin with BEGIN PUBLIC KEY."))
        return 2
    for fault in found:
        code, _colon, name = fault.partition(":")
        print(_(FAULTS[code]) % {"name": name})
    if not found:
        print(_("The package is as it was made."))
    return 1 if found else 0
