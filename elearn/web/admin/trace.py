"""From which units pages of the administration show names: they leave a line, as those of managers
do."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from elearn.domain.people.permissions import Permission
from elearn.store.queries.admin_people import PostRow, posts_of
from elearn.web.db import session
from elearn.web.guard import tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_units_shown


def note_all_names_shown(page: str, day: date) -> None:
    """For each topmost unit that the viewer leads."""
    led = within(Permission.SEE_UNIT_STATUS)
    tops = [unit for unit in tree() if unit in led and tree().parent(unit) not in led]
    note_units_shown(page, [(top, day) for top in tops])


def note_people_shown(page: str, persons: Collection[UUID]) -> None:
    """For the unit of each of *persons*. Of somebody who never had a post there is none to tell."""
    posts = posts_of(session(), municipality_id(), persons)
    note_units_shown(page, {_whereabouts(own) for own in posts.values()})


def _whereabouts(posts: list[PostRow]) -> tuple[UUID, date]:
    """A unit of somebody with these *posts*, and a day on which they were there: today if so."""
    today = site().today()
    for post in posts:
        is_current = post.from_on <= today and (post.to_on is None or post.to_on > today)
        if is_current and not post.is_provisional:
            return post.unit, today
    return posts[0].unit, posts[0].from_on
