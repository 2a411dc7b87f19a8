"""Pages of the administration with names leave a line, as those of managers do."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from elearn.domain.people.permissions import Permission
from elearn.services.audit import note_view
from elearn.store.db import Session
from elearn.store.queries.admin_people import PostRow, posts_of
from elearn.web.db import reads, session
from elearn.web.guard import actor, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def note_names_shown(page: str, day: date) -> None:
    """For each topmost unit that the viewer leads; in a write of its own, before names leave."""
    led = within(Permission.SEE_UNIT_STATUS)
    with site().database.writing() as writing:
        for top in (unit for unit in tree() if unit in led and tree().parent(unit) not in led):
            _note(writing, top, page, day)
        writing.commit()


def note_people_shown(page: str, persons: Collection[UUID]) -> None:
    """For the unit of each of *persons*. Of somebody who never had a post there is none to tell."""
    posts = posts_of(session(), municipality_id(), persons)
    note_units_shown(page, {_whereabouts(own) for own in posts.values()})


def note_units_shown(page: str, shown: Collection[tuple[UUID, date]]) -> None:
    """For each unit from which somebody was shown, and the day on which they were there.

    While a request writes, SQLite lets no other write: then it commits the request's own session,
    in which nothing else may be waiting.
    """
    if not shown:
        return
    if reads():
        with site().database.writing() as writing:
            _note_all(writing, sorted(shown), page)
    else:
        _note_all(session(), sorted(shown), page)


def _note_all(writing: Session, shown: list[tuple[UUID, date]], page: str) -> None:
    for unit, day in shown:
        _note(writing, unit, page, day)
    writing.commit()


def _whereabouts(posts: list[PostRow]) -> tuple[UUID, date]:
    """A unit of somebody with these *posts*, and a day on which they were there: today if so."""
    today = site().today()
    for post in posts:
        is_current = post.from_on <= today and (post.to_on is None or post.to_on > today)
        if is_current and not post.is_provisional:
            return post.unit, today
    return posts[0].unit, posts[0].from_on


def _note(writing: Session, unit: UUID, page: str, day: date) -> None:
    note_view(
        writing,
        municipality_id(),
        actor().person,
        unit,
        page,
        day,
        id=site().new_id(),
        now=site().now(),
    )
