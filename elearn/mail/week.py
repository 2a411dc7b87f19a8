"""What the weekly letter mentions, apart from its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.content.routes import in_language
from elearn.domain.record.reminders import Step
from elearn.domain.record.week_letters import Advice, WeekLetter

PAGES: Mapping[Advice, str] = {
    Advice.ANSWER: "/units/waiting",
    Advice.TALK: "/units/{unit}",
    Advice.ASK_MANAGER: "/units/{unit}",
    Advice.PRINT_LIST: "/units/{unit}/by-hand",
    Advice.PLAN_MEETING: "/meetings",
}
EXPIRING = frozenset({Step.BEFORE_EXPIRY, Step.ON_EXPIRY})
EXPIRED = frozenset({Step.AFTER_EXPIRY, Step.AFTER_EXPIRY_AGAIN})
OVERDUE = frozenset({Step.AFTER_DUE, Step.AFTER_DUE_AGAIN})


@dataclass(frozen=True, slots=True)
class Item:
    """A course and its last day, as the template says it."""

    title: str
    kind: str
    """due, overdue, expiring or expired."""
    day: date


@dataclass(frozen=True, slots=True)
class Wish:
    """What a manager is asked to do."""

    advice: str
    unit: str
    people: int
    url: str


def week_values(
    letter: WeekLetter,
    titles: Mapping[str, Mapping[str, str]],
    unit_names: Mapping[UUID, str],
    language: str,
    address: str,
) -> dict[str, object]:
    """For the templates of the folder `week`; *address* is the site's, without a slash at its
    end. The name of no colleague comes in: a letter says how many, the page behind it says who."""
    items = [
        Item(in_language(titles[line.asked.course], language), _kind(line.step), line.asked.due_on)
        for line in letter.lines
        if line.asked.course in titles
    ]
    wanted = letter.recommendation
    wish = None
    if wanted is not None:
        url = address + PAGES[wanted.advice].format(unit=wanted.unit)
        name = unit_names.get(wanted.unit, "")
        wish = Wish(wanted.advice.value, name, wanted.people, url)
    return {"items": items, "wish": wish, "url": f"{address}/"}


def _kind(step: Step) -> str:
    if step in EXPIRING:
        return "expiring"
    if step in EXPIRED:
        return "expired"
    return "overdue" if step in OVERDUE else "due"
