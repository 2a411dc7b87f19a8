"""What every form of ours has in common."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_wtf import FlaskForm
from flask_wtf.i18n import translations
from wtforms import Field
from wtforms.validators import ValidationError

from elearn.domain.errors import FormatError, Refusal
from elearn.wording.fields import SENTENCES
from elearn.wording.refusals import sentence


class OurWords:
    """What WTForms asks for the sentences of its fields."""

    def gettext(self, string: str) -> str:
        ours = SENTENCES.get(string)
        return gettext(ours) if ours else str(translations.gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        ours = SENTENCES.get(singular)
        return gettext(ours) if ours else str(translations.ngettext(singular, plural, n))


class Form(FlaskForm):  # type: ignore[misc]
    """WTForms in our own words, in the reader's language, without spaces around text."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", ())
            if unbound_field.field_class.__name__ in {"StringField", "SearchField", "EmailField"}:
                filters = (*filters, stripped)
            bound: Field = unbound_field.bind(form=form, filters=filters, **options)
            return bound

        def get_translations(self, form: Any) -> OurWords:
            return OurWords()


def stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def by_rule(check: Callable[[Any], None]) -> Callable[[FlaskForm, Field], None]:
    """A validator that says what *check* objects to, where nothing else is wrong yet."""

    def validate(_form: FlaskForm, field: Field) -> None:
        if field.errors:
            return
        try:
            check(field.data)
        except Refusal as refusal:
            raise ValidationError(refused(refusal)) from refusal

    return validate


def add_refusal(field: Field, refusal: Refusal | FormatError) -> None:
    """Says beside *field* what a rule objected to."""
    field.errors = [*field.errors, refused(refusal)]


def refused(error: Refusal | FormatError) -> str:
    """What *error* says in the chosen language, its days written out."""
    return sentence(error, gettext, written_out)


def written_out(day: date) -> str:
    words: str = format_date(day, "long")
    return words
