"""The eight statuses, in the words of the page and of its files."""

from collections.abc import Mapping

from elearn.domain.record.completion import Status
from elearn.wording.mark import N_

STATUSES: Mapping[Status, str] = {
    Status.NEVER_NOT_DUE: N_("Not started"),
    Status.NEVER_OVERDUE: N_("Overdue"),
    Status.UNDER_WAY: N_("Under way"),
    Status.VALID: N_("Current"),
    Status.EXPIRING: N_("Expires soon"),
    Status.EXPIRED: N_("Expired"),
    Status.EXEMPT: N_("Exempt"),
    Status.PAUSED: N_("Paused"),
}
BEGUN_LATE = N_("Under way, overdue")
"""That part of those under way whose last day has passed."""
NOT_ASKED = N_("Need not take it")
PARTS: Mapping[Status, str] = {
    Status.VALID: N_("Current"),
    Status.EXPIRING: N_("Current, expires soon"),
    Status.EXPIRED: N_("Expired"),
    Status.UNDER_WAY: N_("Under way"),
    Status.NEVER_OVERDUE: N_("Not started, overdue"),
    Status.NEVER_NOT_DUE: N_("Not started, not yet due"),
    Status.EXEMPT: N_("Exempt"),
    Status.PAUSED: N_("Paused (on leave)"),
}
"""Of a denominator that is opened, in the order it is read."""
