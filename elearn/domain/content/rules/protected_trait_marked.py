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

_SWEDISH = any_of(
    "be",
    "ber",
    "bön*",
    "tro",
    "troende",
    "tron",
    "relig*",
    "fast*",
    "moské*",
    "kyrk*",
    "synagog*",
    "sjal*",
    "slöj*",
    "skägg*",
    "kors",
    "kippa*",
    "turban*",
    "modersmål*",
    "accent*",
    "brytning",
    "hudfärg*",
    "ursprung*",
    "etni*",
    "röstar",
    "parti",
    "demonstr*",
)
_OTHER = any_of(
    "pray*",
    "faith",
    "relig*",
    "fasts",
    "fasting",
    "mosque*",
    "church*",
    "synagog*",
    "headscar*",
    "veil*",
    "beard*",
    "kippa*",
    "turban*",
    "mother tongue",
    "accent*",
    "skin colour",
    "origin*",
    "ethnic*",
    "votes",
    "party",
    "demonstrat*",
)
"""English, for every language but Swedish; a match asks the author to look again, no more."""

_SENTENCE = re.compile(r"[^.!?]+")
_DECIDES = any_of("avgör*", "decid*", "decisive")
_NOT = any_of("inte", "inget", "ingen", "aldrig", "not", "no", "never")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        traits = _SWEDISH if module.front.language == "sv" else _OTHER
        for block in module.exercises:
            for text, line in _signals(block):
                if trait := traits.search(plain.of_markdown(text)):
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
