"""No phrase is a signal for what somebody believes, wears, speaks or votes for."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content import plain
from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.phrases import any_of
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.exercise import Meaning
from elearn.domain.recognition.case import Truth

_TRAITS = any_of(
    "be",
    "ber",
    "bön*",
    "pray*",
    "tro",
    "troende",
    "tron",
    "faith",
    "relig*",
    "fast*",
    "moské*",
    "mosque*",
    "kyrk*",
    "church*",
    "synagog*",
    "sjal*",
    "slöj*",
    "headscar*",
    "veil*",
    "skägg*",
    "beard*",
    "kors",
    "kippa*",
    "turban*",
    "modersmål*",
    "mother tongue",
    "accent*",
    "brytning",
    "hudfärg*",
    "skin colour",
    "ursprung*",
    "origin*",
    "etni*",
    "ethnic*",
    "röstar",
    "votes",
    "parti",
    "party",
    "demonstr*",
)
"""Swedish and English; a match asks the author to look again, nothing more."""

_SENTENCE = re.compile(r"[^.!?]+")
_DECIDES = any_of("avgör*", "decid*", "decisive")
_NOT = any_of("inte", "inget", "ingen", "aldrig", "not", "no", "never")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            for text, line in _signals(block):
                if trait := _TRAITS.search(plain.of_markdown(text)):
                    yield at(module.file, line, word=trait[0])


def _signals(block: ExerciseBlock) -> Iterator[tuple[str, int]]:
    """The phrases that are signals, each with the line of its definition, and the sentences that
    say what decides in a case that is one."""
    meaning_by_label = {phrase.label: phrase for phrase in block.spec.phrases}
    for run in (run for paragraph in block.spec.passage for run in paragraph if run.label):
        phrase = meaning_by_label.get(run.label)
        if phrase and phrase.meaning is Meaning.SIGNAL:
            yield run.text, phrase.line
    if block.explanation and block.spec.settings.get("truth") == Truth.SIGNAL:
        for sentence in _SENTENCE.findall(block.explanation.text):
            if _DECIDES.search(sentence) and not _NOT.search(sentence):
                yield sentence, block.explanation.line


RULE = Rule("protected-trait-marked", Level.WARNING, check)
