"""The entries of a list → what an exercise type reads: cut at its arrow, out of its link."""

import re
from dataclasses import replace

from elearn.domain.content.exercise_text import Entry
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Item

_ARROW = re.compile(r"(?:^|(?<=\s))(?:→|->|=>)(?=\s|$)")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\([ ]*#([^\s()\"]+)(?:[ ]+\"([^\"]*)\")?[ ]*\)")


def task_of(entry: Entry) -> Item:
    """An entry with a box, or a step of an order."""
    feedback = "\n".join(entry.feedback).strip()
    return Item(entry.text, entry.checked, feedback, entry.line, raw=entry.text)


def pair_of(entry: Entry, mistakes: Mistakes) -> Item:
    """An entry without a box, in two where it has an arrow."""
    item = task_of(entry)
    sides = _ARROW.split(item.text)
    if len(sides) > 2:
        mistakes.add("arrow-twice", entry.line)
    return replace(item, text=sides[0].strip(), partner=" ".join(sides[1:]).strip())


def way_of(entry: Entry, mistakes: Mistakes) -> Item:
    """An entry that leads to another part of the exercise."""
    item = task_of(entry)
    link = _LINK.fullmatch(item.text)
    if link is None:
        mistakes.add("way-without-link", entry.line)
        return item
    return replace(item, text=link[1].strip(), target=link[2], title=(link[3] or "").strip())
