"""Whatever a demo lacks is made; what is there is left as it is."""

from datetime import timedelta
from uuid import UUID

from elearn.cli._language import _
from elearn.cli._place import Place
from elearn.cli.db import upgrade
from elearn.cli.devdata import (
    PEOPLE,
    SEED,
    YEARS,
    fill,
    found_municipality,
    go_on,
    history_days,
)
from elearn.domain.content.parsing import parse_library
from elearn.domain.errors import ContentErrors, Refusal
from elearn.services.publishing import sync
from elearn.store.course_files import read_course_files
from elearn.store.db import Session
from elearn.store.queries.demo import has_people


def prepare(place: Place) -> None:
    """Tables, the invented municipality, its courses and its people."""
    if not place.config.is_demo:
        raise Refusal("devdata-in-production")
    upgrade(place)
    with place.database.writing() as session:
        municipality = found_municipality(session, place)
        is_empty = not has_people(session, municipality)
        if is_empty:
            print(_("Filling the demo municipality …"), flush=True)
        publish(session, municipality, place, days_ago=history_days(YEARS) + 5 if is_empty else 0)
        if is_empty:
            fill(session, municipality, place, people=PEOPLE, seed=SEED, years=YEARS)
            go_on(session, municipality, place)
        session.commit()


def publish(session: Session, municipality: UUID, place: Place, *, days_ago: int) -> None:
    """At first as of the day on which the invented history begins. A mistake in a course file
    is said and stops nobody from trying out the rest."""
    files = read_course_files(place.config.courses)
    now = place.now() - timedelta(days_ago)
    try:
        library = parse_library(files)
    except ContentErrors as mistakes:
        print(mistakes)
        print(_("Nothing of courses/ was published. Run `python -m elearn courses check courses`."))
        return
    report = sync(session, municipality, library, files, with_numbers=True, now=now)
    if report.conflicts:
        print(_("Some of courses/ was left alone. Run `python -m elearn courses sync courses`."))
