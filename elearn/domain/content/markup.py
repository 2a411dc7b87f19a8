"""Markdown → safe HTML: the one place that renders, the one place that sanitises.

Authors write Markdown with tables, call-outs (`!!! note "Title"`) and folded parts
(`??? note "Title"`). They write no HTML; should any get this far it is shown as text, and what
Markdown made is sanitised all the same. Slots such as `{{lokal.samordnare}}` stay in the HTML
until `fill_slots` fills them for a reader.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from elearn.domain.content.references import SLOT

CALLOUTS = frozenset({"note", "tip", "info", "warning", "danger"})
"""The kinds of call-out that look different; any other looks like a note."""

_BOX = re.compile(r"^\[([ xX])\][ ]+")
_BOX_MARKS = {" ": "☐ ", "x": "☑ ", "X": "☑ "}
_TAG = r'<[^>"]*(?:"[^"]*"[^>"]*)*>'
"""As the sanitiser writes one: a value stands between double quotes."""
_TAG_OR_SLOT = re.compile(f"(?P<tag>{_TAG})|{SLOT.pattern}")
_ONE_PIECE = re.compile(
    r"(?<!\w)(?:[^\W\d_](?=[-–])|\+?\d+(?:\.\d+)?)(?:[ -]\d+|–\d+(?:\.\d+)?)+(?!\w)"
)
"""A telephone number, hours, or years at school such as `F–6`: at its hyphen a line may end."""
_BELOW_INLINE = 15
"""Priority of what works on the tree once inline Markdown (20) is done."""
_ABOVE_LINKS = 175
# fmt: off
_NOT_IN_A_LINE = (
    "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference",
)
# fmt: on

# fmt: off
_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "img", "table",
    "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code", "hr", "br", "sup", "div",
    "span", "details", "summary",
}
# fmt: on
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start"},
        "h2": {"id"},
        "h3": {"id"},
        "div": {"tabindex"},
    },
    tag_attribute_values={
        "a": {"role": {"doc-noteref"}},
        "img": {"loading": {"lazy"}},
        "th": {"scope": {"col"}},
    },
    allowed_classes={
        "div": {"admonition", "table-region", *CALLOUTS},
        "p": {"admonition-title"},
        "details": set(CALLOUTS),
        "th": {"align-center", "align-right"},
        "td": {"align-center", "align-right"},
        "sup": {"source-ref"},
    },
    url_schemes={"http", "https", "mailto"},
)


def sanitised(html: str) -> str:
    """*html* with nothing left in it that could act, load or pretend."""
    return _SANITISER.clean(html)


def fill_slots(html: str, values: Mapping[str, str]) -> str:
    """*html* with every slot replaced by its escaped value; *values* is keyed `lokal.key`.

    A value that is missing or empty shows as its name in brackets: a page never breaks on it.
    No line breaks within a number, but in an attribute, where there is room for no tag.
    """
    if "{{" not in html:
        return html
    return _TAG_OR_SLOT.sub(
        lambda found: _filled(found[0], values, escape if found["tag"] else unbroken), html
    )


def unbroken(text: str) -> str:
    """*text* as HTML in which no line breaks within a number."""
    return _ONE_PIECE.sub(r'<span class="one-piece">\g<0></span>', escape(text))


def _filled(html: str, values: Mapping[str, str], shown: Callable[[str], str]) -> str:
    return SLOT.sub(lambda slot: shown(values.get(slot[1]) or f"[{slot[1]}]"), html)


@dataclass(frozen=True)
class References:
    """What a module's Markdown refers to beyond itself."""

    number_by_footnote: Mapping[str, int]
    definitions: Mapping[str, tuple[str, str]]
    """URL and title by label in lower case."""
    address: Callable[[str], str | None]
    """From an author's URL to the one that readers get; None for one that leads nowhere."""


class Renderer:
    """Renders the pieces of one module; not to be shared between threads."""

    def __init__(self, references: References) -> None:
        extensions = ["fenced_code", "sane_lists", "admonition", "pymdownx.details"]
        blocks = ["pymdownx.blocks.admonition", "pymdownx.blocks.details"]
        tables = {"tables": {"use_align_attribute": True}}
        self._references = references
        self._blocks = Markdown(
            extensions=[*extensions, *blocks, "tables", _House(references)],
            extension_configs=tables,
        )
        self._line = Markdown(extensions=[_House(references)])
        for name in _NOT_IN_A_LINE:
            self._line.parser.blockprocessors.deregister(name)

    def block(self, text: str) -> str:
        """Paragraphs, lists and whatever else *text* holds."""
        return self._render(self._blocks, text)

    def line(self, text: str) -> str:
        """The content of one line, without a paragraph around it."""
        html = self._render(self._line, " ".join(text.split()))
        return html.removeprefix("<p>").removesuffix("</p>")

    def _render(self, markdown: Markdown, text: str) -> str:
        markdown.reset()
        markdown.references.update(self._references.definitions)
        return sanitised(markdown.convert(text))


class _House(Extension):
    """The house rules: no HTML from authors, checked addresses, footnotes of the whole file."""

    def __init__(self, references: References) -> None:
        super().__init__()
        self._references = references

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        footnotes = _Footnotes(self._references.number_by_footnote)
        md.inlinePatterns.register(footnotes, "house-footnotes", _ABOVE_LINKS)
        md.treeprocessors.register(_Tidy(self._references), "house-tidy", _BELOW_INLINE)


class _Footnotes(InlineProcessor):
    """`[^label]` becomes a link to the source with its number."""

    def __init__(self, number_by_label: Mapping[str, int]) -> None:
        super().__init__(r"\[\^([^\]\s]+)\]")
        self._number_by_label = number_by_label

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        number = self._number_by_label.get(m[1])
        if number is None:
            return None, None, None
        reference = Element("sup", {"class": "source-ref"})
        link = Element("a", {"href": f"#source-{number}", "role": "doc-noteref"})
        link.text = str(number)
        reference.append(link)
        return reference, m.start(0), m.end(0)


class _Tidy(Treeprocessor):
    """Makes links, pictures, tables and check boxes fit to be shown."""

    def __init__(self, references: References) -> None:
        super().__init__()
        self._address = references.address

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            match element.tag:
                case "a" if element.get("role") is None:
                    self._point(element, "href")
                case "img":
                    self._point(element, "src")
                    element.set("loading", "lazy")
                case "th" | "td":
                    _align(element)
                case "li":
                    _mark_box(element)
        _wrap_tables(root)

    def _point(self, element: Element, attribute: str) -> None:
        """Give *element* its final address, or make plain text of it."""
        address = self._address(element.get(attribute) or "")
        if address is not None:
            element.set(attribute, address)
            return
        element.text = element.get("alt") if element.tag == "img" else element.text
        element.tag = "span"
        element.attrib.clear()


def _align(cell: Element) -> None:
    if cell.tag == "th":
        cell.set("scope", "col")
    alignment = cell.attrib.pop("align", None)
    if alignment in ("center", "right"):
        cell.set("class", f"align-{alignment}")


def _mark_box(entry: Element) -> None:
    """Turn the box of a check list in running text into a sign; there is nothing to tick."""
    first = next(iter(entry), None)
    holder = entry if (entry.text or "").strip() else first
    if holder is not None and holder.tag in ("li", "p") and holder.text:
        text = holder.text.lstrip()
        holder.text = _BOX.sub(lambda box: _BOX_MARKS[box[1]], text)


def _wrap_tables(root: Element) -> None:
    """Put each table in a region of its own that can be scrolled by keyboard."""
    for parent in list(root.iter()):
        for position, child in enumerate(list(parent)):
            if child.tag == "table":
                region = Element("div", {"class": "table-region", "tabindex": "0"})
                region.tail, child.tail = child.tail, None
                region.append(child)
                parent[position] = region
