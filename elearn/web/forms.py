"""What every form of ours has in common."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field

from elearn.domain.errors import FormatError, Refusal
from elearn.wording.refusals import sentence


class Form(FlaskForm):  # type: ignore[misc]
    """WTForms with the messages in the reader's language and spaces around text removed."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", ())
            if unbound_field.field_class.__name__ in {"StringField", "SearchField", "EmailField"}:
                filters = (*filters, stripped)
            bound: Field = unbound_field.bind(form=form, filters=filters, **options)
            return bound


def stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def add_refusal(field: Field, refusal: Refusal | FormatError) -> None:
    """Says beside *field* what a rule objected to."""
    field.errors = [*field.errors, sentence(refusal, gettext)]
