"""What a meeting page is made of, for the one who leads and for those who listen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from elearn.domain.content.compiled import CompiledModule, CompiledText

TALK, CASE, LEADING, AGREED = "prata", "fallet", "leda", "en-sak"
"""The ids of the sections."""
SECTIONS = (TALK, CASE, LEADING, AGREED)
"""In their order."""
ANSWERS = ("muslimer", "berord", "namner")
"""The ids of what whoever leads can say when it gets hard, under `LEADING`."""
POINTS = 3
"""How many things there are to talk about."""
FEWEST_CHOICES = 2
"""In a vote."""
SHORTEST, LONGEST = 10, 20
"""Minutes."""

_LABEL = re.compile(r"<p><strong>[^<]*:</strong>\s*")
"""How a paragraph begins that is for whoever leads: with a bold label."""
_QUOTE = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
_LIST = re.compile(r"<ol>(.*?)</ol>", re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
"""As `markup` writes them."""


@dataclass(frozen=True)
class Part:
    """A section as it is shown at a meeting."""

    id: str
    heading: str
    """Plain text."""
    html: str
    """Safe, without its heading; local values are still to be filled in."""
    aside: str
    """What only whoever leads reads out, afterwards; empty where there is nothing."""

    @property
    def reasons(self) -> str:
        """The aside without the words that say for whom it is, to be shown once all have chosen."""
        return _LABEL.sub("<p>", self.aside, count=1)


class Case(NamedTuple):
    """What a room votes on; HTML."""

    story: str
    choices: tuple[str, ...]
    """What stands beside the numbers from 1."""


class MeetingPage(NamedTuple):
    """A compiled meeting page, cut into what is shown when."""

    lead: str
    """What to bring and how it goes; HTML."""
    shown: tuple[Part, ...]
    """What everybody sees, one after the other."""
    leading: Part | None
    """What whoever leads reads beforehand."""


class Shows(StrEnum):
    """What a screen shows of its part."""

    PART = "part"
    KEY = "key"
    """Its reasons, once all have chosen."""
    CALLS = "calls"
    """Whom to call here; nothing of the part itself."""


class Screen(NamedTuple):
    """What stands on the wall at one time of a meeting that somebody leads."""

    part: Part
    shows: Shows


def screens(page: MeetingPage) -> tuple[Screen, ...]:
    """Each part of *page*, and after a case its key and whom to call."""
    return tuple(
        Screen(part, shows)
        for part in page.shown
        for shows in (Shows if part.id == CASE else (Shows.PART,))
        if shows is not Shows.KEY or part.aside
    )


def meeting_page(module: CompiledModule) -> MeetingPage:
    """The meeting page that *module*, compiled from one, is."""
    texts = [part for part in module.parts if isinstance(part, CompiledText)]
    parts = list(_parts(texts))
    return MeetingPage(
        "\n".join(text.html for text in texts if not text.level),
        tuple(part for part in parts if part.id != LEADING),
        next((part for part in parts if part.id == LEADING), None),
    )


def case_of(page: MeetingPage) -> Case | None:
    """None where the page has no quoted story with choices in a numbered list."""
    part = next((part for part in page.shown if part.id == CASE), None)
    listed = _LIST.search(part.html) if part else None
    if part is None or listed is None:
        return None
    story = "\n".join(_QUOTE.findall(part.html))
    choices = tuple(item.strip() for item in _ITEM.findall(listed[1]))
    return Case(story, choices) if story and len(choices) >= FEWEST_CHOICES else None


def _parts(texts: list[CompiledText]) -> Iterator[Part]:
    """Each section of level 2 with those below it."""
    starts = [at for at, text in enumerate(texts) if text.level == 2]
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        first, below = texts[start], texts[start + 1 : end]
        own = first.html.partition("</h2>")[2].strip()
        html = "\n".join([own, *(text.html for text in below)])
        label = _LABEL.search(html) if first.id == CASE else None
        cut = label.start() if label else len(html)
        yield Part(first.id, first.heading, html[:cut].strip(), html[cut:])
