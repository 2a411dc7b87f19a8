"""How people are named, and how names are put in order."""

import unicodedata

from elearn.domain.folding import without_marks

_AFTER_Z = str.maketrans("åäæöø", "{||}}")
"""Swedish has three letters after z, where ASCII has three brackets. Other marks do not count."""


def shown_name(given_name: str, family_name: str, alias: str | None) -> str:
    """What everybody reads: the alias of whoever has one (protected identity), else the name."""
    return alias or f"{given_name} {family_name}".strip()


def listed_name(given_name: str, family_name: str, alias: str | None) -> str:
    """What a list is ordered by: the alias, else the family name first."""
    return alias or f"{family_name} {given_name}".strip()


def sorting_key(name: str) -> str:
    """Sorts as a Swedish telephone directory does."""
    return without_marks(unicodedata.normalize("NFC", name.casefold()).translate(_AFTER_Z))
