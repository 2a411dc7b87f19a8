"""`courses sync PATH`: what changed in a folder of courses becomes new versions."""

import argparse
from pathlib import Path

from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.domain.content.checking import check_library
from elearn.domain.content.parsing import parse_library
from elearn.domain.content.rule import Level
from elearn.domain.errors import ContentError, ContentErrors
from elearn.services import publishing
from elearn.services.shelf import SyncReport
from elearn.store.course_files import read_course_files
from elearn.store.db import Session
from elearn.store.models import Municipality
from elearn.wording.content import sentence
from elearn.wording.publishing import conflict_sentence

GOOD, FINDINGS = 0, 1


def sync(args: argparse.Namespace) -> int:
    """1 when something could not be read or was left alone; what could be published is."""
    with open_place(args) as place, place.database.writing() as session:
        try:
            report = publish_folder(place, session, place.municipality(session), args.path)
        except ContentErrors as mistakes:
            for one in mistakes.errors:
                print(f"{one.file}:{one.line}: error {one.code}: {sentence(one, _)}")
            print(_("Nothing was published. Mend the lines above and try again."))
            return FINDINGS
        session.commit()
    _tell(report)
    return FINDINGS if report.conflicts else GOOD


def publish_folder(
    place: Place, session: Session, municipality: Municipality, path: Path
) -> SyncReport:
    """Not committed.

    Raises: ContentErrors when a text breaks a rule; then nothing is published. A review date
    that has passed is a warning and stops nothing.
    """
    files = read_course_files(path)
    library = parse_library(files)
    broken = [
        ContentError(one.code, one.file, one.line, one.values)
        for one in check_library(library, today=place.today())
        if one.level is Level.ERROR
    ]
    if broken:
        raise ContentErrors(broken)
    return publishing.sync(
        session,
        municipality.id,
        library,
        files,
        with_numbers=municipality.is_demo,
        now=place.now(),
    )


def _tell(report: SyncReport) -> None:
    for file in report.published:
        print(_("Published: %(file)s") % {"file": file})
    for module in report.withdrawn:
        print(_("Withdrawn: %(module)s") % {"module": module})
    for conflict in report.conflicts:
        print(f"{conflict.file}: {conflict_sentence(conflict.code, conflict.values, _)}")
    print(_("%(count)d texts were published already.") % {"count": report.unchanged})
