"""How names are put in order and found."""

import unicodedata

_AFTER_Z = str.maketrans("åäæöø", "{||}}")
"""Swedish has three letters after z, where ASCII has three brackets. Other marks do not count."""


def sorting_key(name: str) -> str:
    """Sorts as a Swedish telephone directory does."""
    letters = unicodedata.normalize("NFC", name.casefold()).translate(_AFTER_Z)
    return _plain(letters)


def searching_key(text: str) -> str:
    """Equal for what a hurried typist takes for the same: case, accents and rings left out."""
    return " ".join(_plain(text.casefold()).split())


def _plain(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
