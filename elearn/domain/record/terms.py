"""A duty that was changed from a day on: what it asked before, and what it asks since.

On each day the terms of that day decide who is concerned, which modules count and how long they
last. The last day is decided by the terms under which somebody came under the duty, and stays.

Source: decisions/0023.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import Interval, intersect, union
from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import Evidence, StatusPeriod, status_periods
from elearn.domain.record.concern import Concern, HeldRole, concern_of
from elearn.domain.record.duty import Duty, Extension


def periods_under(
    duty: Duty,
    posts: Sequence[Employment],
    history: OrgHistory,
    evidence: Sequence[Evidence],
    exemptions: Sequence[Interval] = (),
    extensions: Sequence[Extension] = (),
    roles: Sequence[HeldRole] = (),
) -> tuple[StatusPeriod, ...]:
    """As `status_periods`, for a duty whose terms may have changed."""
    if not duty.earlier:
        concern = concern_of(duty, posts, history, roles)
        return status_periods(duty, concern, evidence, exemptions, extensions)
    every = (*duty.earlier, duty)
    concern = _whole(every, posts, history, roles)
    found = (
        period
        for terms in every
        for whole in status_periods(terms, concern, evidence, exemptions, extensions)
        for period in _within(whole, terms.period)
    )
    return tuple(_seamless(found))


def _whole(
    every: Sequence[Duty],
    posts: Sequence[Employment],
    history: OrgHistory,
    roles: Sequence[HeldRole],
) -> Concern:
    """Under all the terms, one after the other; each spell goes by those under which it began."""
    parts = [concern_of(terms, posts, history, roles) for terms in every]
    periods = union(chain.from_iterable(part.periods for part in parts))
    paused = union(chain.from_iterable(part.paused for part in parts))
    starts = [spell.from_on for spell in Concern(periods, paused).spells]
    begun = [
        (terms, _counted_from(part, start))
        for start in starts
        for terms, part in zip(every, parts, strict=True)
        if terms.period.contains(start)
    ]
    return Concern(
        periods,
        paused,
        counted_from=tuple(day for _terms, day in begun),
        asked_by=tuple(terms for terms, _day in begun),
    )


def _counted_from(concern: Concern, start: date) -> date:
    """What the days of the spell that begins on *start* are counted from."""
    spells = (spell.from_on for spell in concern.spells)
    return dict(zip(spells, concern.counted_from, strict=False)).get(start, start)


def _within(period: StatusPeriod, days: Interval) -> Iterator[StatusPeriod]:
    for each in intersect((Interval(period.from_on, period.to_on),), (days,)):
        yield period.cut(each.from_on, each.to_on)


def _seamless(periods: Iterable[StatusPeriod]) -> Iterator[StatusPeriod]:
    """What says the same before and after a change is one period."""
    last: StatusPeriod | None = None
    for period in periods:
        if last and last.end == period.from_on and last.cut(period.from_on, period.to_on) == period:
            last = last.cut(last.from_on, period.to_on)
            continue
        if last:
            yield last
        last = period
    if last:
        yield last
