"""What a reader sees of a text, without marks: for searching, counting and judging words."""

import re
from collections.abc import Mapping
from html import unescape

from elearn.domain.content.references import SLOT

_FENCE = re.compile(r"^(`{3,})\n.*?(?:^\1$|\Z)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_AUTOLINK = re.compile(r"<[^<>\s]+>")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_LINE_MARK = re.compile(
    r"^[ ]*(?:>[ ]?|#{1,6}[ ]|[-*+][ ]|\d+[.)][ ]|(?:!!!|\?\?\?)\+?[ ]+\w+|///.*$|\|[-:| ]+\|$)+",
    re.MULTILINE,
)
_BOX = re.compile(r"^\[[ xX]\][ ]+", re.MULTILINE)
_BLOCK_TAG = re.compile(r"</?(?:p|h\d|ul|ol|li|tr|t[hd]|div|blockquote|br|details|summary)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=[\s”\"’)]|$)|\n\s*\n")
_LONG_WORD = 6


def of_html(html: str) -> str:
    """The text of *html* on one line; slots are left out."""
    return with_slots(SLOT.sub("", html))


def with_slots(html: str) -> str:
    """As `of_html`, with its slots still to be filled by `filled`."""
    spaced = _TAG.sub("", _BLOCK_TAG.sub(" ", html))
    return _SPACES.sub(" ", unescape(spaced)).strip()


def filled(text: str, values: Mapping[str, str]) -> str:
    """Plain *text* with its slots filled from *values*, by name; one without a value is left
    out."""
    return _SPACES.sub(" ", SLOT.sub(lambda slot: values.get(slot[1], ""), text)).strip()


def of_markdown(text: str) -> str:
    """The words of *text*, line for line; code blocks, slots and footnote marks are left out."""
    text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)
    text = _FOOTNOTE.sub("", SLOT.sub("", text))
    text = _AUTOLINK.sub("", _LINK.sub(r"\1", _CODE.sub(r"\2", text)))
    text = _BOX.sub("", _LINE_MARK.sub("", text))
    return _EMPHASIS.sub("", text).replace("|", " ")


def words(plain: str) -> list[str]:
    """The words of *plain* as they are written, in order."""
    return _WORD.findall(plain)


def lix(plain: str) -> int | None:
    """The readability index of *plain*; None when there are no words.

    Words per sentence plus the percentage of words longer than six letters.
    Source: C. H. Björnsson, Läsbarhet, 1968.
    """
    all_words = words(plain)
    if not all_words:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(plain) if _WORD.search(part))
    long_words = sum(len(word) > _LONG_WORD for word in all_words)
    return round(len(all_words) / max(1, sentences) + 100 * long_words / len(all_words))
