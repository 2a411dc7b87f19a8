"""`devdata`: a believable municipality of an invented name, full of invented people.

Names, tree, people and history are drawn from a seed and stand relative to today, so the same
seed on the same day makes the same municipality. Nothing here is a picture of a real one.
"""

import argparse
from random import Random
from uuid import UUID

from argon2 import PasswordHasher

from elearn.cli._demo import DEMO_PASSWORD
from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.cli.devdata import lately, managers_course, tree
from elearn.cli.devdata.history import Published, remember
from elearn.cli.devdata.people import settle
from elearn.cli.devdata.reorganising import reorganise
from elearn.cli.devdata.rows import Rows, history_days
from elearn.domain.errors import Refusal
from elearn.services.standing import recompute
from elearn.store.bulk import insert_rows, refresh_statistics
from elearn.store.db import Session
from elearn.store.models import (
    Credential,
    Duty,
    Employment,
    Evidence,
    Exemption,
    Leave,
    Municipality,
    OpenCourse,
    Person,
    PersonIdentifier,
    RoleGrant,
    Unit,
    UnitPlacement,
)
from elearn.store.queries.demo import courses_for_all, has_people
from elearn.store.queries.municipalities import municipality_by_slug

__all__ = ["fill", "found_municipality", "go_on", "history_days", "register", "run"]

PEOPLE = 1500
SEED = 1
YEARS = 2
MOST_YEARS = 5
FEWEST = 50
PARENTS_FIRST = (
    Unit,
    UnitPlacement,
    Person,
    PersonIdentifier,
    Credential,
    Employment,
    Leave,
    RoleGrant,
    Duty,
    Exemption,
    Evidence,
)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("devdata", help=_("fill an invented municipality (demo only)"))
    parser.add_argument(
        "--people",
        type=int,
        default=PEOPLE,
        metavar="N",
        help=_("how many employees, 1500 if left out"),
    )
    parser.add_argument(
        "--years",
        type=int,
        choices=range(1, MOST_YEARS + 1),
        default=YEARS,
        metavar="N",
        help=_("how many years of history, 1 to 5; 2 if left out"),
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=SEED,
        metavar="N",
        help=_("another number makes other people; 1 if left out"),
    )
    parser.add_argument(
        "--if-empty", action="store_true", help=_("do nothing when it has people already")
    )


def run(args: argparse.Namespace) -> int:
    with open_place(args) as place, place.database.writing() as session:
        if not place.config.is_demo:
            raise Refusal("devdata-in-production")
        municipality = found_municipality(session, place)
        if has_people(session, municipality) and args.if_empty:
            return 0
        counts = fill(
            session, municipality, place, people=args.people, seed=args.seed, years=args.years
        )
        go_on(session, municipality, place)
        session.commit()
    print(
        _("%(name)s has %(units)d units, %(people)d people and %(evidence)d completions.")
        % {"name": tree.NAME, **counts}
    )
    if not counts["duties"]:
        print(_("No course is published yet, so nobody has a duty. Run courses sync first."))
    return 0


def found_municipality(session: Session, place: Place) -> UUID:
    """The invented municipality's id; made when it is not there."""
    found = municipality_by_slug(session, tree.SLUG)
    if found is None:
        found = Municipality(
            id=place.new_id(),
            slug=tree.SLUG,
            name=tree.NAME,
            help_contact=tree.HELP_CONTACT,
            is_demo=True,
        )
        session.add(found)
        session.flush()
    return found.id


def fill(
    session: Session,
    municipality: UUID,
    place: Place,
    *,
    people: int,
    seed: int,
    years: int = 1,
) -> dict[str, int]:
    """How many units, people, completions and duties were made. The caller commits.

    Raises: Refusal `devdata-not-empty`, `devdata-too-few`.
    """
    if has_people(session, municipality):
        raise Refusal("devdata-not-empty", name=tree.NAME)
    if people < FEWEST:
        raise Refusal("devdata-too-few", fewest=FEWEST)
    rows = Rows(municipality, Random(seed), place.today(), years)  # noqa: S311 - not a secret
    workforce = settle(rows, people, PasswordHasher().hash(DEMO_PASSWORD))
    reorganise(rows, workforce)
    courses = [Published(*course) for course in courses_for_all(session, municipality)]
    remember(rows, workforce, courses)
    for model in PARENTS_FIRST:
        insert_rows(session, model, rows.by_model[model])
    if courses:
        opened = {"course_id": courses[0].course, "opened_on": place.today()}
        insert_rows(session, OpenCourse, [{"municipality_id": municipality, **opened}])
    recompute(session, municipality)
    refresh_statistics(session)
    return {
        "units": len(rows.by_model[Unit]),
        "people": len(rows.by_model[Person]),
        "evidence": len(rows.by_model[Evidence]),
        "duties": len(rows.by_model[Duty]),
    }


def go_on(session: Session, municipality: UUID, place: Place) -> None:
    """What has been asked and decided in the last weeks, after the years of `fill`. The caller
    commits."""
    lately.happen(session, municipality, place.today())
    managers_course.ask(session, municipality, place.today())
