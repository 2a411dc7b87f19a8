"""A course's text for this reader: language, local values, safe HTML."""

from collections.abc import Callable, Mapping, Sequence

from flask import g
from markupsafe import Markup

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.markup import fill_slots
from elearn.domain.content.routes import Route, in_doubt, in_language, local_values
from elearn.store.queries import catalogue
from elearn.web import language
from elearn.web.cookie import cookie_value
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import tenant

COOKIE = "course_language"
"""A language, and after a hyphen whether easy-read texts are wanted."""
EASY = "lattlast"
_AND = "-"
LANGUAGE_LETTERS = 10


def course_language() -> str:
    """What course texts are read in: the language last chosen, for them or for the interface."""
    chosen, _, _ = cookie_value(COOKIE).partition(_AND)
    return chosen if is_language(chosen) else language.chosen()


def reads_easily() -> bool:
    """Whether an easy-read text is wanted where there is one."""
    _, _, variant = cookie_value(COOKIE).partition(_AND)
    return variant == EASY


def choice_of(spoken: str, variant: str) -> str:
    """What the cookie says of whoever reads in *spoken*; *variant* is `EASY` or anything else."""
    return f"{spoken}{_AND}{EASY}" if variant == EASY else spoken


def is_language(text: str) -> bool:
    """Whether *text* could name a language; there may still be no text in it."""
    return text.isascii() and text.isalpha() and len(text) <= LANGUAGE_LETTERS


def filler(spoken: str) -> Callable[[str], Markup]:
    """Fills local values into HTML of a compiled module, which has been sanitised."""
    known = values(spoken)
    return lambda html: Markup(fill_slots(html, known))  # noqa: S704 - sanitised when compiled


def values(spoken: str) -> Mapping[str, str]:
    """The municipality's own words and numbers, by slot, in the language *spoken*."""
    if "local_values" not in g:
        g.local_values = local_values(_routes(), spoken) | {"lokal.kommun": tenant().name}
    known: Mapping[str, str] = g.local_values
    return known


def numbers_in_doubt(text: CompiledModule) -> str:
    """Whose numbers in *text* nobody has verified lately; empty where that is said of none."""
    found = in_doubt(_routes(), text.slots, site().today())
    return "; ".join(in_language(route.label, text.language) for route in found)


def _routes() -> Sequence[Route]:
    return published(catalogue.routes)
