"""A module as it is stored and shown: rendered and sanitised once, never again in a request.

`compile_module` makes it when a version is published, `dump` and `load` are its way into the
database and back. Every text is safe HTML in which slots such as `{{lokal.samordnare}}` are
still to be filled by `markup.fill_slots`. Of an exercise, only `heading`, `stem`, `hints` and
what `presentation.presented` makes of its interaction may go out before the answer is in.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from elearn.domain.content import digest, plain
from elearn.domain.content.confidence import labels_of
from elearn.domain.content.course import (
    Block,
    Change,
    ExerciseBlock,
    ForRoles,
    Library,
    Media,
    ModuleText,
    Publication,
    Purpose,
    Retake,
    TextBlock,
)
from elearn.domain.content.links import Anchor, Inside, Nowhere, Outside, links_of, target_of
from elearn.domain.content.markup import References, Renderer
from elearn.domain.content.references import footnotes_in, slots_in
from elearn.domain.content.role_text import as_html, stretches_of
from elearn.domain.content.translations import INHERITED
from elearn.domain.errors import ContentError, FormatError
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import (
    Body,
    Exercise,
    Item,
    Meaning,
    Phrase,
    Run,
    Spec,
    SubPart,
    Where,
)

FORMAT = 1
"""Raised when what `dump` writes is no longer what an older `load` reads."""

_COMPILED = Where("compiled module", 1)
"""A compiled exercise has been accepted once; nothing about it can be wrong any more."""


@dataclass(frozen=True)
class CompiledText:
    """A section of text."""

    id: str
    level: int
    """2 or 3; 0 for the text before the first heading."""
    heading: str
    """Plain text, for a table of contents; empty where there is none."""
    html: str
    """With its heading, which has the id `block-<id>`."""


@dataclass(frozen=True)
class CompiledExercise:
    """Something to answer."""

    id: str
    version: str
    """Of the block in the source language, so that counters join across translations."""
    type: str
    heading: str
    """What is asked, as HTML for a legend or heading."""
    stem: str
    """What comes before the options; may be empty."""
    exercise: Exercise
    """Its options' texts are HTML."""
    spec: Spec = field(repr=False)
    """What `exercise` and `feedback` are made from; it holds the key."""
    feedback: Mapping[str, str]
    """By option id; an option whose author wrote none is not there."""
    explanation: str
    """Empty when there is none."""
    hints: tuple[str, ...]
    """To be shown one by one."""
    tags: tuple[str, ...]
    points: int
    is_stale: bool
    """Whether this is a translation of an older text than the source now has."""
    notice: str = ""
    """What somebody may want to know before reading on; empty when there is nothing."""
    alternative: str = ""
    """The id of the exercise for those who skip this one after its notice; empty for none."""
    confidence: tuple[str, ...] = ()
    """What it asks about how sure one is, from unsure to sure; plain text, empty for nothing."""


@dataclass(frozen=True)
class CompiledSource:
    """A footnote; the text refers to `#source-<number>`."""

    number: int
    html: str


@dataclass(frozen=True)
class CompiledModule:
    """A module in one language and variant."""

    course: str
    id: str
    language: str
    variant: str
    """Empty, or `lättläst`."""
    title: str
    """Plain text."""
    lead: str
    """The first paragraph as plain text, for lists; slots filled with nothing."""
    version: str
    """SHA-256 of the source-language text: what evidence refers to."""
    text_version: str
    """SHA-256 of this very text; the same as *version* in the source language."""
    version_label: str
    """The author's own, such as 3.1.0."""
    change: Change
    retake: Retake
    status: Publication
    minutes: int | None
    pass_fraction: float | None
    """From 0 to 1; None when answering is enough."""
    objective: str
    owner: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    reviewed: date | None
    review_by: date | None
    subject_review: str
    legal_review: str
    translator: str
    license: str
    roles: tuple[str, ...]
    aid_groups: tuple[str, ...]
    law_refs: tuple[str, ...]
    """Keys of the law register."""
    is_stale: bool
    """Whether any part translates an older text than the source now has."""
    parts: tuple[CompiledText | CompiledExercise, ...]
    """In the order of the text."""
    sources: tuple[CompiledSource, ...]
    slots: frozenset[str]
    """The local values it uses, such as `lokal.samordnare`."""
    media: frozenset[str]
    """The digests of the files it shows."""
    plain: Mapping[str, str]
    """By block id: text or question as plain words for searching, slots still to be filled."""
    kind: Purpose = Purpose.MODULE
    """What it is for; a bank is never listed among the modules."""

    @property
    def exercises(self) -> tuple[CompiledExercise, ...]:
        return tuple(part for part in self.parts if isinstance(part, CompiledExercise))


MediaUrl = Callable[[str], str]
"""From the digest of a file to the address that readers fetch it from."""


def media_path(digest: str) -> str:
    """Where the product itself serves the file with *digest*."""
    return f"/media/{digest}"


def compile_module(
    module: ModuleText, library: Library, *, media_url: MediaUrl = media_path
) -> CompiledModule:
    """*module* rendered, with what it takes from *library*.

    Raises: ContentError where its text is nested too deeply to be rendered.
    """
    source = library.source_of(module) or module
    work = _Workshop(module, source, library, media_url)
    front, first = module.front, source.front
    parts = tuple(work.part(part) for part in module.parts)
    return CompiledModule(
        course=module.course,
        id=front.id,
        language=front.language,
        variant=front.variant,
        title=front.title,
        lead=work.lead(),
        version=source.text_version,
        text_version=module.text_version,
        version_label=first.version,
        change=first.change,
        retake=first.retake,
        status=front.status,
        minutes=front.minutes or first.minutes,
        pass_fraction=first.pass_fraction,
        objective=front.objective,
        owner=front.owner or first.owner,
        authors=front.authors or first.authors,
        reviewers=front.reviewers or first.reviewers,
        reviewed=front.reviewed or first.reviewed,
        review_by=front.review_by or first.review_by,
        subject_review=first.subject_review,
        legal_review=first.legal_review,
        translator=front.translator,
        license=front.license or first.license,
        roles=first.roles,
        aid_groups=first.aid_groups,
        law_refs=first.law_refs,
        is_stale=any(is_stale(part, source) for part in module.parts),
        parts=parts,
        sources=work.sources(),
        slots=frozenset(name for piece in module.pieces() for name, _ in slots_in(piece.text)),
        media=frozenset(one.digest for one in work.media()),
        plain={part.id: _plain(part) for part in parts},
        kind=first.kind,
    )


def is_stale(part: Block, source: ModuleText) -> bool:
    """Whether *part* says that it translates a text which is not what *source* has now."""
    if not part.of:
        return False
    original = next((one for one in source.parts if one.id == part.id), None)
    return original is None or digest.short(original.version) != part.of


class _Workshop:
    """Renders the parts of one module."""

    def __init__(
        self, module: ModuleText, source: ModuleText, library: Library, media_url: MediaUrl
    ) -> None:
        self._module = module
        self._source = source
        self._library = library
        self._media_url = media_url
        used = {label for piece in module.pieces() for label, _ in footnotes_in(piece.text)}
        self._labels = [label for label in module.sources if label in used]
        numbers = {label: number for number, label in enumerate(self._labels, start=1)}
        links = {label: (link.url, link.title) for label, link in module.links.items()}
        self._renderer = Renderer(References(numbers, links, self._address))

    def _address(self, url: str) -> str | None:
        match target_of(url, self._module, self._library):
            case Outside(url=address) | Inside(path=address):
                return address
            case Anchor(block_id=block_id):
                return f"#block-{block_id}"
            case Media(digest=media_digest):
                return self._media_url(media_digest)
            case Nowhere():
                return None

    def part(self, part: Block) -> CompiledText | CompiledExercise:
        try:
            return self._text(part) if isinstance(part, TextBlock) else self._exercise(part)
        except RecursionError:
            raise ContentError("nesting-too-deep", self._module.file, part.line, {}) from None

    def _text(self, block: TextBlock) -> CompiledText:
        heading = self._renderer.line(block.heading)
        opening = f'<h{block.level} id="block-{block.id}">{heading}</h{block.level}>\n'
        texts = (self._for_roles(stretch, text) for stretch, text in stretches_of(block))
        html = (opening if block.level else "") + "\n".join(filter(None, texts))
        return CompiledText(block.id, block.level, plain.of_html(heading), html)

    def _for_roles(self, stretch: ForRoles | None, text: str) -> str:
        html = self._renderer.block(text)
        return as_html(stretch, html) if stretch and stretch.roles and html else html

    def _exercise(self, block: ExerciseBlock) -> CompiledExercise:
        render = self._renderer
        original = next((one for one in self._source.exercises if one.id == block.id), block)
        spec = _counting_alike(block.spec, original.spec)
        spec = spec.rendered(render.block, _keeping_spaces(render.line))
        return _exercise(
            spec,
            id=block.id,
            version=original.version,
            type=block.exercise.name,
            heading=render.line(block.heading),
            explanation=render.block(block.explanation.text) if block.explanation else "",
            hints=tuple(render.block(hint.text) for hint in block.hints),
            tags=block.tags,
            points=original.points,
            is_stale=is_stale(block, self._source),
            notice=render.block(block.notice.text) if block.notice else "",
            alternative=original.alternative,
            confidence=labels_of(
                block.confidence,
                self._source.front.confidence,
                block.exercise,
                block.spec,
                language=self._module.front.language,
            ),
        )

    def sources(self) -> tuple[CompiledSource, ...]:
        texts = (self._module.sources[label].text for label in self._labels)
        return tuple(
            CompiledSource(n, self._renderer.line(text)) for n, text in enumerate(texts, 1)
        )

    def media(self) -> Iterator[Media]:
        for _, url, _ in links_of(self._module):
            target = target_of(url, self._module, self._library)
            if isinstance(target, Media):
                yield target

    def lead(self) -> str:
        """The first paragraph of the module's first text, without marks."""
        texts = (part.text for part in self._module.parts if isinstance(part, TextBlock))
        paragraphs = (one for text in texts for one in text.strip().split("\n\n"))
        return " ".join(plain.of_markdown(next(paragraphs, "")).split())


def _counting_alike(spec: Spec, original: Spec) -> Spec:
    """*spec* with what its translator may leave unsaid: how it counts, and that it has an order."""
    settings = {key: original.settings[key] for key in INHERITED if key in original.settings}
    shuffle = spec.shuffle and original.shuffle
    return replace(spec, settings={**spec.settings, **settings}, shuffle=shuffle)


def _keeping_spaces(render: Callable[[str], str]) -> Callable[[str], str]:
    """*render*, with a space where a piece in the middle of a line begins or ends with one."""

    def rendered(text: str) -> str:
        before, after = text[:1].isspace(), text[-1:].isspace()
        return " " * before + render(text) + " " * after

    return rendered


def _exercise(spec: Spec, *, type: str, **rest: Any) -> CompiledExercise:
    """The exercise that *spec*, already rendered, describes."""
    exercise = EXERCISE_TYPES[type].parse(spec, where=_COMPILED)
    feedback = {str(n): one.feedback for n, one in enumerate(spec.items, 1) if one.feedback}
    return CompiledExercise(
        type=type, stem=spec.stem, spec=spec, exercise=exercise, feedback=feedback, **rest
    )


def _plain(part: CompiledText | CompiledExercise) -> str:
    """Without the options: out of their list a wrong one reads like advice."""
    if isinstance(part, CompiledText):
        return plain.with_slots(part.html)
    return plain.with_slots(f"<p>{part.heading}</p> {part.stem}")


def dump(module: CompiledModule) -> bytes:
    """*module* as JSON; the same module gives the same bytes."""
    record = vars(module) | {"format": FORMAT}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=_dumped).encode()


def _dumped(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case CompiledExercise():
            derived = ("exercise", "feedback", "stem")
            return {name: one for name, one in vars(value).items() if name not in derived}
        case _:
            return vars(value)


def load(data: bytes) -> CompiledModule:
    """The module that `dump` wrote. Raises: FormatError when it wrote something else."""
    try:
        record = json.loads(data)
        if record.pop("format") != FORMAT:
            raise FormatError("compiled-format-unknown")
        return CompiledModule(**_loaded(record))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatError("compiled-unreadable") from error


def _loaded(record: dict[str, Any]) -> dict[str, Any]:
    tuples = ("authors", "reviewers", "roles", "aid_groups", "law_refs")
    return record | {
        "change": Change(record["change"]),
        "retake": Retake(record["retake"]),
        "status": Publication(record["status"]),
        "kind": Purpose(record.get("kind", Purpose.MODULE)),
        "reviewed": _day(record["reviewed"]),
        "review_by": _day(record["review_by"]),
        "parts": tuple(map(_loaded_part, record["parts"])),
        "sources": tuple(CompiledSource(**one) for one in record["sources"]),
        "slots": frozenset(record["slots"]),
        "media": frozenset(record["media"]),
        **{name: tuple(record[name]) for name in tuples},
    }


def _loaded_spec(record: dict[str, Any]) -> Spec:
    return Spec(
        **record
        | {
            "body": Body(record.get("body", Body.PROSE)),
            "items": tuple(Item(**one) for one in record["items"]),
            "passage": tuple(
                tuple(Run(**run) for run in paragraph) for paragraph in record.get("passage", ())
            ),
            "phrases": tuple(
                Phrase(**one | {"meaning": Meaning(one["meaning"])})
                for one in record.get("phrases", ())
            ),
            "parts": tuple(
                SubPart(**one | {"spec": _loaded_spec(one["spec"])})
                for one in record.get("parts", ())
            ),
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _loaded_part(part: dict[str, Any]) -> CompiledText | CompiledExercise:
    if "spec" not in part:
        return CompiledText(**part)
    spec = _loaded_spec(part.pop("spec"))
    tuples = ("hints", "tags", "confidence")
    part |= {name: tuple(part.get(name, ())) for name in tuples}
    return _exercise(spec, **part)
