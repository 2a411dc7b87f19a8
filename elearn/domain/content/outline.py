"""The lines of a module → its sections, and the definitions that belong to the whole file.

Fences, comments and definitions are told apart first, so that nothing inside a fence is ever
taken for a heading or an exercise, and nothing of a comment or definition ever reaches a page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import TypeVar

from elearn.domain.content.course import LinkTarget, Source
from elearn.domain.content.source import Mistakes

_FENCE = re.compile(r"^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ ]+(\S.*))?[ ]*$")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ ]*(.*)$")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:[ ]*(\S+)(?:[ ]+[\"'(](.*)[\"')])?[ ]*$")
_MARK = re.compile(r"#(?:tecken|signal|skydd|protective|neutralt?|saknas|missing)\b", re.IGNORECASE)
_LIST_OR_QUOTE = re.compile(r"^ *(?:>|[-*+] |\d+[.)] )")
_HASHES = re.compile(r"^#{1,6}(?=[^#\s])")
_NESTED_HEADING = re.compile(r"^ *(?:(?:>|[-*+]|\d+[.)])[ ]*)+#{1,6}[ ]")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ ]*$")
_TOO_DEEP = re.compile(r"^(?: {24,}\S|(?:[ ]*>){9})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>")
_HTML = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])")
_SETTING = re.compile(r"([\w-]+)\s*:(.*)", re.DOTALL)
_ROLES = re.compile(r"^\s*/?roles\b")
_INCLUDE = re.compile(r"^\s*include\s*:")
_ID = re.compile(r"^\s*id\s*:")


Defined = TypeVar("Defined", Source, LinkTarget)


class Kind(Enum):
    """What a line is, before anything is known of its meaning."""

    TEXT = auto()
    FENCE = auto()
    EMPTY = auto()
    """Blank, or part of a comment or definition, which is taken out."""


@dataclass(frozen=True)
class Line:
    text: str
    kind: Kind
    number: int


@dataclass(frozen=True)
class Comment:
    """What stands between `<!--` and `-->`."""

    text: str
    line: int


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
    marks: list[int] = field(default_factory=list)
    """The lines on which definitions such as `[k1]: #tecken` stood."""

    @property
    def body(self) -> str:
        return "\n".join(line.text for line in self.lines).rstrip()

    @cached_property
    def first_text_line(self) -> int | None:
        """None when there is nothing below the heading."""
        kinds = (line.number for line in self.lines if line.kind is not Kind.EMPTY)
        return next(kinds, None)

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
    sources: dict[str, Source] = field(default_factory=dict)
    links: dict[str, LinkTarget] = field(default_factory=dict)


def outline(lines: tuple[str, ...], mistakes: Mistakes) -> Outline:
    """The outline of the file whose every line is in *lines*."""
    classified, comments = _without_comments(lines, mistakes)
    result = Outline()
    marks = _take_definitions(classified, result, mistakes)
    for line in classified:
        if line.kind is Kind.TEXT:
            _note_traps(line, classified[line.number - 2], mistakes)
    result.sections = list(_sections(classified))
    for mark in marks:
        _section_at(result.sections, mark).marks.append(mark)
    for comment in comments:
        _take_comment(comment, result.sections, mistakes)
    return result


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
        if following is None:
            mistakes.add("comment-unclosed", number)
            return Comment("\n".join(gathered), number)
        gathered.append(following[1])
    gathered[-1], _, trailing = gathered[-1].partition("-->")
    if trailing.strip():
        mistakes.add("text-after-comment", number + len(gathered) - 1)
    return Comment("\n".join(gathered), number)


def _take_definitions(lines: list[Line], result: Outline, mistakes: Mistakes) -> list[int]:
    """Move the definitions from *lines* to *result*; the lines of those that mark signals."""
    position = 0
    while position < len(lines):
        taken = _take_definition(lines, position, result, mistakes)
        for n in range(position, position + taken):
            lines[n] = Line("", Kind.EMPTY, lines[n].number)
        position += max(taken, 1)
    marks = {label: link.line for label, link in result.links.items() if _MARK.match(link.url)}
    for label in marks:
        del result.links[label]
    return list(marks.values())


def _take_definition(lines: list[Line], position: int, result: Outline, mistakes: Mistakes) -> int:
    """How many lines the definition at *position* has; 0 when there is none."""
    line = lines[position]
    if line.kind is not Kind.TEXT:
        return 0
    if footnote := _FOOTNOTE.match(line.text):
        taken = _length(lines, position)
        gathered = [footnote[2], *(lines[position + n].text.strip() for n in range(1, taken))]
        source = Source(footnote[1], " ".join(gathered).strip(), line.number)
        _define(result.sources, source.label, source, mistakes)
        _note_html(source.text, line.number, mistakes)
        return taken
    if definition := _DEFINITION.match(line.text):
        target = LinkTarget(definition[2].strip("<>"), definition[3] or "", line.number)
        _define(result.links, definition[1].lower(), target, mistakes)
        return 1
    return 0


def _length(lines: list[Line], position: int) -> int:
    """How many lines the footnote at *position* has: it goes on while plain text follows."""
    end = position + 1
    while end < len(lines) and lines[end].kind is Kind.TEXT and _continues(lines[end].text):
        end += 1
    return end - position


def _continues(text: str) -> bool:
    starts = (_FOOTNOTE, _DEFINITION, _HEADING, _LIST_OR_QUOTE)
    return not any(start.match(text) for start in starts)


def _define(table: dict[str, Defined], label: str, defined: Defined, mistakes: Mistakes) -> None:
    if label in table:
        mistakes.add("label-twice", defined.line, label=label, first=table[label].line)
    else:
        table[label] = defined


def _note_traps(line: Line, before: Line, mistakes: Mistakes) -> None:
    """Note what Markdown viewers would read differently from what is meant."""
    if _HASHES.match(line.text):
        mistakes.add("heading-without-space", line.number)
    elif _NESTED_HEADING.match(line.text):
        mistakes.add("heading-inside-list-or-quote", line.number)
    elif _UNDERLINE.match(line.text) and before.kind is Kind.TEXT:
        mistakes.add("heading-underlined", line.number)
    elif _TOO_DEEP.match(line.text):
        mistakes.add("nesting-too-deep", line.number)
    _note_html(line.text, line.number, mistakes)


def _note_html(text: str, line: int, mistakes: Mistakes) -> None:
    if _HTML.search(without_code(text)):
        mistakes.add("raw-html", line)


def without_code(text: str) -> str:
    """*text* without code spans and addresses in angle brackets, in which anything may stand."""
    return _AUTOLINK.sub("", _CODE_SPAN.sub("", text))


def _sections(lines: list[Line]) -> Iterator[Section]:
    section = Section(0, "", 1)
    for line in lines:
        heading = _HEADING.match(line.text) if line.kind is Kind.TEXT else None
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
        mistakes.add("roles-not-supported", comment.line)
    elif _INCLUDE.match(comment.text):
        mistakes.add("include-not-supported", comment.line)
    elif ":" in comment.text and section.expects_settings(comment.line):
        section.settings = _settings(comment, mistakes)
        section.settings_line = comment.line
    elif _ID.match(comment.text):
        mistakes.add("settings-misplaced", comment.line)


def _settings(comment: Comment, mistakes: Mistakes) -> dict[str, str]:
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
