"""The HTML of a page of ours → a small tree of what stands on it, for whoever lays it out anew.

A node is a text, or a mapping: `tag`, `in` (its children), and where there are any `class`,
`lang`, `href`, `alt`, `span`, `start`, `source` (a picture's bytes as text). What is not meant
for paper does not come along: scripts, forms, menus, what is marked `no-print` or hidden from
reading aloud.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

Node = str | dict[str, Any]
Pictures = Callable[[str], bytes | None]
"""The bytes of a picture by the address that a page gives it; None where it is not one of ours."""

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})
NOT_FOR_PAPER = frozenset(
    {"script", "style", "nav", "button", "form", "input", "textarea", "select", "audio", "video"}
    | {"template", "noscript", "head", "iframe"}
)
SCREEN_ONLY = frozenset({"no-print", "actions"})
TO_WRITE_ON = "lines"
"""The class of lines for a pen, which are hidden from reading aloud and yet printed."""
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NAME = re.compile(r"<\s*([^\s/>]+)")


def tree_of(html: str, *, within: str = "", pictures: Pictures = lambda _address: None) -> Node:
    """What stands in the first element called *within*, or in all of *html*.

    Headings are brought into an order without gaps that begins with the first level.
    """
    reader = _Reader(pictures)
    reader.feed(html)
    reader.close()
    top: Node = {"tag": "div", "in": reader.root["in"]}
    found = next((node for node in _walk(top) if within and _tag(node) == within), top)
    _level(found)
    return found


class _Reader(HTMLParser):
    def __init__(self, pictures: Pictures) -> None:
        super().__init__(convert_charrefs=True)
        self.root: dict[str, Any] = {"tag": "div", "in": []}
        self._open: list[dict[str, Any]] = [self.root]
        self._skipped: list[str] = []
        """Elements that stay away, from the outermost on."""
        self._drawing: list[str] = []
        """Elements of a drawing that are open, by the names that its source gives them."""
        self._drawn: list[str] = []
        self._pictures = pictures

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._skipped or _stays_away(tag, given):
            if tag not in VOID:
                self._skipped.append(tag)
        elif tag == "svg" or self._drawing:
            self._draw_start(given)
        else:
            node = _node(tag, given)
            if tag == "img":
                node |= _picture(given, self._pictures(given.get("src", "")))
            self._open[-1]["in"].append(node)
            if tag not in VOID:
                self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._drawing and not self._skipped:
            self._drawn.append(self.get_starttag_text() or "")
            return
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
        elif self._drawing:
            self._draw_end(tag)
        elif any(node["tag"] == tag for node in self._open[1:]):
            while self._open.pop()["tag"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._drawing:
            self._drawn.append(data.replace("&", "&amp;").replace("<", "&lt;"))
            return
        is_as_typed = any(node["tag"] == "pre" for node in self._open)
        text = data if is_as_typed else _SPACE.sub(" ", data)
        if text:
            self._open[-1]["in"].append(text)

    def _draw_start(self, given: dict[str, str]) -> None:
        source = self.get_starttag_text() or ""
        name = _NAME.match(source)
        if not self._drawing:
            self._drawn = []
            alt = given.get("aria-label", "")
            self._open[-1]["in"].append(_node("img", given) | {"alt": alt})
            if "xmlns" not in given:
                source = source.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        self._drawn.append(source)
        self._drawing.append(name[1] if name else "")

    def _draw_end(self, tag: str) -> None:
        while self._drawing:
            name = self._drawing.pop()
            self._drawn.append(f"</{name}>")
            if name.lower() == tag:
                break
        if not self._drawing:
            self._open[-1]["in"][-1]["source"] = "".join(self._drawn)


def _stays_away(tag: str, given: dict[str, str]) -> bool:
    classes = set(given.get("class", "").split())
    is_hidden = "hidden" in given or given.get("aria-hidden") == "true"
    return (
        tag in NOT_FOR_PAPER
        or not SCREEN_ONLY.isdisjoint(classes)
        or (is_hidden and TO_WRITE_ON not in classes)
    )


def _node(tag: str, given: dict[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {"tag": tag, "in": []}
    if classes := given.get("class", "").split():
        node["class"] = classes
    for name in ("lang", "href"):
        if given.get(name):
            node[name] = given[name]
    for name, number in (("colspan", "span"), ("value", "start"), ("start", "start")):
        if given.get(name, "").isdecimal() and len(given[name]) < 5:
            node[number] = int(given[name])
    return node


def _picture(given: dict[str, str], body: bytes | None) -> dict[str, str]:
    """Drawings alone come along, for they are text; of another picture what it is said to show."""
    shown = {"alt": given.get("alt", "")}
    if body is not None and b"<svg" in body[:2000]:
        shown["source"] = body.decode("utf-8", "replace")
    return shown


def _tag(node: Node) -> str:
    return node["tag"] if isinstance(node, dict) else ""


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, dict):
        for child in node["in"]:
            yield from _walk(child)


def _level(tree: Node) -> None:
    headings: Iterable[dict[str, Any]] = (
        node for node in _walk(tree) if isinstance(node, dict) and _HEADING.fullmatch(node["tag"])
    )
    before = 0
    for heading in headings:
        before = min(int(heading["tag"][1]), before + 1)
        heading["tag"] = f"h{before}"
