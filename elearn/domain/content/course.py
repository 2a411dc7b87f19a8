"""Course › Module › block, as their authors wrote them. Everything is frozen.

Text is Markdown with LF line ends in Unicode's NFC form; every piece knows its line, so that
whatever is said about it can be found. A *block* is a `##` or `###` section; an exercise is a
block as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from elearn.domain.content.routes import Route
from elearn.domain.exercises.exercise import Exercise, Spec
from elearn.domain.record.duty import Need

LEAD_ID = "lead"
"""The id of the text that stands before a module's first section."""

STANDARD = ""
EASY_READ = "lättläst"
"""The variants a module can have."""

MEETING_SUFFIX = ".meeting"
"""What the name of a meeting page ends in, before `.md`; it stands beside its module."""


class Publication(StrEnum):
    """How far an author lets a module go; `courses sync` publishes what says published."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Change(StrEnum):
    """What a new version changed: wording, something made clearer, or the substance."""

    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


class Retake(StrEnum):
    """What a new version asks of those who did the one before."""

    NONE = "none"
    NOTICE = "notice"
    CHANGED = "changed"
    ALL = "all"


class Purpose(StrEnum):
    """What a file of exercises is for."""

    MODULE = ""
    """To be walked through from beginning to end."""
    BANK = "bank"
    """To take cases from, for practice and measurement; never listed among the modules."""


class Confidence(StrEnum):
    """Where a module asks how sure one is, besides where an exercise does so itself."""

    LINES = ""
    """Nowhere else."""
    SIGNALS = "signals"
    """Wherever signals are marked in a text."""
    ALL = "all"
    """Wherever something is right or wrong."""


@dataclass(frozen=True)
class DefaultDuty:
    """The duty a course proposes; the coordinator's own decides."""

    audience: tuple[str, ...]
    """AID families, or `alla`."""
    due_days: int
    """From the first day of employment."""
    valid_days: int | None
    """None: for ever."""
    renewal_days: int | None
    """How long before the end it may be renewed; None where there is no end."""


@dataclass(frozen=True)
class Course:
    """A folder with a `course.yaml`."""

    id: str
    title: Mapping[str, str]
    """By language."""
    summary: Mapping[str, str]
    """By language, one or two sentences; may be empty."""
    modules: tuple[str, ...]
    """Module ids in the order of learning."""
    duty: DefaultDuty | None
    file: str
    need: Need = Need.ALL
    """Whether the course is done with all of its modules or with one, which its taker chooses."""
    line_by_key: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FrontMatter:
    """What stands between the `---` lines of a module."""

    id: str
    title: str
    language: str
    variant: str = STANDARD
    kind: Purpose = Purpose.MODULE
    forms: tuple[str, ...] = ()
    """The measurement forms of a bank, which its cases name by `form:`."""
    version: str = ""
    """The author's own, such as 3.1.0; empty in a translation."""
    change: Change = Change.MINOR
    retake: Retake = Retake.NOTICE
    status: Publication = Publication.DRAFT
    authors: tuple[str, ...] = ()
    owner: str = ""
    reviewers: tuple[str, ...] = ()
    reviewed: date | None = None
    review_by: date | None = None
    subject_review: str = ""
    """Who, and when; empty when nobody has."""
    legal_review: str = ""
    roles: tuple[str, ...] = ()
    aid_groups: tuple[str, ...] = ()
    objective: str = ""
    milieus: tuple[str, ...] = ()
    law_refs: tuple[str, ...] = ()
    """Keys of the law register."""
    minutes: int | None = None
    pass_fraction: float | None = None
    """From 0 to 1; None when answering is enough."""
    shuffle: bool = True
    confidence: Confidence = Confidence.LINES
    license: str = ""
    translation_of: str = ""
    """`id@version` of the module that this one translates; empty in the source language."""
    translator: str = ""
    line_by_key: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ForRoles:
    """A stretch of text that is meant for some."""

    roles: tuple[str, ...]
    """As their author calls them, such as skola."""
    families: tuple[str, ...]
    """The beginnings of the occupation codes that they mean; empty where the author said none."""
    first_line: int
    last_line: int
    """Of the file; on both stands a comment."""


@dataclass(frozen=True)
class TextBlock:
    """A section of ordinary Markdown."""

    id: str
    """Empty when the author has not given it one yet."""
    level: int
    """2 or 3; 0 for the text before the first section, which has no heading."""
    heading: str
    text: str
    """Without heading, comments and definitions; those lines are empty, so lines still count."""
    line: int
    """Of the heading; of the file's first line where there is none."""
    version: str = ""
    """SHA-256 of the block, in hexadecimal; see `digest.py`."""
    of: str = ""
    """In a translation: the first eight digits of the source block's version, or empty."""
    for_roles: tuple[ForRoles, ...] = ()

    @property
    def text_line(self) -> int:
        """The line on which `text` begins."""
        return self.line + (1 if self.level else 0)


class Located(NamedTuple):
    """A piece of Markdown and the line it begins on."""

    text: str
    line: int


@dataclass(frozen=True)
class ExerciseBlock:
    """A `###` section that asks something."""

    id: str
    heading: str
    """What stands after the keyword and its colon."""
    spec: Spec
    exercise: Exercise
    version: str
    """SHA-256 of the block, in hexadecimal; see `digest.py`."""
    of: str
    """In a translation: the first eight digits of the source block's version, or empty."""
    line: int
    stem_line: int
    hints: tuple[Located, ...] = ()
    explanation: Located | None = None
    notice: Located | None = None
    """What somebody may want to know before reading on."""
    asides: tuple[Located, ...] = ()
    """The model answer, the answer, and what the parts explain: what `spec` keeps no line of."""
    passage: tuple[Located, ...] = ()
    """The paragraphs in which phrases are marked, without their marks."""
    tags: tuple[str, ...] = ()
    points: int = 1
    alternative: str = ""
    """The id of the exercise for those who skip this one after its notice; empty for none."""
    confidence: tuple[str, ...] = ()
    """What it asks about how sure one is, from unsure to sure; empty when it asks nothing."""


Block = TextBlock | ExerciseBlock


class Role(StrEnum):
    """What a piece of text is for."""

    HEADING = "heading"
    TEXT = "text"
    STEM = "stem"
    OPTION = "option"
    FEEDBACK = "feedback"
    HINT = "hint"
    EXPLANATION = "explanation"
    NOTICE = "notice"
    SOURCE = "source"


class Piece(NamedTuple):
    """Some Markdown of a module, where it stands and what it is for."""

    text: str
    line: int
    role: Role
    block_id: str


@dataclass(frozen=True)
class Source:
    """A footnote: where something is taken from."""

    label: str
    text: str
    line: int


@dataclass(frozen=True)
class LinkTarget:
    """A link definition, `[label]: url "title"`."""

    url: str
    title: str
    line: int


class ModuleKey(NamedTuple):
    """Which text of which module."""

    course: str
    module: str
    language: str
    variant: str = STANDARD


@dataclass(frozen=True)
class ModuleText:
    """One file: a module in one language and variant."""

    course: str
    file: str
    front: FrontMatter
    parts: tuple[Block, ...]
    """In the order of the file."""
    sources: Mapping[str, Source]
    """Footnotes by label, in the order in which the text first refers to them."""
    links: Mapping[str, LinkTarget]
    """Link definitions by label in lower case."""
    title_heading: str
    """What the `#` heading says; empty when there is none."""
    text_version: str
    """SHA-256 of this very text with what it includes; see `digest.py`."""

    @property
    def key(self) -> ModuleKey:
        return ModuleKey(self.course, self.front.id, self.front.language, self.front.variant)

    @property
    def is_bank(self) -> bool:
        return self.front.kind is Purpose.BANK

    @property
    def is_meeting_page(self) -> bool:
        """Whether it says how to take a module together, and is no module itself."""
        return self.file.endswith(f"{MEETING_SUFFIX}.md")

    @property
    def exercises(self) -> tuple[ExerciseBlock, ...]:
        return tuple(part for part in self.parts if isinstance(part, ExerciseBlock))

    def pieces(self) -> Iterator[Piece]:
        """Every piece an author wrote for readers, block by block, then the sources."""
        for part in self.parts:
            yield from _pieces_of_text(part) if isinstance(part, TextBlock) else _pieces(part)
        for source in self.sources.values():
            yield Piece(source.text, source.line, Role.SOURCE, source.label)


def _pieces_of_text(block: TextBlock) -> Iterator[Piece]:
    if block.heading:
        yield Piece(block.heading, block.line, Role.HEADING, block.id)
    yield Piece(block.text, block.text_line, Role.TEXT, block.id)


def _pieces(block: ExerciseBlock) -> Iterator[Piece]:
    yield Piece(block.heading, block.line, Role.HEADING, block.id)
    yield from _pieces_of_spec(block.spec, block.stem_line, block.id)
    rows: tuple[tuple[Role, tuple[Located | None, ...]], ...] = (
        (Role.STEM, block.passage),
        (Role.NOTICE, (block.notice,)),
        (Role.HINT, block.hints),
        (Role.EXPLANATION, (block.explanation, *block.asides)),
    )
    for role, texts in rows:
        for text in texts:
            if text:
                yield Piece(text.text, text.line, role, block.id)


def _pieces_of_spec(spec: Spec, line: int, block_id: str) -> Iterator[Piece]:
    yield Piece(spec.stem, line, Role.STEM, block_id)
    for item in spec.items:
        yield Piece(item.text, item.line, Role.OPTION, block_id)
        if item.partner:
            yield Piece(item.partner, item.line, Role.OPTION, block_id)
        yield Piece(item.feedback, item.line, Role.FEEDBACK, block_id)
    for phrase in spec.phrases:
        yield Piece(phrase.why, phrase.line, Role.FEEDBACK, block_id)
    for part in spec.parts:
        yield from _pieces_of_spec(part.spec, part.line + 1, block_id)


@dataclass(frozen=True)
class Law:
    """A statute that modules refer to, kept in one place because paragraphs move."""

    key: str
    """What `law_refs` in a module's front matter names."""
    title: Mapping[str, str]
    """By language."""
    number: str
    """Such as 2025:400."""
    paragraph: str
    says: Mapping[str, str]
    """By language, in plain words."""
    source: str
    """An address where it can be read."""
    read_on: date | None
    """None when nobody has read it there."""
    review_by: date
    is_verified: bool
    """Whether somebody has compared the words with the statute; no lawyer need have."""
    line: int


@dataclass(frozen=True)
class Term:
    """A word of the glossary."""

    key: str
    term: Mapping[str, str]
    """By language."""
    means: Mapping[str, str]
    """By language."""


@dataclass(frozen=True)
class Media:
    """A picture, film, sound or document beside the text."""

    path: str
    digest: str
    """SHA-256 in hexadecimal; its address everywhere in the product."""
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Library:
    """Everything in `courses/`."""

    courses: Mapping[str, Course]
    """By course id."""
    modules: Mapping[ModuleKey, ModuleText]
    routes: Mapping[str, Route]
    laws: Mapping[str, Law]
    glossary: Mapping[str, Term]
    media: Mapping[str, Media]
    """By path, as the folder names it."""
    registers: Mapping[str, str] = field(default_factory=dict)
    """The file of each register that is there, by name: routes, laws, glossary."""
    meeting_pages: Mapping[ModuleKey, ModuleText] = field(default_factory=dict)
    """By the key of the module that each stands beside."""

    def source_of(self, module: ModuleText) -> ModuleText | None:
        """The text that *module* translates or simplifies; itself when it is the source."""
        if not module.front.translation_of:
            return module
        texts = self.meeting_pages if module.is_meeting_page else self.modules
        sources = (one for one in texts.values() if not one.front.translation_of)
        return next((one for one in sources if _same_module(one, module)), None)

    def is_bank(self, module: ModuleText) -> bool:
        """Whether *module*, or what it translates, is a bank of cases."""
        return (self.source_of(module) or module).is_bank

    def sources(self) -> Iterator[ModuleText]:
        """The modules in the language they were written in."""
        return (one for one in self.modules.values() if not one.front.translation_of)


def _same_module(one: ModuleText, other: ModuleText) -> bool:
    return (one.course, one.front.id) == (other.course, other.front.id)
