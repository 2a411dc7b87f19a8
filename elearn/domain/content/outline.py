"""The lines of a module → its sections, and the definitions that belong to the whole file.

Fences, comments and definitions are told apart first, so that nothing inside a fence is ever
taken for a heading or an exercise, and nothing of a comment or definition ever reaches a page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from elearn.domain.content.definitions import HEADING, Definitions, take_definitions
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.raw_html import note_html
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Phrase

INNER_HEADING = re.compile(r"^ {0,3}####[ ]+(\S.*)$")
_FENCE = re.compile(r"^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_HASHES = re.compile(r"^#{1,6}(?=[^#\s])")
_NESTED_HEADING = re.compile(r"^ *(?:(?:>|[-*+]|\d+[.)])[ ]*)+(#{1,6}[ ].*)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ ]*$")
_TOO_DEEP = re.compile(r"^(?: {24,}\S|(?:[ ]*>){9})")
_LIKE_A_COMMENT = re.compile(r"^\s*(?:<!(?!\[)|<[-–—]+[ ]*(?:id|of|type|roles)\s*:)")
_SETTING = re.compile(r"([\w-]+)\s*:(.*)", re.DOTALL)
_ROLES = re.compile(r"^\s*/?roles\b")
_INCLUDE = re.compile(r"^\s*include\s*:")
_ID = re.compile(r"^\s*id\s*:")

UNCLOSED = frozenset({"fence-unclosed", "comment-unclosed"})
"""After one of these mistakes nobody can tell what the rest of the file is."""


@dataclass(frozen=True)
class Comment:
    """What stands between `<!--` and `-->`."""

    text: str
    line: int

    @property
    def is_settings(self) -> bool:
        """Whether it begins as the settings of a block do."""
        return _ID.match(self.text) is not None


@dataclass
class Section:
    """A heading of level 1 to 3 and what follows it; level 0 before the first heading."""

    level: int
    heading: str
    line: int
    lines: list[Line] = field(default_factory=list)
    """Below the heading, comments and definitions emptied, fences written alike."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """From the comment under the heading."""
    settings_line: int | None = None
    """Where that comment begins; None when there is none."""
    marks: list[Phrase] = field(default_factory=list)
    """The definitions such as `[k1]: #tecken` that stood here."""
    comment_by_heading: dict[int, Comment] = field(default_factory=dict)
    """By the line of a `####` heading, the comment right under it."""
    role_comments: list[Comment] = field(default_factory=list)
    """Those that begin or end a text for some, in order."""

    @property
    def body(self) -> str:
        return "\n".join(line.text for line in self.lines).rstrip()

    @property
    def line_numbers(self) -> range:
        """Those of the heading and of all that is below it."""
        return range(self.line, self.line + len(self.lines) + 1)

    @cached_property
    def first_text_line(self) -> int | None:
        """None when there is nothing below the heading."""
        kinds = (line.number for line in self.lines if line.kind is not Kind.EMPTY)
        return next(kinds, None)

    @cached_property
    def heading_by_line(self) -> Mapping[int, int]:
        """By the number of an empty line, that of the `####` heading which it is right under."""
        found: dict[int, int] = {}
        heading = 0
        for line in self.lines:
            if line.kind is not Kind.EMPTY:
                heading = line.number if INNER_HEADING.match(line.text) else 0
            elif heading:
                found[line.number] = heading
        return found

    def expects_settings(self, line: int) -> bool:
        """Whether a comment on *line* is the one under the heading."""
        is_first = self.first_text_line is None or line < self.first_text_line
        return self.level > 1 and self.settings_line is None and is_first

    @property
    def block(self) -> tuple[str, ...]:
        """What the version of the block is computed from."""
        return (f"{'#' * self.level} {self.heading}", *(line.text for line in self.lines))


@dataclass
class Outline:
    """A module's sections in order, and what its file defines."""

    sections: list[Section] = field(default_factory=list)
    definitions: Definitions = field(default_factory=Definitions)


def outline(lines: tuple[str, ...], mistakes: Mistakes) -> Outline:
    """The outline of the file whose every line is in *lines*."""
    classified, comments = _without_comments(lines, mistakes)
    definitions = take_definitions(classified, mistakes)
    for line in classified:
        if line.kind is Kind.TEXT:
            _note_traps(line, classified[line.number - 2], mistakes)
    sections = list(_sections(classified))
    for mark in definitions.marks.values():
        _section_at(sections, mark.line).marks.append(mark)
    for comment in comments:
        _take_comment(comment, sections, mistakes)
    return Outline(sections, definitions)


def _without_comments(
    lines: tuple[str, ...], mistakes: Mistakes
) -> tuple[list[Line], list[Comment]]:
    """Every line with its kind; the comments on their own."""
    classified: list[Line] = []
    comments: list[Comment] = []
    rest = iter(enumerate(lines, start=1))
    for number, text in rest:
        if opening := _FENCE.match(text):
            classified.extend(_fence(opening, number, rest, mistakes))
        elif text.lstrip().startswith("<!--"):
            comment = _comment(text, number, rest, mistakes)
            comments.append(comment)
            taken = comment.text.count("\n") + 1
            classified.extend(Line("", Kind.EMPTY, number + n) for n in range(taken))
        else:
            classified.append(Line(text, Kind.TEXT if text.strip() else Kind.EMPTY, number))
    return classified, comments


def _fence(
    opening: re.Match[str], number: int, rest: Iterator[tuple[int, str]], mistakes: Mistakes
) -> Iterator[Line]:
    """The lines of a fence, moved to the margin and enclosed so that no content can end it."""
    indent, marker = len(opening[1]), opening[2]
    closing = re.compile(rf"^ {{0,3}}{re.escape(marker[0])}{{{len(marker)},}}[ ]*$")
    content: list[str] = []
    closed = False
    for _, text in rest:
        if closing.match(text):
            closed = True
            break
        content.append(text.removeprefix(" " * indent))
    if not closed:
        mistakes.add("fence-unclosed", number)
    runs = re.findall(r"`{3,}", "\n".join(content))
    edge = "`" * (max(map(len, runs), default=2) + 1)
    texts = [edge, *content, *([edge] if closed else [])]
    return (Line(text, Kind.FENCE, number + n) for n, text in enumerate(texts))


def _comment(
    text: str, number: int, rest: Iterator[tuple[int, str]], mistakes: Mistakes
) -> Comment:
    """The comment that begins in *text*; as many lines as its own text has line ends."""
    gathered = [text.lstrip().removeprefix("<!--")]
    while "-->" not in gathered[-1]:
        following = next(rest, None)
        if following is None or _cannot_be_inside(following[1], gathered[0]):
            mistakes.add("comment-unclosed", number)
            after = [following[1]] if following else []
            unread = [*gathered, *after, *(text for _, text in rest)]
            return Comment("\n".join(unread), number)
        gathered.append(following[1])
    gathered[-1], _, trailing = gathered[-1].partition("-->")
    if trailing.strip():
        mistakes.add("text-after-comment", number + len(gathered) - 1)
    return Comment("\n".join(gathered), number)


def _cannot_be_inside(text: str, opening: str) -> bool:
    """Whether a line shows that the comment which begins with *opening* was never closed."""
    is_past_settings = not text.strip() or HEADING.match(text) is not None
    return "<!--" in text or (is_past_settings and _ID.match(opening) is not None)


def _note_traps(line: Line, before: Line, mistakes: Mistakes) -> None:
    """Note what Markdown viewers would read differently from what is meant."""
    if hashes := _HASHES.match(line.text):
        heading = f"{hashes[0]} {line.text.removeprefix(hashes[0])}"
        mistakes.add("heading-without-space", line.number, heading=heading)
    elif nested := _NESTED_HEADING.match(line.text):
        mistakes.add("heading-inside-list-or-quote", line.number, heading=nested[1].strip())
    elif _UNDERLINE.match(line.text) and before.kind is Kind.TEXT:
        mistakes.add("heading-underlined", line.number)
    elif _TOO_DEEP.match(line.text):
        mistakes.add("nesting-too-deep", line.number)
    if _LIKE_A_COMMENT.match(line.text):
        mistakes.add("comment-malformed", line.number)
        return
    note_html(line.text, line.number, mistakes)


def _sections(lines: list[Line]) -> Iterator[Section]:
    section = Section(0, "", 1)
    for line in lines:
        heading = HEADING.match(line.text) if line.kind is Kind.TEXT else None
        if heading and len(heading[1]) <= 3:
            yield section
            section = Section(len(heading[1]), _heading_text(heading[2] or ""), line.number)
        else:
            section.lines.append(line)
    yield section


def _heading_text(text: str) -> str:
    """*text* without the hashes that may close a heading."""
    without = text.rstrip().rstrip("#")
    return without.rstrip() if without.endswith(" ") else text.rstrip()


def _section_at(sections: list[Section], number: int) -> Section:
    """The section that line *number* belongs to."""
    return sections[bisect_right(sections, number, key=lambda section: section.line) - 1]


def _take_comment(comment: Comment, sections: list[Section], mistakes: Mistakes) -> None:
    """Make settings of *comment*, note that it cannot be acted on, or leave it as a note."""
    section = _section_at(sections, comment.line)
    if _ROLES.match(comment.text):
        section.role_comments.append(comment)
    elif _INCLUDE.match(comment.text):
        mistakes.add("include-not-supported", comment.line)
    elif ":" in comment.text and section.expects_settings(comment.line):
        section.settings = settings_in(comment, mistakes)
        section.settings_line = comment.line
    elif ":" in comment.text and (heading := section.heading_by_line.get(comment.line)):
        section.comment_by_heading.setdefault(heading, comment)
    elif comment.is_settings:
        mistakes.add("settings-misplaced", comment.line)


def settings_in(comment: Comment, mistakes: Mistakes) -> dict[str, str]:
    """What *comment* says, by key."""
    settings: dict[str, str] = {}
    for part in filter(str.strip, comment.text.split(";")):
        match = _SETTING.fullmatch(part.strip())
        if match is None:
            mistakes.add("setting-malformed", comment.line, text=" ".join(part.split()))
        elif match[1] in settings:
            mistakes.add("setting-twice", comment.line, key=match[1])
        else:
            settings[match[1]] = " ".join(match[2].split())
    return settings
