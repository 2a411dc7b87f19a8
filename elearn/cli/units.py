"""`units import FILE`: takes in a list of units, or says what it would change."""

import argparse
from collections import defaultdict
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

from elearn.cli._imports import (
    FINDINGS,
    GOOD,
    file_bytes,
    print_changes,
    print_dropped,
    print_rows,
)
from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.domain.people.unit_list import UnitPlan
from elearn.interchange.units_csv import read_units
from elearn.services.units_import import apply_list, plan_list
from elearn.store.db import Session
from elearn.store.queries.org import placements
from elearn.wording.imports import UNIT_HEADINGS, unit_told


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("units", help=_("take in a list of units"))
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    take = acts.add_parser("import", help=_("take in a list of units"))
    take.add_argument("file", type=Path, metavar="FILE", help=_("CSV or Excel (.xlsx)"))
    take.add_argument("--dry-run", action="store_true", help=_("only say what would change"))


def run(args: argparse.Namespace) -> int:
    listed = read_units(file_bytes(args.file))
    with open_place(args) as place, _opened(place, args) as session:
        municipality = place.municipality(session).id
        planned = plan_list(session, municipality, listed, today=place.today(), new_id=place.new_id)
        _show(session, municipality, planned)
        print_dropped(listed.dropped)
        if planned.faults:
            print(_("Nothing was changed. Correct the rows and try again."))
            return FINDINGS
        if args.dry_run:
            print(_("Nothing was changed: this was a dry run."))
            return GOOD
        if planned.is_empty:
            return GOOD
        apply_list(session, municipality, None, planned, new_id=place.new_id, now=place.now())
        session.commit()
        print(_("Done. The import can be undone on the page Imports until the next one."))
    return GOOD


def _opened(place: Place, args: argparse.Namespace) -> AbstractContextManager[Session]:
    """A dry run keeps nobody from writing."""
    return place.database.reading() if args.dry_run else place.database.writing()


def _show(session: Session, municipality: UUID, planned: UnitPlan) -> None:
    if planned.is_empty and not planned.faults:
        print(_("0 changes: everything is as the list says."))
    rows = placements(session, municipality)
    units = {row.unit: row.name for row in sorted(rows, key=lambda row: row.from_on)}
    units |= {change.after.id: change.name for change in planned.changes}
    lines: dict[str, list[str]] = defaultdict(list)
    for change in planned.changes:
        told = f"{change.after.code} {change.name}: {unit_told(change, units, _)}"
        lines[change.kinds[0]].append(told)
    print_changes({str(kind): heading for kind, heading in UNIT_HEADINGS.items()}, lines)
    print_rows(_("Rows that are wrong"), planned.faults)
