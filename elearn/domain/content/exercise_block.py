"""A section with a keyword → the exercise it is, or what keeps it from being one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from elearn.domain.content import digest
from elearn.domain.content.block_settings import (
    TEXT_SETTINGS,
    id_of,
    note_inner_settings,
    note_unknown_settings,
    source_mark_of,
)
from elearn.domain.content.confidence import labels_in
from elearn.domain.content.course import ExerciseBlock, Located
from elearn.domain.content.definitions import Definitions
from elearn.domain.content.exercise_text import (
    PREFACE_SHAPE,
    Entry,
    Label,
    Pieces,
    Shape,
    read_pieces,
)
from elearn.domain.content.items import pair_of, task_of
from elearn.domain.content.keywords import KEYWORD, question_of, types_by_keyword
from elearn.domain.content.outline import Section
from elearn.domain.content.parts_text import Parts, read_parts
from elearn.domain.content.passage_text import (
    Passage,
    note_marks_left_over,
    phrases_of,
    read_passage,
)
from elearn.domain.content.source import Mistakes
from elearn.domain.errors import ContentError
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import Body, Exercise, Item, Phrase, Spec, Where

SHARED_SETTINGS = TEXT_SETTINGS | {"tags", "points", "shuffle", "alternative"}
_MAX_POINTS = 10
MOST_ENTRIES = 100
"""Lines of a list without boxes; far more than anybody pairs or orders."""
_TASKS = {True: Body.NUMBERED_TASKS, False: Body.BULLETED_TASKS}
_PLAIN = {True: Body.NUMBERED, False: Body.BULLETED}
"""By whether the list is numbered."""
_EXAMPLES = {
    Body.NUMBERED_TASKS: "1. [x] …",
    Body.BULLETED_TASKS: "- [x] …",
    Body.NUMBERED: "1. …",
    Body.BULLETED: "- …",
}
"""How an entry of each kind of list begins."""


@cache
def settings_of_exercises() -> frozenset[str]:
    """What a comment says under no heading but that of an exercise."""
    return SHARED_SETTINGS.union(*(one.settings for one in EXERCISE_TYPES.values())) - TEXT_SETTINGS


@dataclass(frozen=True)
class _Read:
    """A section cut into its pieces."""

    section: Section
    pieces: Pieces
    parts: Parts
    passage: Passage
    phrases: tuple[Phrase, ...]

    @property
    def asides(self) -> tuple[Located, ...]:
        """The quotes with labels of which a Spec keeps no line."""
        labels = (Label.MODEL_ANSWER, Label.ANSWER)
        own = [self.pieces.quote(label) for label in labels]
        theirs = [pieces.quote(Label.EXPLANATION) for pieces in self.parts.pieces]
        return tuple(quote for quote in (*own, *theirs) if quote)

    @property
    def confidence_lines(self) -> tuple[Located, ...]:
        every = (self.pieces, *self.parts.pieces)
        return tuple(pieces.confidence for pieces in every if pieces.confidence)


def read_exercise(
    section: Section,
    type_names: Sequence[str],
    definitions: Definitions,
    mistakes: Mistakes,
    *,
    shuffle: bool,
) -> ExerciseBlock | None:
    """The exercise in *section*, of one of the types called *type_names*.

    None once what is wrong with it is noted. *definitions* are those of the whole file;
    *shuffle* is what the module says about the order of options.
    """
    noted = len(mistakes.errors)
    if not question_of(section):
        mistakes.add("exercise-without-question", section.line)
    types = [EXERCISE_TYPES[name] for name in type_names]
    read = _read(section, types, definitions, mistakes)
    exercise_type = _type_for(types, read, mistakes)
    if exercise_type is None:
        return None
    note_unknown_settings(section, SHARED_SETTINGS | exercise_type.settings, mistakes)
    spec = _spec(read, mistakes, shuffle=shuffle)
    _note_too_many(spec, mistakes)
    is_unread = not read.passage.labels.isdisjoint(definitions.malformed)
    if len(mistakes.errors) > noted or is_unread:
        return None
    exercise = _parsed(exercise_type, spec, section.line, mistakes)
    return _block(read, spec, exercise, mistakes) if exercise else None


def _block(read: _Read, spec: Spec, exercise: Exercise, mistakes: Mistakes) -> ExerciseBlock:
    section, pieces = read.section, read.pieces
    return ExerciseBlock(
        id=id_of(section, mistakes),
        heading=question_of(section),
        spec=spec,
        exercise=exercise,
        version=_version(section, spec),
        of=source_mark_of(section, mistakes),
        line=section.line,
        stem_line=section.line + 1,
        hints=tuple(pieces.quotes.get(Label.HINT, ())),
        explanation=pieces.quote(Label.EXPLANATION),
        notice=pieces.quote(Label.NOTICE),
        asides=read.asides,
        passage=tuple(read.passage.pieces),
        tags=_tags(section),
        points=_points(section, mistakes),
        alternative=section.settings.get("alternative", ""),
        confidence=labels_in(read.confidence_lines, exercise, mistakes),
    )


def _version(section: Section, spec: Spec) -> str:
    """What decides the key counts, though it stands in definitions and comments."""
    marks = (f"{mark.label} {mark.meaning} {mark.why}" for mark in spec.phrases)
    parts = (_said(part.spec.settings) for part in spec.parts)
    return digest.of_block((*section.block, *marks, _said(spec.settings), *parts))


def _said(settings: Mapping[str, str]) -> str:
    return "; ".join(f"{key}: {value}" for key, value in sorted(settings.items()))


def _read(
    section: Section,
    types: Sequence[type[Exercise]],
    definitions: Definitions,
    mistakes: Mistakes,
) -> _Read:
    bodies = {body for one in types for body in one.bodies}
    parts = Parts(section.lines)
    if Body.PARTS in bodies:
        words = {word: english for one in types for word, english in one.words.items()}
        settings = {setting for one in types for setting in one.settings}
        parts = read_parts(section, words, settings, mistakes)
    else:
        note_inner_settings(section, mistakes)
    shape = PREFACE_SHAPE if Body.PARTS in bodies else Shape.of(bodies)
    pieces = read_pieces(parts.preface, shape, mistakes)
    passage = read_passage(pieces.passage, definitions, mistakes)
    if Body.PASSAGE in bodies:
        note_marks_left_over(section.line_numbers, passage, definitions, mistakes)
    own = section.marks if Body.PASSAGE in bodies else ()
    return _Read(section, pieces, parts, passage, phrases_of(passage, definitions.marks, own))


def _type_for(
    types: Sequence[type[Exercise]], read: _Read, mistakes: Mistakes
) -> type[Exercise] | None:
    """The one of *types* that has a body such as was read; None once the lack is noted."""
    body = _body(read)
    for exercise_type in types:
        if body in exercise_type.bodies:
            return exercise_type
    _note_body(body, types, read, mistakes)
    return None


def _body(read: _Read) -> Body:
    entries = read.pieces.entries
    if read.parts.parts:
        return Body.PARTS
    if read.passage.paragraphs:
        return Body.PASSAGE
    if entries:
        by_order = _TASKS if any(entry.boxed for entry in entries) else _PLAIN
        return by_order[entries[0].numbered]
    return Body.PROSE


def _note_body(
    body: Body, types: Sequence[type[Exercise]], read: _Read, mistakes: Mistakes
) -> None:
    bodies = {wanted for one in types for wanted in one.bodies}
    line, kind = read.section.line, _kind_of(read.section, types)
    match body:
        case Body.PROSE if Body.PARTS in bodies:
            return
        case Body.PROSE if Body.PASSAGE in bodies:
            mistakes.add("exercise-without-passage", line)
        case Body.PROSE if len(types) > 1:
            mistakes.add("exercise-without-options", line)
        case Body.PROSE:
            mistakes.add("exercise-without-list", line, kind=kind, example=_example(bodies))
        case Body.NUMBERED_TASKS | Body.NUMBERED:
            line = read.pieces.entries[0].line
            mistakes.add("list-should-be-bulleted", line, kind=kind, example=_example(bodies))
        case _ if bodies == {Body.NUMBERED}:
            mistakes.add("order-without-numbers", read.pieces.entries[0].line)
        case _:
            line = read.pieces.entries[0].line
            mistakes.add("list-should-be-numbered", line, kind=kind, example=_example(bodies))


def _kind_of(section: Section, types: Sequence[type[Exercise]]) -> str:
    """What the author calls the kind of exercise that *section* is to be."""
    keyword = KEYWORD.match(section.heading)
    is_named = keyword is not None and keyword[1].strip().lower() in types_by_keyword()
    return f"{keyword[1]}:" if keyword and is_named else ", ".join(one.name for one in types)


def _example(bodies: Collection[Body]) -> str:
    """How the first line of a list may look that an exercise with one of *bodies* has."""
    return " / ".join(said for body, said in _EXAMPLES.items() if body in bodies)


def _spec(read: _Read, mistakes: Mistakes, *, shuffle: bool) -> Spec:
    settings, pieces, body = read.section.settings, read.pieces, _body(read)
    said = settings.get("shuffle", "yes" if shuffle else "no").lower()
    if said not in ("yes", "ja", "no", "nej"):
        values = {"key": "shuffle", "value": said, "allowed": "yes, no"}
        mistakes.add("setting-value", read.section.line, **values)
    model_answer, answer = pieces.quote(Label.MODEL_ANSWER), pieces.quote(Label.ANSWER)
    return Spec(
        "\n".join(pieces.stem).rstrip(),
        _items(pieces.entries, body, mistakes),
        {key: value for key, value in settings.items() if key not in SHARED_SETTINGS},
        shuffle=said in ("yes", "ja"),
        body=body,
        model_answer=model_answer.text if model_answer else "",
        answer=answer.text if answer else "",
        passage=tuple(read.passage.paragraphs),
        phrases=read.phrases,
        parts=tuple(read.parts.parts),
    )


def _note_too_many(spec: Spec, mistakes: Mistakes) -> None:
    """Of a thousand pairs each would be drawn with a thousand choices."""
    if spec.body in _PLAIN.values() and len(spec.items) > MOST_ENTRIES:
        mistakes.add("options-too-many", spec.items[MOST_ENTRIES].line, most=MOST_ENTRIES)


def _items(entries: Sequence[Entry], body: Body, mistakes: Mistakes) -> tuple[Item, ...]:
    if body is Body.BULLETED:
        return tuple(pair_of(entry, mistakes) for entry in entries)
    return tuple(map(task_of, entries))


def _parsed(
    exercise_type: type[Exercise], spec: Spec, line: int, mistakes: Mistakes
) -> Exercise | None:
    try:
        return exercise_type.parse(spec, where=Where(mistakes.file, line))
    except ContentError as error:
        mistakes.errors.append(error)
        return None


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
