"""How a panel judged, item by item, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from elearn.domain.content import plain
from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.panel_text import BallotItem, ballot_items
from elearn.domain.exercises.interaction import Choice
from elearn.domain.recognition.panel_votes import Tally, is_contested, is_settled
from elearn.store.queries.panel import tallies_of
from elearn.web.course_text import filler
from elearn.web.db import session
from elearn.web.tenant import municipality_id
from elearn.wording.exercises import LEVELS
from elearn.wording.panel import REASONS

LONGEST_HEADING = 120
Fill = Callable[[str], str]
"""Local values into HTML."""


@dataclass(frozen=True)
class ItemLine:
    """How one item was judged; everything but the first two is empty while too few have."""

    heading: str
    has_key: bool
    """Whether the writers say what is right."""
    votes: int = 0
    split: tuple[tuple[str, int], ...] = ()
    """What could be chosen, in words, and how many chose it."""
    words_are_ours: bool = True
    """Whether they are not the text's own."""
    agreeing: int | None = None
    """How many judged as the writers do; None where the writers say nothing."""
    is_settled: bool = False
    is_contested: bool = False
    reasons: tuple[tuple[str, int], ...] = ()


def item_lines(module: CompiledModule, form: str) -> list[ItemLine]:
    """One an item that the panel was asked about, in the order of the text."""
    items = ballot_items(module, form)
    versions = {one.exercise.version for one in items}
    found = tallies_of(session(), municipality_id(), versions)
    tallies = [(one, found.get(one.exercise.version, {}).get(one.item.part)) for one in items]
    fill = filler(module.language)
    return [
        _item(one, tally, fill) if tally else ItemLine(_heading(one, fill), bool(one.item.key))
        for one, tally in tallies
    ]


def _item(one: BallotItem, tally: Tally, fill: Fill) -> ItemLine:
    key = one.item.key
    return ItemLine(
        heading=_heading(one, fill),
        has_key=bool(key),
        votes=tally.asked,
        split=tuple(_split(one, tally, fill)),
        words_are_ours=not isinstance(one.item.asked, Choice),
        agreeing=tally.agreeing(key) if key else None,
        is_settled=is_settled(tally, key),
        is_contested=is_contested(tally, key),
        reasons=tuple((_(REASONS[reason]), count) for reason, count in tally.leading_reasons),
    )


def _heading(one: BallotItem, fill: Fill) -> str:
    """The question, with a number where several have the same; at a step of a story with how the
    step begins."""
    heading = plain.of_html(fill(one.exercise.heading))
    if one.situation:
        heading += ", " + _("situation %(number)s", number=one.situation)
    if not one.item.part or not isinstance(one.item.asked, Choice):
        return heading
    begins = plain.of_html(fill(" ".join(one.item.asked.before)))
    text = f"{heading} – {begins}" if begins else heading
    return text if len(text) <= LONGEST_HEADING else text[: LONGEST_HEADING - 1] + "…"


def _split(one: BallotItem, tally: Tally, fill: Fill) -> Iterator[tuple[str, int]]:
    match one.item.asked:
        case Choice(options=options):
            for option in options:
                yield plain.of_html(fill(option.text)), tally.votes.get(option.id, 0)
        case asked:
            for level, words in LEVELS[asked.scale].items():
                yield _(words), tally.votes.get(level, 0)
