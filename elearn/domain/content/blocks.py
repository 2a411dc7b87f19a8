"""A section → the block it is: text, or an exercise. A mistyped exercise never becomes text."""

import re
from collections.abc import Mapping
from functools import cache

from elearn.domain.content import digest
from elearn.domain.content.course import LEAD_ID, Block, ExerciseBlock, TextBlock
from elearn.domain.content.exercise_text import BOX, ENTRY, Pieces, read_pieces
from elearn.domain.content.outline import Kind, Section
from elearn.domain.content.record import ID, nearest
from elearn.domain.content.source import Mistakes
from elearn.domain.errors import ContentError
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import Body, Exercise, Spec, Where

TEXT_TYPE = "text"
"""What `type:` says of a section that only looks like an exercise."""

_KEYWORD = re.compile(r"^([^\W\d_][\w ]{0,29}?)[ ]*[:：][ ]*(.*)$")
_INDENTED_QUOTE = re.compile(r"^ {2,}>")
# fmt: off
_LATER = frozenset((
    "para ihop", "match", "ordna", "order", "tal", "number", "skriv", "write", "reflektera",
    "reflect", "scenario", "markera", "mark", "bedöm", "judge", "tvillingar", "twins",
    "förlopp", "course of events", "exempel", "worked case", "regel", "rule", "panel",
))
# fmt: on
"""Keywords of the format whose exercise types are not here yet."""

_TEXT_SETTINGS = frozenset({"id", "of", "type"})
_SHARED_SETTINGS = _TEXT_SETTINGS | {"tags", "points", "shuffle"}
_LATER_SETTINGS = frozenset({"alternative", "confidence"})
_MAX_POINTS = 10
_SHORT_VERSION = re.compile(r"[0-9a-f]{8}")


def read_block(section: Section, mistakes: Mistakes, *, shuffle: bool) -> Block | None:
    """The block of *section*; None for an empty lead and where mistakes were noted instead.

    *shuffle* is what the module says about the order of options.
    """
    type_names = _types_named(section, mistakes)
    if type_names is None:
        return None
    if type_names:
        return _exercise(section, type_names, mistakes, shuffle=shuffle)
    _note_mistyped(section, mistakes)
    return _text(section, mistakes) if section.level > 1 else _lead(section)


def _types_named(section: Section, mistakes: Mistakes) -> tuple[str, ...] | None:
    """The exercise types that setting or keyword can mean; empty for text, None for a mistake."""
    named = section.settings.get("type", "")
    if named == TEXT_TYPE or named in EXERCISE_TYPES:
        return () if named == TEXT_TYPE else (named,)
    if named:
        near = nearest(named, [*EXERCISE_TYPES, TEXT_TYPE])
        mistakes.add("type-unknown", section.line, type=named, near=near)
        return None
    keyword = _keyword(section)
    if section.level == 3 and keyword in _LATER:
        mistakes.add("type-not-supported", section.line, keyword=keyword)
        return None
    return types_by_keyword().get(keyword, ()) if section.level == 3 else ()


@cache
def types_by_keyword() -> Mapping[str, tuple[str, ...]]:
    """The names of exercise types by keyword in lower case, of every language."""
    names: dict[str, tuple[str, ...]] = {}
    for name, exercise_type in EXERCISE_TYPES.items():
        for keyword in {word.lower() for word in exercise_type.keywords.values()}:
            names[keyword] = (*names.get(keyword, ()), name)
    return names


def _keyword(section: Section) -> str:
    match = _KEYWORD.match(section.heading)
    return match[1].strip().lower() if match else ""


def _lead(section: Section) -> TextBlock | None:
    """The text before the first section; its heading, where it has one, is the module's title."""
    if not section.body:
        return None
    first_line = section.line + section.level
    return TextBlock(LEAD_ID, 0, "", section.body, first_line, digest.of_block(section.block))


def _text(section: Section, mistakes: Mistakes) -> TextBlock:
    _note_unknown_settings(section, _TEXT_SETTINGS, mistakes)
    if not section.heading:
        mistakes.add("heading-empty", section.line)
    return TextBlock(
        id=_id(section, mistakes),
        level=section.level,
        heading=section.heading,
        text=section.body,
        line=section.line,
        version=digest.of_block(section.block),
        of=_of(section, mistakes),
    )


def _note_mistyped(section: Section, mistakes: Mistakes) -> None:
    """Note whatever in *section* looks as if its author had an exercise in mind."""
    if section.settings.get("type") == TEXT_TYPE:
        return
    _note_marks(section, mistakes)
    _note_inner_keywords(section, mistakes)
    tasks, ticked, quoted = _signs_of_exercise(section)
    keyword, first = _keyword(section), section.heading.split(" ", 1)[0].lower()
    known = [*types_by_keyword(), *_LATER]
    if (tasks or quoted) and keyword in known:
        mistakes.add("exercise-level", section.line, level="#" * section.level)
    elif (tasks or quoted) and keyword and section.level == 3:
        near = nearest(keyword, known)
        mistakes.add("keyword-unknown", section.line, keyword=keyword, near=near)
    elif (tasks or quoted) and section.level == 3 and first in known:
        mistakes.add("keyword-without-colon", section.line, keyword=first)
    elif ticked and quoted:
        mistakes.add("exercise-without-keyword", quoted)


def _note_marks(section: Section, mistakes: Mistakes) -> None:
    for mark in section.marks:
        mistakes.add("marks-outside-exercise", mark)


def _note_inner_keywords(section: Section, mistakes: Mistakes) -> None:
    """Note headings with a keyword where no exercise can begin: too deep, or indented."""
    for line in section.lines:
        stripped = line.text.strip()
        if line.kind is not Kind.TEXT or not stripped.startswith("#"):
            continue
        keyword = _KEYWORD.match(stripped.lstrip("# "))
        if keyword and keyword[1].strip().lower() in types_by_keyword():
            level = "#" * (len(stripped) - len(stripped.lstrip("#")))
            mistakes.add("exercise-level", line.number, level=level)


def _signs_of_exercise(section: Section) -> tuple[int, int, int]:
    """The first lines of a task list, of a ticked box and of a quote in a list; 0 for none."""
    tasks = ticked = quoted = 0
    in_list = False
    for line in section.lines:
        entry = ENTRY.match(line.text) if line.kind is Kind.TEXT else None
        if entry:
            in_list = True
            box = BOX.match(entry[3] or "")
            tasks = tasks or (line.number if box else 0)
            ticked = ticked or (line.number if box and box[1] != " " else 0)
        elif in_list and line.kind is Kind.TEXT and _INDENTED_QUOTE.match(line.text):
            quoted = quoted or line.number
    return tasks, ticked, quoted


def _exercise(
    section: Section, type_names: tuple[str, ...], mistakes: Mistakes, *, shuffle: bool
) -> ExerciseBlock | None:
    heading = question_of(section)
    if not heading:
        mistakes.add("exercise-without-question", section.line)
    noted = len(mistakes.errors)
    _note_marks(section, mistakes)
    pieces = read_pieces(section, mistakes)
    exercise_type = _type_for(type_names, pieces, section, mistakes)
    if exercise_type is None:
        return None
    _note_unknown_settings(section, _SHARED_SETTINGS | exercise_type.settings, mistakes)
    spec = _spec(section, pieces, mistakes, shuffle=shuffle)
    exercise = _parsed(exercise_type, spec, section.line, mistakes)
    if exercise is None or len(mistakes.errors) > noted:
        return None
    return ExerciseBlock(
        id=_id(section, mistakes),
        heading=heading,
        spec=spec,
        exercise=exercise,
        version=digest.of_block(section.block),
        of=_of(section, mistakes),
        line=section.line,
        stem_line=section.line + 1,
        hints=tuple(pieces.hints),
        explanation=next(iter(pieces.explanations), None),
        tags=_tags(section),
        points=_points(section, mistakes),
    )


def question_of(section: Section) -> str:
    """The heading without an exercise's keyword; all of it where there is none."""
    match = _KEYWORD.match(section.heading)
    if match and match[1].strip().lower() in types_by_keyword():
        return match[2].strip()
    return section.heading


def _type_for(
    names: tuple[str, ...], pieces: Pieces, section: Section, mistakes: Mistakes
) -> type[Exercise] | None:
    """The one of *names* whose kind of list the exercise has; None once the lack is noted."""
    if not pieces.entries:
        mistakes.add("exercise-without-options", section.line)
        return None
    kind = pieces.entries[0].kind
    for name in names:
        if kind in EXERCISE_TYPES[name].bodies:
            return EXERCISE_TYPES[name]
    numbered = kind is Body.BULLETED_TASKS
    code = "list-should-be-numbered" if numbered else "list-should-be-bulleted"
    mistakes.add(code, pieces.entries[0].line, type=", ".join(names))
    return None


def _spec(section: Section, pieces: Pieces, mistakes: Mistakes, *, shuffle: bool) -> Spec:
    own = {k: v for k, v in section.settings.items() if k not in _SHARED_SETTINGS}
    said = section.settings.get("shuffle", "yes" if shuffle else "no").lower()
    if said not in ("yes", "ja", "no", "nej"):
        values = {"key": "shuffle", "value": said, "allowed": "yes, no"}
        mistakes.add("setting-value", section.line, **values)
    stem = "\n".join(pieces.stem).rstrip()
    items = tuple(entry.item() for entry in pieces.entries)
    return Spec(stem, items, own, shuffle=said in ("yes", "ja"))


def _parsed(
    exercise_type: type[Exercise], spec: Spec, line: int, mistakes: Mistakes
) -> Exercise | None:
    try:
        return exercise_type.parse(spec, where=Where(mistakes.file, line))
    except ContentError as error:
        mistakes.errors.append(error)
        return None


def _note_unknown_settings(section: Section, known: frozenset[str], mistakes: Mistakes) -> None:
    for key in section.settings:
        if key in _LATER_SETTINGS:
            mistakes.add("setting-not-supported", section.line, key=key)
        elif key not in known:
            mistakes.add("setting-unknown", section.line, key=key, near=nearest(key, known))


def _id(section: Section, mistakes: Mistakes) -> str:
    said = section.settings.get("id", "")
    if not said:
        mistakes.add("id-missing", section.line)
    elif not ID.fullmatch(said) or said == LEAD_ID:
        mistakes.add("id-malformed", section.line, id=said)
    return said


def _of(section: Section, mistakes: Mistakes) -> str:
    said = section.settings.get("of", "")
    if said and not _SHORT_VERSION.fullmatch(said):
        mistakes.add("of-malformed", section.line, of=said)
    return said


def _tags(section: Section) -> tuple[str, ...]:
    said: Mapping[str, str] = section.settings
    return tuple(filter(None, (tag.strip() for tag in said.get("tags", "").split(","))))


def _points(section: Section, mistakes: Mistakes) -> int:
    said = section.settings.get("points", "1")
    if said in map(str, range(1, _MAX_POINTS + 1)):
        return int(said)
    values = {"key": "points", "value": said, "allowed": f"1-{_MAX_POINTS}"}
    mistakes.add("setting-value", section.line, **values)
    return 1
