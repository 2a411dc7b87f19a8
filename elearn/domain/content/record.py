"""A mapping of YAML, asked for its values one by one; what does not fit is noted, not raised.

The same reader serves front matter, `course.yaml` and the registers, so a mistake reads the
same wherever it is made.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from elearn.domain.content.source import Mistakes
from elearn.domain.content.yaml_text import Node

Choice = TypeVar("Choice", bound=StrEnum)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_YES_NO = {"yes": True, "ja": True, "true": True, "no": False, "nej": False, "false": False}


class Record:
    """The entries of *node*; unknown keys are noted at once, the rest when asked for."""

    def __init__(self, node: Node, known: Collection[str], mistakes: Mistakes) -> None:
        self.line = node.line
        self._mistakes = mistakes
        self._entries: Mapping[str, Node] = {}
        if isinstance(node.value, Mapping):
            self._entries = node.value
        else:
            mistakes.add("yaml-not-a-mapping", node.line)
        for key, entry in self._entries.items():
            if key not in known:
                mistakes.add("key-unknown", entry.line, key=key, near=nearest(key, known))

    @property
    def line_by_key(self) -> dict[str, int]:
        return {key: entry.line for key, entry in self._entries.items()}

    def require(self, *keys: str) -> None:
        """Note which of *keys* are absent or empty."""
        for key in keys:
            entry = self._entries.get(key)
            if entry is None or not entry.value:
                self._mistakes.add("key-missing", entry.line if entry else self.line, key=key)

    def text(self, key: str) -> str:
        """One line of text; empty when absent."""
        entry = self._entries.get(key)
        if entry is None:
            return ""
        if isinstance(entry.value, str):
            return " ".join(entry.value.split())
        self._note("value-not-text", key, entry)
        return ""

    def identifier(self, key: str) -> str:
        """A text of `a`-`z`, digits and hyphens."""
        return self._matching(key, ID, "value-not-an-id")

    def language(self, key: str) -> str:
        """A language code such as `sv`."""
        return self._matching(key, LANGUAGE, "value-not-a-language")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        entry = self._entries.get(key)
        if entry is None or entry.value in ("", ()):
            return ()
        items = (entry,) if isinstance(entry.value, str) else entry.value
        values = [item.value for item in items if isinstance(item, Node)]
        texts = tuple(value for value in values if isinstance(value, str))
        if isinstance(items, Mapping) or len(texts) < len(values):
            self._note("value-not-a-list", key, entry)
            return ()
        return texts

    def identifiers(self, key: str) -> tuple[str, ...]:
        texts = self.texts(key)
        for text in texts:
            if not ID.fullmatch(text):
                self._note("value-not-an-id", key, self._entries[key], value=text)
        return texts

    def by_language(self, key: str) -> Mapping[str, str]:
        """Texts by language code; empty when absent."""
        entry = self._entries.get(key)
        if entry is None or not entry.value:
            return {}
        pairs = entry.value.items() if isinstance(entry.value, Mapping) else ()
        texts = {name: node.value for name, node in pairs if isinstance(node.value, str)}
        if not texts or len(texts) < len(pairs) or not all(map(LANGUAGE.fullmatch, texts)):
            self._note("value-not-by-language", key, entry)
            return {}
        return texts

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._note("value-not-a-date", key, self._entries[key], value=text)
            return None

    def whole(self, key: str, *, most: int) -> int | None:
        """A whole number from 1 to *most*."""
        text = self.text(key)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most:
            return int(text)
        self._note("value-not-a-number", key, self._entries[key], value=text, most=most)
        return None

    def fraction(self, key: str) -> float | None:
        """A percentage such as `70 %`, as a number from 0 to 1."""
        text = self.text(key)
        percent = _PERCENT.fullmatch(text)
        if percent and int(percent[1]) <= 100:
            return int(percent[1]) / 100
        if text:
            self._note("value-not-a-percentage", key, self._entries[key], value=text)
        return None

    def yes(self, key: str, *, default: bool) -> bool:
        text = self.text(key).lower()
        if text and text not in _YES_NO:
            self._note("value-not-yes-or-no", key, self._entries[key], value=text)
        return _YES_NO.get(text, default)

    def one_of(self, key: str, choices: type[Choice], default: Choice) -> Choice:
        text = self.text(key)
        if not text:
            return default
        if text in list(choices):
            return choices(text)
        allowed = ", ".join(choices)
        self._note("value-not-allowed", key, self._entries[key], value=text, allowed=allowed)
        return default

    def nested(self, key: str) -> Node | None:
        return self._entries.get(key)

    def _matching(self, key: str, pattern: re.Pattern[str], code: str) -> str:
        text = self.text(key)
        if not text or pattern.fullmatch(text):
            return text
        self._note(code, key, self._entries[key], value=text)
        return ""

    def _note(self, code: str, key: str, entry: Node, **values: object) -> None:
        self._mistakes.add(code, entry.line, key=key, **values)


def nearest(word: str, words: Collection[str]) -> str:
    """The one of *words* that *word* was probably meant to be; empty when none is near."""
    return next(iter(get_close_matches(word, words, n=1)), "")
