"""Whatever a demo lacks is made; what is there is left as it is."""

import hashlib
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from elearn.cli._language import N_, _
from elearn.cli._place import Place
from elearn.cli.db import upgrade
from elearn.cli.devdata import DEMO_PASSWORD, PEOPLE, SEED, fill, found_municipality
from elearn.cli.devdata.history import HISTORY_DAYS
from elearn.domain.content.parsing import parse_library
from elearn.domain.errors import Refusal
from elearn.services.publishing import sync
from elearn.store.course_files import read_course_files
from elearn.store.db import Session
from elearn.store.queries.demo import has_people

STAMP = "courses.stamp"
"""Under instance/: what the course files looked like when they were published last."""
WHO = (
    ("employee@demo.test", N_("Employee")),
    ("manager@demo.test", N_("Manager")),
    ("coordinator@demo.test", N_("Coordinator and author")),
    ("admin@demo.test", N_("Administrator and reviewer")),
)


def prepare(place: Place) -> None:
    """Tables, the invented municipality, its courses and its people.

    Courses are published as of the day on which the invented history begins.
    """
    if not place.config.is_demo:
        raise Refusal("devdata-in-production")
    upgrade(place)
    stamp = place.config.instance / STAMP
    with place.database.writing() as session:
        municipality = found_municipality(session, place)
        seen = f"{municipality} {_looks(place.config.courses)}"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != seen:
            _publish(session, municipality, place)
        if not has_people(session, municipality):
            print(_("Filling the demo municipality …"), flush=True)
            fill(session, municipality, place, people=PEOPLE, seed=SEED)
        session.commit()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(seen, encoding="utf-8")


def sign_ins() -> str:
    """Who can sign in, a line each."""
    title = _("Sign in with the password %(password)s as") % {"password": DEMO_PASSWORD}
    return "\n".join([title, *(f"  {name:<24}{_(role)}" for name, role in WHO)])


def _publish(session: Session, municipality: UUID, place: Place) -> None:
    files = read_course_files(place.config.courses)
    first_time = not has_people(session, municipality)
    now = place.now() - timedelta(HISTORY_DAYS + 5 if first_time else 0)
    report = sync(session, municipality, parse_library(files), files, with_numbers=True, now=now)
    for conflict in report.conflicts:
        print(f"{conflict.file}: {conflict.code}")


def _looks(folder: Path) -> str:
    """Changes when a file below *folder* does; contents are not read."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = ((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr(list(facts)).encode()).hexdigest()
