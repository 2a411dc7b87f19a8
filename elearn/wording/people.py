"""Refusals about people, employments and the files that bring them."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "name-missing": N_("Write both the given name and the family name."),
    "name-not-text": N_("The name holds a sign that cannot be read. Write it again."),
    "name-too-long": N_("Shorten the name to at most %(longest)s characters."),
    "name-holds-personnummer": N_(
        "This looks like a personal identity number. None is kept here: write the name alone."
    ),
    "aid-code-not-digits": N_("Write the occupation code with digits only, or leave it empty."),
    "last-day-passed": N_(
        "The last day has passed. Choose today or a later day, or leave it empty."
    ),
    "file-filter-gone": N_(
        "That filter is not there any more. Go back to the unit, choose again and download it anew."
    ),
    "colleague-may-exist": N_(
        "Somebody called %(name)s already works in your units. Is it the same person?"
    ),
}
