"""`verify`: recompute everything derived and compare; a line for each thing that disagrees."""

import argparse
from functools import partial

from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.services.audit_chain import chain_findings
from elearn.services.integrity import findings, shared_findings
from elearn.store.db import Session
from elearn.store.models import Municipality
from elearn.store.queries.municipalities import all_municipalities
from elearn.store.signing import Signer, is_signed
from elearn.wording.integrity import sentence


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("verify", help=_("recompute what is derived, and compare"))


def run(args: argparse.Namespace) -> int:
    found = 0
    with open_place(args) as place, place.database.reading() as session:
        key = Signer(place.config.pepper).public_key()
        is_ours = partial(is_signed, public_key=key)
        for municipality in _asked(place, session):
            for finding in (
                *findings(session, municipality.id),
                *chain_findings(session, municipality.id, is_ours, today=place.today()),
            ):
                found += 1
                print(f"{municipality.slug}: {finding.code}: {sentence(finding, _)}")
        for finding in shared_findings(session):
            found += 1
            print(f"{finding.code}: {sentence(finding, _)}")
    if not found:
        print(_("Everything agrees."))
    return 1 if found else 0


def _asked(place: Place, session: Session) -> list[Municipality]:
    """All of them, unless one was named."""
    if place.slug is not None:
        return [place.municipality(session)]
    return list(all_municipalities(session))
