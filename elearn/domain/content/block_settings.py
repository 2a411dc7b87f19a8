"""What the comment under a heading says that every block shares: its id, and its source."""

import re
from collections.abc import Collection

from elearn.domain.content.course import LEAD_ID
from elearn.domain.content.outline import Section
from elearn.domain.content.record import ID, nearest
from elearn.domain.content.source import Mistakes

TEXT_SETTINGS = frozenset({"id", "of", "type"})

_SHORT_VERSION = re.compile(r"[0-9a-f]{8}")


def note_unknown_settings(section: Section, known: Collection[str], mistakes: Mistakes) -> None:
    for key in section.settings:
        if key not in known:
            note_unknown_setting(key, known, section.line, mistakes)


def note_unknown_setting(key: str, known: Collection[str], line: int, mistakes: Mistakes) -> None:
    values = {"near": nearest(key, known), "allowed": ", ".join(sorted(known)) or "–"}
    mistakes.add("setting-unknown", line, key=key, **values)


def note_inner_settings(section: Section, mistakes: Mistakes) -> None:
    """Note comments that look like settings under headings which have none."""
    for comment in section.comment_by_heading.values():
        if comment.is_settings:
            mistakes.add("settings-misplaced", comment.line)


def id_of(section: Section, mistakes: Mistakes) -> str:
    said = section.settings.get("id", "")
    if not said:
        mistakes.add("id-missing", section.line)
    elif not ID.fullmatch(said) or said == LEAD_ID:
        mistakes.add("id-malformed", section.line, id=said)
    return said


def source_mark_of(section: Section, mistakes: Mistakes) -> str:
    said = section.settings.get("of", "")
    if said and not _SHORT_VERSION.fullmatch(said):
        mistakes.add("of-malformed", section.line, of=said)
    return said
