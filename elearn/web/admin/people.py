"""Everybody, to search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from elearn.domain.people.permissions import Permission
from elearn.store.queries.admin_people import SORTS, Found, PostRow, Shown, found_people, posts_of
from elearn.web.admin.asked import choice_asked, page_of, scope, sort_asked, text_asked
from elearn.web.admin.blueprint import pages
from elearn.web.admin.trace import note_people_shown
from elearn.web.db import session
from elearn.web.guard import requires, tree
from elearn.web.site import site
from elearn.web.tenant import municipality_id

SHOWN: Mapping[Shown, Any] = {
    Shown.WORKING: _l("People who work here today"),
    Shown.EVERYBODY: _l("Everybody"),
    Shown.WITHOUT_POST: _l("People without a unit"),
    Shown.NEVER_PLACED: _l("People who never had a unit"),
    Shown.DOUBLES: _l("Perhaps one person twice"),
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    found: Found
    numbers: tuple[str, ...]
    units: tuple[str, ...]
    """Those the person works in today, by name."""
    is_provisional: bool


@pages.get("/people")
@requires(Permission.EDIT_PEOPLE)
def people() -> ResponseReturnValue:
    shown = Shown(choice_asked("show", list(Shown), Shown.WORKING))
    sort = sort_asked(SORTS, "name")
    found = found_people(
        session(),
        municipality_id(),
        scope(Permission.EDIT_PEOPLE),
        text_asked(),
        shown,
        site().today(),
    )
    page = page_of(_ordered(found, sort))
    persons = [each.person for each in page.rows]
    posts = posts_of(session(), municipality_id(), persons)
    note_people_shown("admin.people", persons)
    return render_template(
        "admin/people.html",
        page=page,
        lines=[_line(each, posts.get(each.person, [])) for each in page.rows],
        sort=sort,
        text=text_asked(),
        show=shown.value,
        shown=SHOWN,
    )


def _ordered(found: list[Found], sort: str) -> list[Found]:
    """*found* comes by name."""
    if sort.removeprefix("-") == "number":
        found = sorted(found, key=lambda each: each.number)
    return found[::-1] if sort.startswith("-") else found


def _line(found: Found, posts: Sequence[PostRow]) -> PersonLine:
    today = site().today()
    current = [
        post for post in posts if post.from_on <= today and (not post.to_on or post.to_on > today)
    ]
    return PersonLine(
        found,
        tuple(dict.fromkeys(post.number for post in current or posts)),
        tuple(dict.fromkeys(tree().name(post.unit) for post in current)),
        any(post.is_provisional for post in current),
    )
