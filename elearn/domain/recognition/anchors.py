"""The three cases that come back unchanged each half year, whatever else is due.

When signals grow rarer people begin to see them in less and less; the same clear cases again and
again hold the scale. Source: Levari 2018 and 2022.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from elearn.domain.recognition.case import Anchor, Case

REAPPEARS_AFTER = timedelta(days=182)


def anchors_due(
    bank: Iterable[Case], shown_on: Mapping[Anchor, date], *, today: date
) -> tuple[Case, ...]:
    """The first case of *bank* for each anchor not shown for half a year, or never."""
    first: dict[Anchor, Case] = {}
    for case in bank:
        if case.anchor is not None and case.form is None:
            first.setdefault(case.anchor, case)
    return tuple(
        first[anchor]
        for anchor in Anchor
        if anchor in first
        and (anchor not in shown_on or today - shown_on[anchor] >= REAPPEARS_AFTER)
    )
