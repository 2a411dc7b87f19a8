"""HTML in an author's text, which is a mistake; code spans may hold whatever they like."""

import re

from elearn.domain.content.source import Mistakes

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>")
_HTML = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])")


def note_html(text: str, line: int, mistakes: Mistakes) -> None:
    if _HTML.search(without_code(text)):
        mistakes.add("raw-html", line)


def without_code(text: str) -> str:
    """*text* without code spans and addresses in angle brackets, in which anything may stand."""
    return _AUTOLINK.sub("", _CODE_SPAN.sub("", text))
