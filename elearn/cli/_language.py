"""What a command says, in the language of the terminal."""

import gettext
from functools import cache
from pathlib import Path

from config import terminal_language
from elearn.wording.mark import N_

__all__ = ["N_", "_"]

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


def _(msgid: str) -> str:
    """In Swedish or English as LANG says; English where a translation is missing."""
    return _catalogue().gettext(msgid)


@cache
def _catalogue() -> gettext.NullTranslations:
    languages = [terminal_language()]
    return gettext.translation("messages", TRANSLATIONS, languages, fallback=True)
