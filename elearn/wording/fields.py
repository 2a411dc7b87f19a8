"""Our sentences in place of those that the form library answers a field with."""

from collections.abc import Mapping

from elearn.wording.mark import N_

_CHOOSE = N_("Choose one from the list.")

SENTENCES: Mapping[str, str] = {
    "This field is required.": N_("Fill this in."),
    "Not a valid integer value.": N_("Write a whole number, with digits only."),
    "Number must be between %(min)s and %(max)s.": N_("Write a number from %(min)s to %(max)s."),
    "Field cannot be longer than %(max)d character.": N_(
        "Shorten it to at most %(max)d characters."
    ),
    "Not a valid choice.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": _CHOOSE,
    "Not a valid date value.": N_("Write the day as year, month, day, for example 2026-03-31."),
}
"""By the library's own; of two numbers the singular."""
