"""When a duty concerns a person, and when it pauses.

Source: decisions/0003.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import Days, Interval, intersect, subtract, union
from elearn.domain.people.org import OrgHistory
from elearn.domain.record.duty import Duty

GAP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Concern:
    periods: Days
    """The days on which some post of the person comes under the duty."""
    paused: Days
    """Those of them on which the person is on leave from every such post."""

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


def concern_of(duty: Duty, employments: Iterable[Employment], history: OrgHistory) -> Concern:
    """When *duty* concerns the one person whose posts *employments* are."""
    asking = [(_asked(duty, post, history), union(post.leaves)) for post in employments]
    periods = union(chain.from_iterable(days for days, _ in asking))
    present = union(chain.from_iterable(subtract(days, leaves) for days, leaves in asking))
    return Concern(periods, subtract(periods, present))


def _asked(duty: Duty, post: Employment, history: OrgHistory) -> Days:
    if not duty.asks(post):
        return ()
    employed = intersect((post.period,), (duty.period,))
    return intersect(employed, history.periods_under(post.unit, duty.units))
