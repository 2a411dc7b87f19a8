"""When a duty concerns a person, and when it pauses.

Source: decisions/0003, 0023.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from elearn.domain.people.employment import Employment, is_in_family
from elearn.domain.people.intervals import Days, Interval, contains, intersect, subtract, union
from elearn.domain.people.org import OrgHistory
from elearn.domain.people.permissions import Role
from elearn.domain.record.duty import DueFrom, Duty

GAP_DAYS = 30
HeldRole = tuple[Role, Interval]
"""A role that was granted, not lent to a deputy, and its days."""


class Rule(StrEnum):
    """What decides about a post: it has to fit in each respect."""

    UNIT = "unit"
    OCCUPATION = "occupation"
    KIND = "kind"
    ROLE = "role"
    PERIOD = "period"
    """The days on which the duty runs."""


@dataclass(frozen=True, slots=True)
class Concern:
    periods: Days
    """The days on which some post of the person comes under the duty."""
    paused: Days
    """Those of them on which the person is on leave from every such post."""
    counted_from: tuple[date, ...] = ()
    """Of each spell, the day that the days to do it in are counted from; empty when that is the
    first of it."""
    asked_by: tuple[Duty, ...] = ()
    """Of each spell, the duty as it was when that began; empty when it has not been changed."""

    @property
    def spells(self) -> Days:
        """The periods with gaps of up to 30 days bridged: only a new spell starts the clock."""
        joined: list[Interval] = []
        for period in self.periods:
            if joined and (period.from_on - joined[-1].end).days <= GAP_DAYS:
                joined[-1] = Interval(joined[-1].from_on, period.to_on)
            else:
                joined.append(period)
        return tuple(joined)


def concern_of(
    duty: Duty,
    employments: Iterable[Employment],
    history: OrgHistory,
    roles: Iterable[HeldRole] = (),
) -> Concern:
    """When *duty* concerns the one person whose posts *employments* are, and who held *roles*."""
    posts = list(employments)
    held = union(days for role, days in roles if role in duty.roles)
    asking = [(_asked(duty, post, history, held), union(post.leaves)) for post in posts]
    periods = union(chain.from_iterable(days for days, _ in asking))
    present = union(chain.from_iterable(subtract(days, leaves) for days, leaves in asking))
    concern = Concern(periods, subtract(periods, present))
    if duty.due_from in {DueFrom.CONCERN, DueFrom.DATE}:
        return concern
    starts = (spell.from_on for spell in concern.spells)
    return replace(
        concern, counted_from=tuple(_counted_from(duty, start, posts, held) for start in starts)
    )


def unmet(
    duty: Duty,
    post: Employment,
    history: OrgHistory,
    roles: Iterable[HeldRole],
    day: date,
) -> tuple[Rule, ...]:
    """The rules by which *post*, held on *day*, does not come under *duty*; empty when it does."""
    held = any(role in duty.roles and days.contains(day) for role, days in roles)
    fits = {
        Rule.UNIT: contains(history.periods_under(post.unit, duty.units), day),
        Rule.OCCUPATION: is_in_family(post.aid_code, duty.aid_families),
        Rule.KIND: not duty.employment_kinds or post.kind in duty.employment_kinds,
        Rule.ROLE: not duty.roles or held,
        Rule.PERIOD: duty.period.contains(day),
    }
    return tuple(rule for rule, is_met in fits.items() if not is_met)


def _asked(duty: Duty, post: Employment, history: OrgHistory, held: Days) -> Days:
    if not duty.asks(post):
        return ()
    employed = intersect((post.period,), (duty.period,))
    if duty.roles:
        employed = intersect(employed, held)
    return intersect(employed, history.periods_under(post.unit, duty.units))


def _counted_from(duty: Duty, start: date, posts: Iterable[Employment], held: Days) -> date:
    """For a spell that begins on *start*; *start* itself where the duty knows no other day."""
    match duty.due_from:
        case DueFrom.EMPLOYMENT:
            return min((_since(start, days) for days in _employments(duty, posts)), default=start)
        case DueFrom.ROLE:
            return _since(start, held)
        case DueFrom.PUBLICATION if duty.published_on:
            began = max(duty.from_on, duty.set_on or duty.from_on)
            return duty.published_on if start <= began else max(start, duty.published_on)
        case _:
            return start


def _employments(duty: Duty, posts: Iterable[Employment]) -> Iterable[Days]:
    """The days of each employment, whose rows have one number, if the duty is for it at all."""
    posts = list(posts)
    numbers = {post.number for post in posts if duty.asks(post)}
    return [union(post.period for post in posts if post.number == number) for number in numbers]


def _since(day: date, days: Days) -> date:
    """The first day of the stretch of *days* that holds *day*; *day* when none does."""
    return next((each.from_on for each in days if each.contains(day)), day)
