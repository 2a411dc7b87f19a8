"""When letters speak of a duty: the part of its form that says so."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from elearn.domain.record.reminders import (
    LATEST_AGAIN_DAYS,
    LATEST_FIRST_DAYS,
    LONGEST_NOTICE_DAYS,
    USUAL,
    Ladder,
)
from elearn.web.admin.fields import WholeNumberField
from elearn.web.forms import Form

FIELD_OF_REFUSAL = {
    "reminder-before-due-outside": "remind_before_due",
    "reminder-before-expiry-outside": "remind_before_expiry",
    "reminder-after-outside": "remind_after",
    "reminder-again-outside": "remind_after_again",
}
FIELDS = tuple(FIELD_OF_REFUSAL.values())


class ReminderFields(Form):
    """What is left empty is as usual."""

    remind_before_due = WholeNumberField(
        _l("First letter: days before the last day"),
        lowest=0,
        highest=LONGEST_NOTICE_DAYS,
        description=_l("Usually %(days)s. 0 for no letter before the last week.", days=14),
        validators=[Optional()],
    )
    remind_before_expiry = WholeNumberField(
        _l("First letter about renewal: days before it expires"),
        lowest=0,
        highest=LONGEST_NOTICE_DAYS,
        description=_l("Usually %(days)s. 0 for no letter before the last week.", days=30),
        validators=[Optional()],
    )
    remind_after = WholeNumberField(
        _l("Letter to those who are late: days after the last day"),
        lowest=1,
        highest=LATEST_FIRST_DAYS,
        description=_l("Usually %(days)s.", days=1),
        validators=[Optional()],
    )
    remind_after_again = WholeNumberField(
        _l("Once more: days after the last day"),
        lowest=0,
        highest=LATEST_AGAIN_DAYS,
        description=_l("Usually %(days)s. 0 for not again.", days=15),
        validators=[Optional()],
    )


def fill_with_ladder(form: ReminderFields, ladder: Ladder) -> None:
    for name, days in zip(FIELDS, _days(ladder), strict=True):
        form[name].data = days


def ladder_of(form: ReminderFields) -> Ladder:
    """Raises: Refusal as `Ladder`."""
    usual = dict(zip(FIELDS, _days(USUAL), strict=True))
    return Ladder(*(usual[name] if form[name].data is None else form[name].data for name in FIELDS))


def _days(ladder: Ladder) -> tuple[int, int, int, int]:
    return ladder.before_due, ladder.before_expiry, ladder.after, ladder.after_again
