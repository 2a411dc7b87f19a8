"""What a letter says, in the reader's language.

Each letter is a folder of templates with `subject.txt` and `body.txt`; the sentences are
translated in the same catalogue as the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
"""How days are written."""
TRANSLATIONS = Path(__file__).parent.parent / "translations"


@dataclass(frozen=True)
class Letter:
    to: str
    """An e-mail address."""
    subject: str
    """One line."""
    text: str
    message_id: str
    """With angle brackets. The same letter sent twice carries the same one."""
    html: str | None = None


def letter(
    name: str, to: str, message_id: str, language: str, values: Mapping[str, object]
) -> Letter:
    """The letter of the folder *name*. *values* are what its templates mention; English where
    *language* has no translation."""
    pages = _templates(language)
    subject = pages.get_template(f"{name}/subject.txt").render(values)
    text = pages.get_template(f"{name}/body.txt").render(values)
    return Letter(to, " ".join(subject.split()), text.strip() + "\n", message_id)


@cache
def _templates(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - these are plain text
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    locale = LOCALES.get(language, "en_GB")
    environment.filters["longday"] = lambda day: _longday(day, locale)
    translations = Translations.load(TRANSLATIONS, [language])
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True
    )
    return environment


def _longday(day: date, locale: str) -> str:
    """As the pages write it: 3 December 2026."""
    return format_date(day, "long", locale=locale)
