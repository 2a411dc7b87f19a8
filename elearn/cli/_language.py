"""What a command says, in the language of the terminal."""

import gettext
from functools import cache
from pathlib import Path

from config import terminal_language
from elearn.wording.mark import N_

__all__ = ["N_", "_", "_n"]

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


def _(msgid: str) -> str:
    """In Swedish or English as LANG says; English where a translation is missing."""
    return _catalogue(terminal_language()).gettext(msgid)


def _n(singular: str, plural: str, count: int) -> str:
    """As `_`, in the form that *count* asks for, with it filled in."""
    return _catalogue(terminal_language()).ngettext(singular, plural, count) % {"count": count}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", TRANSLATIONS, [language], fallback=True)
