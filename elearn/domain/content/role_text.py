"""`<!-- roles: skola, fritid -->` to `<!-- /roles -->`: text that is meant for some.

Everybody is shown all of it, with the roles as a heading: nobody misses what their own role
was forgotten in, and a colleague may read along.
"""

import re
from collections.abc import Iterator

from elearn.domain.content.course import ForRoles, TextBlock
from elearn.domain.content.outline import Comment, Section
from elearn.domain.content.source import Mistakes

_OPENING = re.compile(r"^\s*roles\s*:(.*)$", re.DOTALL)
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
                found.append(ForRoles(_names(open_at, mistakes), open_at.line, comment.line))
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


def stretches_of(block: TextBlock) -> Iterator[tuple[tuple[str, ...], str]]:
    """The text of *block* in order, cut where it is for some; roles are empty for everybody."""
    lines, begin = block.text.split("\n"), 0
    for stretch in block.for_roles:
        first, last = (line - block.text_line for line in (stretch.first_line, stretch.last_line))
        yield (), "\n".join(lines[begin:first])
        yield stretch.roles, "\n".join(lines[first:last])
        begin = last
    yield (), "\n".join(lines[begin:])


def _names(comment: Comment, mistakes: Mistakes) -> tuple[str, ...]:
    match = _OPENING.match(comment.text)
    listed = (" ".join(name.split()) for name in (match[1] if match else "").split(","))
    names = tuple(filter(None, listed))
    if not names:
        mistakes.add("roles-malformed", comment.line)
    return names


def _note_open(comment: Comment | None, mistakes: Mistakes) -> None:
    if comment is not None:
        mistakes.add("roles-unclosed", comment.line)
