"""The quote of a marking exercise → its paragraphs, cut where phrases begin and end."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from elearn.domain.content.course import LinkTarget, Located
from elearn.domain.content.definitions import MEANINGS, Definitions
from elearn.domain.content.record import nearest
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Meaning, Phrase, Run

_PHRASE = re.compile(r"\[(?!\^)((?:[^\[\]\\]|\\.)+)\]\[([^\[\]]*)\]")
_OTHER_LINK = re.compile(r"!?\[(?!\^)(?:[^\[\]\\]|\\.)*\]\(")


@dataclass
class Passage:
    """A passage, and which marks it refers to."""

    paragraphs: list[tuple[Run, ...]] = field(default_factory=list)
    pieces: list[Located] = field(default_factory=list)
    """The same paragraphs without their marks."""
    labels: set[str] = field(default_factory=set)
    """In lower case."""


def read_passage(
    quotes: Iterable[Located], definitions: Definitions, mistakes: Mistakes
) -> Passage:
    """The passage in *quotes*, which refers to the *definitions* of the whole file."""
    passage = Passage()
    for paragraph in _paragraphs(quotes):
        runs = tuple(_runs(paragraph, definitions, mistakes))
        passage.paragraphs.append(runs)
        passage.pieces.append(Located("".join(run.text for run in runs), paragraph.line))
        passage.labels |= {run.label.lower() for run in runs if run.label}
    return passage


def phrases_of(
    passage: Passage, marks: Mapping[str, Phrase], own: Iterable[Phrase]
) -> tuple[Phrase, ...]:
    """The marks that *passage* refers to and those of *own* that say what is missing from it."""
    used = [mark for label, mark in marks.items() if label in passage.labels]
    missing = [mark for mark in own if mark.meaning is Meaning.MISSING]
    by_label = {mark.label: mark for mark in (*used, *missing)}
    return tuple(sorted(by_label.values(), key=lambda mark: mark.line))


def _paragraphs(quotes: Iterable[Located]) -> Iterator[Located]:
    for quote in quotes:
        gathered: list[str] = []
        for number, line in enumerate([*quote.text.split("\n"), ""], start=quote.line):
            if line.strip():
                gathered.append(line)
            elif gathered:
                yield Located("\n".join(gathered), number - len(gathered))
                gathered = []


def _runs(paragraph: Located, definitions: Definitions, mistakes: Mistakes) -> Iterator[Run]:
    text, end, line = paragraph.text, 0, paragraph.line
    for match in _PHRASE.finditer(text):
        if match.start() > end:
            yield _plain_run(text[end : match.start()], line, mistakes)
        line += text.count("\n", end, match.start())
        yield Run(match[1], _label(match[2] or match[1], line, definitions, mistakes))
        line += match[0].count("\n")
        end = match.end()
    if end < len(text):
        yield _plain_run(text[end:], line, mistakes)


def _plain_run(text: str, line: int, mistakes: Mistakes) -> Run:
    if link := _OTHER_LINK.search(text):
        mistakes.add("passage-link", line + text.count("\n", 0, link.start()))
    return Run(text)


def _label(label: str, line: int, definitions: Definitions, mistakes: Mistakes) -> str:
    if mark := definitions.marks.get(label.lower()):
        return mark.label
    if link := definitions.links.get(label.lower()):
        _note_target(label, link, mistakes)
    elif label.lower() not in definitions.malformed:
        mistakes.add("mark-undefined", line, label=label)
    return label


def note_marks_left_over(
    lines: range, passage: Passage, definitions: Definitions, mistakes: Mistakes
) -> None:
    """Note the marks defined on *lines* that nothing in the file refers to, and the links there
    that look like marks."""
    for label, mark in definitions.marks.items():
        is_unused = label not in passage.labels and label not in definitions.referred
        if mark.line in lines and is_unused and mark.meaning is not Meaning.MISSING:
            mistakes.add("mark-unused", mark.line, label=mark.label)
    for label, link in definitions.links.items():
        is_unused = link.line in lines and label not in passage.labels
        if is_unused and link.url.startswith("#") and _nearest_mark(link):
            _note_target(label, link, mistakes)


def _note_target(label: str, link: LinkTarget, mistakes: Mistakes) -> None:
    near = _nearest_mark(link)
    mistakes.add("mark-target", link.line, label=label, target=link.url, near=near)


def _nearest_mark(link: LinkTarget) -> str:
    """What the target of *link* was probably meant to be, with its hash; empty if nothing is."""
    near = nearest(link.url.lower().removeprefix("#"), MEANINGS)
    return near and f"#{near}"
