"""`<!-- roles: skola 351, fritid -->` to `<!-- /roles -->`: text that is meant for some.

Everybody may read all of it, with the roles as a heading. Digits after a role are beginnings of
the occupation codes it means: who has such an occupation finds the own text open and those of
others folded. Nobody else has anything folded: a role may have been forgotten.
"""

import re
from collections.abc import Callable, Collection, Iterator
from html import escape

from elearn.domain.content.course import ForRoles, TextBlock
from elearn.domain.content.outline import Comment, Section
from elearn.domain.content.source import Mistakes

_OPENING = re.compile(r"^\s*roles\s*:(.*)$", re.DOTALL)
_CODED = re.compile(r"(?:(?:^| )[0-9]{1,10})+$")
_FOLDABLE = re.compile(
    r'<details class="for-roles" data-families="([0-9 ]+)" open>\n<summary>([^<]*)</summary>'
)
_CLOSING = re.compile(r"^\s*/roles\s*$")


def read_roles(section: Section, mistakes: Mistakes) -> tuple[ForRoles, ...]:
    """The stretches of *section* that are for some; whatever does not begin and end is noted."""
    found: list[ForRoles] = []
    open_at: Comment | None = None
    for comment in section.role_comments:
        if _CLOSING.match(comment.text):
            if open_at is None:
                mistakes.add("roles-unopened", comment.line)
            else:
                names, families = _names(open_at, mistakes)
                found.append(ForRoles(names, families, open_at.line, comment.line))
            open_at = None
        else:
            _note_open(open_at, mistakes)
            open_at = comment
    _note_open(open_at, mistakes)
    return tuple(found)


def note_roles(section: Section, mistakes: Mistakes) -> None:
    """Note the comments about roles where everybody gets the same."""
    for comment in section.role_comments:
        mistakes.add("roles-not-here", comment.line)


def stretches_of(block: TextBlock) -> Iterator[tuple[ForRoles | None, str]]:
    """The text of *block* in order, cut where it is for some; None means everybody."""
    lines, begin = block.text.split("\n"), 0
    for stretch in block.for_roles:
        first, last = (line - block.text_line for line in (stretch.first_line, stretch.last_line))
        yield None, "\n".join(lines[begin:first])
        yield stretch, "\n".join(lines[first:last])
        begin = last
    yield None, "\n".join(lines[begin:])


def as_html(stretch: ForRoles, html: str) -> str:
    """A call-out around *html*; one that knows its occupations can be folded by `folded`."""
    title = escape(", ".join(stretch.roles))
    title = title[:1].upper() + title[1:]
    if not stretch.families:
        titled = f'<p class="admonition-title">{title}</p>'
        return f'<div class="admonition note">\n{titled}\n{html}\n</div>'
    families = " ".join(stretch.families)
    opening = f'<details class="for-roles" data-families="{families}" open>'
    return f"{opening}\n<summary>{title}</summary>\n{html}\n</details>"


def families_in(html: str) -> frozenset[str]:
    """The beginnings of occupation codes that texts of *html* are for."""
    return frozenset(family for match in _FOLDABLE.finditer(html) for family in match[1].split())


def folded(html: str, families: Collection[str], title: Callable[[str], str]) -> str:
    """*html* with what is for others than *families* folded, under what *title* makes of its
    roles, which are HTML. Without families nothing is."""

    def opening(match: re.Match[str]) -> str:
        if not families or set(match[1].split()) & set(families):
            return match[0]
        return f'<details class="for-roles">\n<summary>{title(match[2])}</summary>'

    return _FOLDABLE.sub(opening, html)


def _names(comment: Comment, mistakes: Mistakes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles, and the beginnings of codes after them."""
    match = _OPENING.match(comment.text)
    listed = (" ".join(name.split()) for name in (match[1] if match else "").split(","))
    roles = [_CODED.sub("", one) for one in listed if one]
    codes = [code for one in (match[1] if match else "").split(",") for code in _codes(one)]
    if not roles or not all(roles):
        mistakes.add("roles-malformed", comment.line)
    return tuple(filter(None, roles)), tuple(dict.fromkeys(codes))


def _codes(listed: str) -> list[str]:
    found = _CODED.search(" ".join(listed.split()))
    return found[0].split() if found else []


def _note_open(comment: Comment | None, mistakes: Mistakes) -> None:
    if comment is not None:
        mistakes.add("roles-unclosed", comment.line)
