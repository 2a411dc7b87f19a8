"""What can be counted of a module: how long it takes, how hard it reads, what it asks and shows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from elearn.domain.content import plain
from elearn.domain.content.course import Block, ExerciseBlock, Library, ModuleText, Role, TextBlock
from elearn.domain.content.role_text import stretches_of
from elearn.domain.exercises.exercise import Box, Spec
from elearn.domain.recognition.case import Truth

CASE_TAGS = frozenset({"fall", "case"})
NO_CONCERN_TAGS = frozenset({"ingen-oro", "no-concern", "annat-stod", "other-support"})
WORDS_A_MINUTE = 200
MINUTES_AN_EXERCISE = 0.5
"""To think and to choose; its words are counted with the others."""
_ON_THE_WAY = frozenset(
    {Role.HEADING, Role.TEXT, Role.STEM, Role.OPTION, Role.NOTICE, Role.EXPLANATION}
)
"""What everybody reads. Of the feedback one reads that on one's own choice, of hints few."""


@dataclass(frozen=True)
class Measures:
    """Of one module in one language and variant."""

    course: str
    module: str
    language: str
    variant: str
    title: str
    stated_minutes: int | None
    """What its author says."""
    minutes: float
    """What its words and exercises come to."""
    lix: int | None
    exercises: Mapping[str, int]
    """By type."""
    cases: int
    harmless: int
    """Of the cases, those that end in no concern or in another kind of support."""
    milieus: tuple[str, ...]
    sources: int


def measured(library: Library) -> Iterator[Measures]:
    """Every module but the banks, which nobody walks through, in the order of the files."""
    for _, module in sorted(library.modules.items(), key=lambda item: item[1].file):
        if not library.is_bank(module):
            yield _of(module, library.source_of(module) or module)


def cases_in(block: ExerciseBlock) -> tuple[bool, ...]:
    """Of each case that it shows, whether it ends in no concern or in another kind of support."""
    truths = [part.spec.settings.get("truth") for part in block.spec.parts]
    if any(truths):
        return tuple(truth == Truth.LOOKALIKE for truth in truths if truth)
    is_harmless = bool(NO_CONCERN_TAGS.intersection(block.tags))
    truth = block.spec.settings.get("truth")
    if is_harmless or truth or CASE_TAGS.intersection(block.tags):
        return (is_harmless or truth == Truth.LOOKALIKE,)
    return ()


def lix_of(module: ModuleText) -> tuple[int, int]:
    """The readability index of everything but the sources, and of how many words."""
    texts = (piece.text for piece in module.pieces() if piece.role is not Role.SOURCE)
    text = "\n\n".join(map(plain.of_markdown, texts))
    return plain.lix(text) or 0, len(plain.words(text))


def minutes_of(module: ModuleText) -> float:
    """For whoever has most to read: one way through a story is walked, one role's text is read."""
    read: Counter[str] = Counter()
    for piece in module.pieces():
        if piece.role in _ON_THE_WAY:
            read[piece.block_id] += _count(piece.text)
    words = sum(_words_of(block, read[block.id]) for block in module.parts)
    return words / WORDS_A_MINUTE + len(module.exercises) * MINUTES_AN_EXERCISE


def _words_of(block: Block, all_of_it: int) -> int:
    if isinstance(block, TextBlock):
        return all_of_it - _for_others(block)
    boxes = block.exercise.boxes()
    if not boxes:
        return all_of_it
    return all_of_it - sum(_of_part(part.spec) for part in block.spec.parts) + _longest_way(boxes)


def _for_others(block: TextBlock) -> int:
    """The words for some that whoever has most to read does not read."""
    by_role: Counter[str] = Counter()
    everything = 0
    for stretch, text in stretches_of(block):
        for role in stretch.roles if stretch else ():
            by_role[role] += _count(text)
        everything += _count(text) if stretch else 0
    return everything - max(by_role.values(), default=0)


def _longest_way(boxes: Sequence[Box]) -> int:
    """The words on it; where a story leads back, a box counts once."""
    by_number = {box.number: box for box in boxes}
    known: dict[int, int] = {}

    def onward(number: int) -> int:
        if number not in known:
            known[number] = 0
            ways = [onward(leads_to) for _, leads_to in by_number[number].ways]
            known[number] = _of_box(by_number[number]) + max(ways, default=0)
        return known[number]

    return onward(boxes[0].number)


def _of_part(spec: Spec) -> int:
    options = (text for item in spec.items for text in (item.text, item.partner))
    return sum(map(_count, (spec.stem, spec.explanation, *options)))


def _of_box(box: Box) -> int:
    return sum(map(_count, (box.text, box.explanation, *(text for text, _ in box.ways))))


def _count(text: str) -> int:
    return len(plain.words(plain.of_markdown(text)))


def _of(module: ModuleText, source: ModuleText) -> Measures:
    """What a translation need not repeat is its source's."""
    cases = [is_harmless for block in source.exercises for is_harmless in cases_in(block)]
    return Measures(
        course=module.course,
        module=module.front.id,
        language=module.front.language,
        variant=module.front.variant,
        title=module.front.title,
        stated_minutes=module.front.minutes or source.front.minutes,
        minutes=round(minutes_of(module), 1),
        lix=lix_of(module)[0] or None,
        exercises=dict(Counter(block.exercise.name for block in module.exercises)),
        cases=len(cases),
        harmless=sum(cases),
        milieus=source.front.milieus,
        sources=len(module.sources),
    )
