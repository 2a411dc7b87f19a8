"""The `#### Word: name` headings of an exercise → its parts, each with a body of its own."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from elearn.domain.content.block_settings import note_unknown_setting
from elearn.domain.content.exercise_text import PART_SHAPE, Label, Pieces, read_pieces
from elearn.domain.content.items import way_of
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.outline import INNER_HEADING, Section, settings_in
from elearn.domain.content.record import ID
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Body, Spec, SubPart

_NAMED = re.compile(r"^([^\W\d_][\w ]{0,29}?)[ ]*[:：][ ]*(.*?)[ ]*#*$")


@dataclass
class Parts:
    """What stands above the first part, and the parts."""

    preface: list[Line] = field(default_factory=list)
    parts: list[SubPart] = field(default_factory=list)
    pieces: list[Pieces] = field(default_factory=list)
    """Of each part."""


@dataclass
class _Raw:
    heading: Line
    lines: list[Line] = field(default_factory=list)


def read_parts(
    section: Section, words: Mapping[str, str], settings: Collection[str], mistakes: Mistakes
) -> Parts:
    """The parts of *section*, whose headings begin with one of *words*.

    *settings* are those that a comment under such a heading may hold.
    """
    found = Parts()
    for raw in _cut(section.lines, found.preface):
        word, name = _named(raw.heading, words, mistakes)
        if word:
            pieces = read_pieces(raw.lines, PART_SHAPE, mistakes)
            own = _settings(section, raw.heading.number, settings, mistakes)
            spec = _spec(pieces, own, mistakes)
            found.pieces.append(pieces)
            found.parts.append(SubPart(word, name, spec, raw.heading.number))
    if not found.parts:
        mistakes.add("exercise-without-parts", section.line, example=_example(words))
    return found


def _named(heading: Line, words: Mapping[str, str], mistakes: Mistakes) -> tuple[str, str]:
    """The word in English and the name that *heading* holds; two empty texts once noted."""
    named = _NAMED.match(_text_of(heading))
    word = words.get(named[1].strip().lower(), "") if named else ""
    if named is None or not word:
        allowed = ", ".join(f"#### {known.capitalize()}:" for known in words)
        mistakes.add("part-unknown", heading.number, allowed=allowed)
        return "", ""
    if not ID.fullmatch(named[2]):
        mistakes.add("part-name", heading.number, name=named[2])
    return word, named[2]


def _example(words: Mapping[str, str]) -> str:
    """How the first part may begin, in every language; *words* are in English by word."""
    first = next(iter(words.values()), "")
    said = [word for word, english in words.items() if english == first]
    return ", ".join(f"#### {word.capitalize()}: a" for word in said)


def has_inner_headings(section: Section, words: Collection[str]) -> bool:
    """Whether *section* has a heading that begins with one of *words*."""
    named = (_NAMED.match(_text_of(line)) for line in section.lines if _is_inner_heading(line))
    return any(match and match[1].strip().lower() in words for match in named)


def _cut(lines: list[Line], preface: list[Line]) -> Iterator[_Raw]:
    raw: _Raw | None = None
    for line in lines:
        if _is_inner_heading(line):
            if raw:
                yield raw
            raw = _Raw(line)
        else:
            (raw.lines if raw else preface).append(line)
    if raw:
        yield raw


def _is_inner_heading(line: Line) -> bool:
    return line.kind is Kind.TEXT and INNER_HEADING.match(line.text) is not None


def _text_of(heading: Line) -> str:
    match = INNER_HEADING.match(heading.text)
    return match[1] if match else ""


def _settings(
    section: Section, heading: int, known: Collection[str], mistakes: Mistakes
) -> Mapping[str, str]:
    comment = section.comment_by_heading.get(heading)
    if comment is None:
        return {}
    settings = settings_in(comment, mistakes)
    for key in settings:
        if key not in known:
            note_unknown_setting(key, known, comment.line, mistakes)
    return settings


def _spec(pieces: Pieces, settings: Mapping[str, str], mistakes: Mistakes) -> Spec:
    _note_lacking_boxes(pieces, mistakes)
    explanation = pieces.quote(Label.EXPLANATION)
    return Spec(
        "\n".join(pieces.stem).rstrip(),
        tuple(way_of(entry, mistakes) for entry in pieces.entries),
        settings,
        body=_body(pieces),
        explanation=explanation.text if explanation else "",
    )


def _note_lacking_boxes(pieces: Pieces, mistakes: Mistakes) -> None:
    """Where one entry has a box, an entry without one would be taken for a wrong choice."""
    if any(entry.boxed for entry in pieces.entries):
        for entry in pieces.entries:
            if not entry.boxed:
                mistakes.add("option-without-box", entry.line)


def _body(pieces: Pieces) -> Body:
    if not pieces.entries:
        return Body.PROSE
    if any(entry.boxed for entry in pieces.entries):
        return Body.NUMBERED_TASKS if pieces.entries[0].numbered else Body.BULLETED_TASKS
    return Body.NUMBERED if pieces.entries[0].numbered else Body.BULLETED
