"""A text in which what is worth asking about is marked, and the rest is left alone.

The formula is that of `recognition/passage.py`: the share of signals found less the share of
harmless phrases marked, so that marking everything earns nothing.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Meaning,
    Outcome,
    Phrase,
    Remark,
    Run,
    Spec,
    Verdict,
    Where,
    texts_of,
)
from elearn.domain.exercises.interaction import Marking, Option
from elearn.domain.recognition.passage import FEWEST_LURES, Passage, judge

_KEYS = frozenset({Meaning.SIGNAL, Meaning.MISSING})
_MARKUP = frozenset("<>&")
"""What the name of something missing cannot hold: unlike a text, a label is never rendered."""


@dataclass(frozen=True)
class Markable:
    """A phrase with the text that stands for it."""

    id: str
    text: str
    meaning: Meaning
    why: str


@dataclass(frozen=True)
class MarkSignals(Exercise):
    """A quote with phrases such as `[phrase][k1]`, and below it `[k1]: #tecken "why"`."""

    name: ClassVar[str] = "mark-signals"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Markera", "en": "Mark"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PASSAGE})
    settings: ClassVar[frozenset[str]] = frozenset({"clean", "concept"})

    paragraphs: tuple[tuple[str | Option, ...], ...]
    markables: tuple[Markable, ...]

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        _refuse_unless_linked(spec, where)
        _refuse_unless_tellable(spec, where)
        shown = {run.label: run.text for run in _marked(spec)}
        markables = {
            phrase.label: Markable(
                str(number), shown.get(phrase.label, phrase.label), phrase.meaning, phrase.why
            )
            for number, phrase in enumerate(spec.phrases, start=1)
        }
        paragraphs = tuple(
            tuple(_option(markables[run.label]) if run.label else run.text for run in paragraph)
            for paragraph in spec.passage
        )
        return cls(paragraphs, tuple(markables.values()))

    def interaction(self) -> Marking:
        missing = (one for one in self.markables if one.meaning is Meaning.MISSING)
        return Marking(self.paragraphs, tuple(map(_option, missing)))

    def key(self) -> Key:
        """Empty for a clean text, which is answered rightly by marking nothing."""
        return frozenset(one.id for one in self.markables if one.meaning in _KEYS)

    def essence(self) -> Hashable:
        """Also which lures protect, for they are counted by kind."""
        return tuple(one.meaning for one in self.markables)

    def is_scored(self) -> bool:
        return True

    def grade(self, answer: Answer) -> Outcome:
        """Signals found less lures marked, never below 0; what is missing counts as signals do.

        The marks keep both apart: `hit` and `miss` are of signals alone, `false-alarm` and
        `correct-rejection` of lures, `protective-alarm` of those lures that protect.
        """
        marked = texts_of(answer)
        outcome = judge(Passage(self.key(), self._lures()), marked)
        return Outcome(outcome.score, self._marks(marked))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """On every phrase, for what was rightly left alone is worth a word, too."""
        marked = texts_of(answer)
        judge(Passage(self.key(), self._lures()), marked)
        return tuple(
            Remark(_verdict(one, is_marked=one.id in marked), one.text, one.why, _code(one))
            for one in self.markables
        )

    def _lures(self) -> frozenset[str]:
        return frozenset(one.id for one in self.markables) - self.key()

    def _marks(self, marked: frozenset[str]) -> Mapping[str, int]:
        counts = Counter((one.meaning, one.id in marked) for one in self.markables)
        neutral, protective = Meaning.NEUTRAL, Meaning.PROTECTIVE
        return {
            "hit": counts[Meaning.SIGNAL, True],
            "miss": counts[Meaning.SIGNAL, False],
            "false-alarm": counts[neutral, True] + counts[protective, True],
            "correct-rejection": counts[neutral, False] + counts[protective, False],
            "protective-alarm": counts[protective, True],
            "missing-hit": counts[Meaning.MISSING, True],
            "missing-miss": counts[Meaning.MISSING, False],
        }


def _option(one: Markable) -> Option:
    return Option(one.id, one.text)


def _verdict(one: Markable, *, is_marked: bool) -> Verdict:
    if one.meaning in _KEYS:
        return Verdict.RIGHT if is_marked else Verdict.MISSED
    return Verdict.WRONG if is_marked else Verdict.NEUTRAL


def _code(one: Markable) -> str:
    return f"phrase-{one.meaning}"


def _marked(spec: Spec) -> Iterator[Run]:
    return (run for paragraph in spec.passage for run in paragraph if run.label)


def _refuse_unless_linked(spec: Spec, where: Where) -> None:
    """Raise: ContentError unless each phrase stands where its meaning says, and once."""
    times = Counter(run.label for run in _marked(spec))
    undefined = sorted(times.keys() - {phrase.label for phrase in spec.phrases})
    if undefined:
        where.refuse("mark-undefined", label=undefined[0])
    for phrase in spec.phrases:
        code = _misplaced(phrase, times[phrase.label])
        if code:
            where.refuse(code, line=phrase.line, label=phrase.label)


def _misplaced(phrase: Phrase, times: int) -> str:
    """What is wrong with a phrase that stands in the passage so many times; empty if nothing."""
    if phrase.meaning is Meaning.MISSING:
        unfit = "mark-missing-malformed" if _MARKUP & set(phrase.label) else ""
        return "mark-is-missing" if times else unfit
    if not times:
        return "mark-unused"
    return "mark-twice" if times > 1 else ""


def _refuse_unless_tellable(spec: Spec, where: Where) -> None:
    """Raise: ContentError without enough to leave alone, or with signals where none are said."""
    meanings = Counter(phrase.meaning for phrase in spec.phrases)
    lures = meanings[Meaning.NEUTRAL] + meanings[Meaning.PROTECTIVE]
    if lures < FEWEST_LURES:
        where.refuse("mark-too-few-lures", count=lures, fewest=FEWEST_LURES)
    said = spec.settings.get("clean", "no")
    if said not in ("yes", "no"):
        where.refuse("setting-value", key="clean", value=said, allowed="yes, no")
    if meanings[Meaning.SIGNAL] and said == "yes":
        where.refuse("mark-clean-with-signal")
    if not meanings[Meaning.SIGNAL] and said == "no":
        where.refuse("mark-without-signal")


EXERCISE_TYPE = MarkSignals
