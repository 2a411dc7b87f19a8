"""Banks of cases become what learners practise with: the latest text of each, and no other."""

from collections.abc import Iterable

from elearn.domain.content.course import Course, Library, ModuleText, Publication
from elearn.services.latest_text import stored_anew
from elearn.services.shelf import VARIANT_CODES, Shelf
from elearn.store.models import CaseBank
from elearn.store.queries import published

Key = tuple[str, str, str]
"""Id, language and variant of a bank within its course."""


def sync_banks(
    shelf: Shelf,
    library: Library,
    course: Course,
    texts: Iterable[ModuleText],
) -> None:
    """Publishes *texts*, the banks of *course*, and takes away what is not among them any more.

    A session under way says so where its case has gone: nothing of a learner hangs on a version.
    """
    stored = {(row.id, row.language, row.variant): row for row in _stored(shelf, course)}
    offered = {_key(text): text for text in texts if text.front.status is Publication.PUBLISHED}
    for key in sorted(stored.keys() - offered.keys()):
        shelf.session.delete(stored[key])
        shelf.report.withdrawn.append(f"{course.id}/{key[0]}")
    for key in sorted(offered):
        _sync_bank(shelf, library, offered[key], stored.get(key))
    shelf.session.flush()


def _sync_bank(
    shelf: Shelf,
    library: Library,
    text: ModuleText,
    row: CaseBank | None,
) -> None:
    latest = stored_anew(shelf, library, text, row.compiled_digest if row else None)
    if latest is None:
        return
    if row is None:
        id, language, variant = _key(text)
        row = CaseBank(
            municipality_id=shelf.municipality,
            course_id=text.course,
            id=id,
            language=language,
            variant=variant,
        )
        shelf.session.add(row)
    row.compiled_digest = latest.digest


def _stored(shelf: Shelf, course: Course) -> Iterable[CaseBank]:
    return published.banks_of(shelf.session, shelf.municipality, course.id)


def _key(text: ModuleText) -> Key:
    return text.front.id, text.front.language, VARIANT_CODES[text.front.variant]
