"""Meeting pages become what a meeting is led by: the latest of each, and no other.

They are no part of a version: whoever has taken a module has taken it, however its meeting is led.
"""

from elearn.domain.content.course import Course, Library, ModuleText, Publication
from elearn.services.latest_text import stored_anew
from elearn.services.shelf import Shelf
from elearn.store.models import MeetingPage, Module
from elearn.store.queries import published

Key = tuple[str, str]
"""Id of the module, and language."""


def sync_meeting_pages(shelf: Shelf, library: Library, course: Course) -> None:
    """Publishes the meeting pages of *course* whose modules are, and takes away the others."""
    stored = {
        (row.module_id, row.language): row
        for row in published.meeting_pages_of(shelf.session, shelf.municipality, course.id)
    }
    offered = {
        (page.front.id, page.front.language): page
        for page in library.meeting_pages.values()
        if page.course == course.id and _goes_out(shelf, library, page)
    }
    for key in sorted(stored.keys() - offered.keys()):
        shelf.session.delete(stored[key])
        shelf.report.withdrawn.append(f"{course.id}/{key[0]}/meeting")
    for key in sorted(offered):
        _sync_page(shelf, library, offered[key], stored.get(key))
    shelf.session.flush()


def _goes_out(shelf: Shelf, library: Library, page: ModuleText) -> bool:
    """It follows its module; one that says otherwise itself stays at home."""
    module = shelf.session.get(Module, (shelf.municipality, page.course, page.front.id))
    if module is None or module.withdrawn_at is not None:
        return False
    front = page.front if "status" in page.front.line_by_key else library.modules[page.key].front
    return front.status is Publication.PUBLISHED


def _sync_page(shelf: Shelf, library: Library, page: ModuleText, row: MeetingPage | None) -> None:
    latest = stored_anew(shelf, library, page, row.compiled_digest if row else None)
    if latest is None:
        return
    if row is None:
        row = MeetingPage(
            municipality_id=shelf.municipality,
            course_id=page.course,
            module_id=page.front.id,
            language=page.front.language,
        )
        shelf.session.add(row)
    row.title, row.minutes = latest.compiled.title, latest.compiled.minutes or 0
    row.compiled_digest = latest.digest
