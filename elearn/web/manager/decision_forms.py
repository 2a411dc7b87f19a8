"""Forms by which something is decided for one person: every reason is chosen from a list."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from elearn.domain.record.noted import OF_COMPLETIONS
from elearn.web.forms import Form
from elearn.web.manager.forms import DayField, choice
from elearn.wording.decisions import CORRECTIONS, DECLINES, EXEMPTIONS, PROOFS, WAYS

GRANT = "grant"


def choices(texts: Mapping[Any, str]) -> list[Any]:
    """By code, in the reader's language."""
    return [choice(code.value, _(text)) for code, text in texts.items()]


class ExtensionForm(Form):
    answer = RadioField(
        _l("Your answer"),
        choices=[],
        validators=[InputRequired(_l("Choose an answer."))],
    )
    """Yes, or no with its reason: one choice."""
    until = DayField(
        _l("New last day"), description=_l("Only for a yes. At most six months from today.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = [
            choice(GRANT, _("Yes, until the day below")),
            *(
                choice(code.value, _("No: %(reason)s", reason=_(text)))
                for code, text in DECLINES.items()
            ),
        ]

    def validate_until(self, field: DayField) -> None:
        if self.answer.data == GRANT and not field.data and not field.errors:
            raise ValidationError(_("Choose the new last day."))


class ExemptionForm(Form):
    reason = RadioField(
        _l("Reason"), choices=[], validators=[InputRequired(_l("Choose a reason."))]
    )
    until = DayField(
        _l("Last day of the exemption"),
        description=_l("It ends by itself after that day. At most twelve months from today."),
        validators=[InputRequired(_l("Choose the last day."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = choices(EXEMPTIONS)


class SeveralForm(Form):
    person = SelectMultipleField(
        _l("Tick those whom it is about"),
        description=_l("You see what would happen before anything is changed."),
        choices=[],
        validate_choice=False,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    """Drawn by it; the view reads what is sent."""
    everybody = BooleanField(_l("Everybody in the list, also on its other pages"))
    """Asked only of a list that has several."""


class TimeForm(Form):
    until = DayField(
        _l("New last day"),
        description=_l("At most six months from today."),
        validators=[InputRequired(_l("Choose the new last day."))],
    )


class NotedCourseForm(Form):
    way = RadioField(
        _l("How was it completed?"),
        choices=[],
        validators=[InputRequired(_l("Choose how it was completed."))],
    )
    proof = RadioField(
        _l("What have you seen that shows it?"),
        description=_l("It is not kept here. Keep it, or hand it back, as you always do."),
        choices=[],
        validators=[InputRequired(_l("Choose what you have seen."))],
    )
    day = DayField(
        _l("Day it was completed"),
        description=_l(
            "From this day on it counts, for as long as the course does. At most two years ago; "
            "a test, an earlier employer and what was on paper, at most one."
        ),
        validators=[InputRequired(_l("Choose the day."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices(WAYS)
        self.proof.choices = choices(PROOFS)


class NotedForm(NotedCourseForm):
    modules = SelectMultipleField(
        _l("What was completed"),
        choices=[],
        validators=[InputRequired(_l("Tick what was completed."))],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )


class CorrectionForm(Form):
    reason = RadioField(
        _l("Reason"), choices=[], validators=[InputRequired(_l("Choose a reason."))]
    )
    """Set by the view: it depends on the row."""


class CorrectSeveralForm(CorrectionForm):
    entries = SelectMultipleField(
        _l("What was recorded by mistake"),
        description=_l("Everything of the course that counts for any of them today."),
        choices=[],
        validate_choice=False,
        validators=[InputRequired(_l("Tick what was recorded by mistake."))],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    """Drawn by it; whoever has no such row is left out by the act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [choice(code.value, _(CORRECTIONS[code])) for code in OF_COMPLETIONS]
