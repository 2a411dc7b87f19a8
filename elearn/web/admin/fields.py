"""Fields that the forms of the administration share."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import DateField, IntegerField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from elearn.domain.people.org import OrgTree

INDENT = "\u2003"
"""A wide space for each level of the tree."""


class DayField(DateField):
    """A day, with a sentence of ours when it is none."""

    def process_formdata(self, valuelist: Any) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = date.fromisoformat(valuelist[0].strip())
        except ValueError:
            raise ValueError(
                _("Write the day as year, month, day, for example 2026-03-31.")
            ) from None


class WholeNumberField(IntegerField):
    """A number from *lowest* to *highest*; empty is None."""

    def __init__(self, *args: Any, lowest: int, highest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lowest, self.highest = lowest, highest

    def process_formdata(self, valuelist: Any) -> None:
        self.data = None
        text = "".join(valuelist[0].split()) if valuelist else ""
        if not text:
            return
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        if number is None or not self.lowest <= number <= self.highest:
            raise ValueError(
                _(
                    "Write a whole number from %(lowest)s to %(highest)s.",
                    lowest=self.lowest,
                    highest=self.highest,
                )
            )
        self.data = number


class CheckboxesField(SelectMultipleField):
    """Several of many, as boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choice(value: str, label: Any) -> Any:
    """One choice of a list; WTForms' types do not know the class yet."""
    return SelectChoice(value, label)


def one_line(value: Any) -> Any:
    """Text with every run of spaces, of whatever sort, as one."""
    return " ".join(value.split()) if isinstance(value, str) else value


def one_unit_of(tree: OrgTree, units: Iterable[UUID], *, but: Iterable[UUID] = ()) -> list[Any]:
    """As `unit_choices`, after a line that chooses none: a unit is never taken by mistake."""
    return [choice("", _("Choose a unit")), *unit_choices(tree, units, but=but)]


def unit_choices(tree: OrgTree, units: Iterable[UUID], *, but: Iterable[UUID] = ()) -> list[Any]:
    """*units* in the order of the tree, each level set in."""
    wanted = set(units) - set(but)
    return [
        choice(str(unit), INDENT * tree.depth(unit) + tree.name(unit))
        for unit in tree
        if unit in wanted
    ]
