"""`people import FILE`: takes in a payroll list, or says what it would change."""

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
from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.payroll import Plan
from elearn.interchange.people_csv import read_people
from elearn.services.people_import import Covering, apply_people, plan_people
from elearn.store.db import Session
from elearn.store.queries.org import placements
from elearn.store.queries.people_import import known_units, shown_names
from elearn.wording.imports import PEOPLE_HEADING, POST_HEADINGS, person_told, post_told

EVERYWHERE = "all"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("people", help=_("take in a payroll list"))
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    take = acts.add_parser("import", help=_("take in a payroll list"))
    take.add_argument("file", type=Path, metavar="FILE", help=_("CSV or Excel (.xlsx)"))
    take.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    take.add_argument(
        "--allow-leavers", action="store_true", help=_("let more than one in twenty leave at once")
    )
    take.add_argument(
        "--units",
        default="",
        metavar="CODES",
        help=_(
            "units the list speaks for besides those that occur on it, with commas between; "
            "`all` for the whole municipality"
        ),
    )


def run(args: argparse.Namespace) -> int:
    listed = read_people(file_bytes(args.file))
    with open_place(args) as place, _opened(place, args) as session:
        municipality = place.municipality(session).id
        covering = _covering(session, municipality, args.units, place)
        planned = plan_people(
            session,
            municipality,
            listed,
            covering,
            today=place.today(),
            new_id=place.new_id,
            now=place.now(),
        )
        _show(session, municipality, planned, place)
        print_dropped(listed.dropped)
        if planned.faults:
            print(_("Nothing was changed. Correct the rows and try again."))
            return FINDINGS
        _check_leavers(planned, is_allowed=args.allow_leavers)
        if args.dry_run:
            print(_("Nothing was changed: this was a dry run."))
            return GOOD
        if planned.is_empty:
            return GOOD
        apply_people(
            session,
            municipality,
            None,
            planned,
            allow_leavers=args.allow_leavers,
            new_id=place.new_id,
            now=place.now(),
            today=place.today(),
        )
        session.commit()
        print(_("Done. The import can be undone on the page Imports until the next one."))
    return GOOD


def _opened(place: Place, args: argparse.Namespace) -> AbstractContextManager[Session]:
    """A dry run keeps nobody from writing."""
    return place.database.reading() if args.dry_run else place.database.writing()


def _covering(session: Session, municipality: UUID, told: str, place: Place) -> Covering:
    """Raises: Refusal `unit-unknown`."""
    if told.strip().casefold() == EVERYWHERE:
        return Covering(is_whole=True)
    known = known_units(session, municipality)
    tree = OrgTree.on(place.today(), placements(session, municipality))
    named: set[UUID] = set()
    for code in filter(None, map(str.strip, told.split(","))):
        unit = known.get(code.casefold())
        if unit is None:
            raise Refusal("unit-unknown", code=code)
        named |= tree.subtree(unit.id)
    return Covering(named=frozenset(named))


def _show(session: Session, municipality: UUID, planned: Plan, place: Place) -> None:
    if planned.is_empty and not planned.faults:
        print(_("0 changes: everything is as the list says."))
    rows = placements(session, municipality)
    units = {row.unit: row.name for row in sorted(rows, key=lambda row: row.from_on)}
    people = shown_names(session, municipality, planned.touched)
    people |= {change.after.id: change.after.shown_name for change in planned.people}
    lines: dict[str, list[str]] = defaultdict(list)
    for change in planned.posts:
        told = post_told(change, units, _)
        lines[change.kind].append(f"{change.number} {people[change.person]}: {told}")
    for person in planned.people:
        if person.is_visible:
            lines[PEOPLE_HEADING].append(f"{person.after.shown_name}: {person_told(person, _)}")
    headings = {str(kind): heading for kind, heading in POST_HEADINGS.items()}
    print_changes({**headings, PEOPLE_HEADING: PEOPLE_HEADING}, lines)
    print_rows(_("Worth a look"), planned.hints)
    print_rows(_("Rows that are wrong"), planned.faults)


def _check_leavers(planned: Plan, *, is_allowed: bool) -> None:
    """Raises: Refusal `command-many-leavers`, which names the option; a page has a box for it."""
    if planned.has_many_leavers and not is_allowed:
        raise Refusal(
            "command-many-leavers", leavers=planned.open_leavers, posts=planned.covered_posts
        )
