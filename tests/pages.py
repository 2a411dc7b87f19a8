"""What is wrong with a page, in sentences; an empty list when nothing is.

Every page a test fetches passes through `inspect`, so a rule here holds for the whole product.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

PREFIXES = ("Error: ", "Fel: ")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


def inspect(html: str) -> list[str]:
    """Return the faults of a whole page, in the order of RULES."""
    page = lxml.html.document_fromstring(
        html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    return [fault for rule in RULES for fault in rule(page)]


def _has_a_language(page: HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "html has no lang"


def _has_one_h1(page: HtmlElement) -> Iterator[str]:
    count = len(page.xpath("//h1"))
    if count != 1:
        yield f"{count} h1 on the page, not one"


def _title_begins_with_h1(page: HtmlElement) -> Iterator[str]:
    title = _text(page.find(".//title"))
    heading = _text(page.find(".//h1"))
    unprefixed = next((title.removeprefix(p) for p in PREFIXES if title.startswith(p)), title)
    if not heading or not unprefixed.startswith(heading):
        yield f"title {title!r} does not begin with the h1 {heading!r}"


def _title_tells_of_errors(page: HtmlElement) -> Iterator[str]:
    title = _text(page.find(".//title"))
    summary = page.xpath("//*[contains(concat(' ', @class, ' '), ' ds-error-summary ')]")
    if summary and not title.startswith(PREFIXES):
        yield "the page has an error summary but its title does not begin with Error:"


def _headings_do_not_jump(page: HtmlElement) -> Iterator[str]:
    level = 1
    for heading in page.iter(*HEADINGS):
        own = int(heading.tag[1])
        if own > level + 1:
            yield f"{heading.tag} {_text(heading)!r} follows a heading of level {level}"
        if not _text(heading):
            yield f"empty {heading.tag}"
        level = own


def _ids_are_unique(page: HtmlElement) -> Iterator[str]:
    for name, count in Counter(page.xpath("//@id")).items():
        if count > 1:
            yield f"id {name!r} stands {count} times"
        if not name or re.search(r"\s", name):
            yield f"id {name!r} is empty or holds a space"


def _fields_are_labelled(page: HtmlElement) -> Iterator[str]:
    labelled = set(page.xpath("//label/@for"))
    for field in page.iter("input", "select", "textarea"):
        if field.get("type", "text").lower() in UNLABELLED:
            continue
        inside = any(ancestor.tag == "label" for ancestor in field.iterancestors())
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (inside or named or field.get("id") in labelled):
            yield f"{_name(field)} has no label"


def _labels_say_something(page: HtmlElement) -> Iterator[str]:
    for label in page.iter("label", "legend"):
        if not _text(label):
            yield f"{_name(label)} has no text"


def _choices_stand_in_a_fieldset(page: HtmlElement) -> Iterator[str]:
    for group in page.iter("fieldset"):
        if group.find("legend") is None:
            yield f"{_name(group)} has no legend"
    boxes = Counter(box.get("name") for box in page.iter("input") if box.get("type") == "checkbox")
    for box in page.iter("input"):
        alone = box.get("type") == "checkbox" and boxes[box.get("name")] == 1
        if box.get("type") not in {"radio", "checkbox"} or alone:
            continue
        if not any(ancestor.tag == "fieldset" for ancestor in box.iterancestors()):
            yield f"{_name(box)} is not inside a fieldset"


def _references_hit(page: HtmlElement) -> Iterator[str]:
    ids = set(page.xpath("//@id"))
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list"):
        for element in page.xpath(f"//*[@{attribute}]"):
            for name in element.get(attribute).split():
                if name not in ids:
                    yield f"{_name(element)} has an {attribute} {name!r} that is not there"
            if not element.get(attribute).strip():
                yield f"{_name(element)} has an empty {attribute}"


def _labels_point_at_fields(page: HtmlElement) -> Iterator[str]:
    fields = {field.get("id") for field in page.iter("input", "select", "textarea", "output")}
    for label in page.iter("label"):
        if label.get("for") not in fields and label.find(".//input") is None:
            yield f"label {_text(label)!r} points at no field"


def _error_summary_hits_fields(page: HtmlElement) -> Iterator[str]:
    fields = {field.get("id") for field in page.iter("input", "select", "textarea")}
    for link in page.xpath("//*[contains(concat(' ', @class, ' '), ' ds-error-summary ')]//a"):
        if link.get("href", "").removeprefix("#") not in fields:
            yield f"error summary link {link.get('href')!r} hits no field"


def _links_within_the_page_hit(page: HtmlElement) -> Iterator[str]:
    ids = set(page.xpath("//@id"))
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            yield f"link {link.get('href')!r} leads nowhere on the page"


def _nothing_runs_inline(page: HtmlElement) -> Iterator[str]:
    for script in page.iter("script"):
        if not script.get("src"):
            yield "script without src"
    for style in page.iter("style"):
        yield f"style element {_text(style)[:30]!r}"
    for element in page.iter(lxml.etree.Element):
        for attribute in element.attrib:
            if attribute == "style":
                yield f"{_name(element)} has a style attribute"
            if str(attribute).startswith("on"):
                yield f"{_name(element)} has an {attribute} attribute"
    for address in page.xpath("//a/@href | //form/@action"):
        if address.strip().lower().startswith("javascript:"):
            yield "an address that runs script"


def _images_have_alternatives(page: HtmlElement) -> Iterator[str]:
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield f"{_name(image)} has no alt"
    for drawing in page.iter("svg"):
        hidden = any(
            element.get("aria-hidden") == "true" for element in (drawing, *drawing.iterancestors())
        )
        if not (hidden or drawing.get("aria-label") or drawing.find("title") is not None):
            yield "svg is neither hidden nor named"


def _nothing_comes_from_elsewhere(page: HtmlElement) -> Iterator[str]:
    for address in page.xpath(
        "//script/@src | //link/@href | //img/@src | //source/@src | //audio/@src"
        " | //video/@src | //video/@poster | //iframe/@src"
    ):
        if urlsplit(address).netloc:
            yield f"{address!r} is loaded from elsewhere"


def _links_and_buttons_say_something(page: HtmlElement) -> Iterator[str]:
    for element in (*page.iter("button"), *page.xpath("//a[@href]"), *page.iter("summary")):
        pictures = "".join(element.xpath(".//img/@alt"))
        if not (_text(element) or element.get("aria-label") or pictures.strip()):
            yield f"{_name(element)} has no text"


def _posted_forms_carry_a_token(page: HtmlElement) -> Iterator[str]:
    for form in page.iter("form"):
        posted = form.get("method", "get").lower() == "post"
        token = form.xpath(".//input[@name='csrf_token'][@value != '']")
        if posted and not token:
            yield f"{_name(form)} is posted without csrf_token"
        if not posted and token:
            yield f"{_name(form)} puts csrf_token into the address"


def _tables_are_explained(page: HtmlElement) -> Iterator[str]:
    for table in page.iter("table"):
        if table.find("caption") is None and not _of_a_course_text(table):
            yield f"{_name(table)} has no caption"
        if table.find(".//th") is None:
            yield f"{_name(table)} has no th"
        for heading in table.iter("th"):
            if heading.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"th {_text(heading)!r} has no scope"


def _of_a_course_text(table: HtmlElement) -> bool:
    """Markdown has no captions."""
    return any("table-region" in element.get("class", "") for element in table.iterancestors())


def _landmarks_stand(page: HtmlElement) -> Iterator[str]:
    if len(page.xpath("//main")) != 1:
        yield "not one main"
    navigations = [_label(nav) for nav in page.iter("nav")]
    if len(navigations) > 1 and len(set(navigations)) < len(navigations):
        yield "two nav elements have the same label, or none"


def _forms_are_not_nested(page: HtmlElement) -> Iterator[str]:
    for control in page.xpath("//a//button | //a//input | //button//a | //button//input"):
        yield f"{_name(control)} stands inside another control"


def _nothing_leaks_from_templates(page: HtmlElement) -> Iterator[str]:
    text = page.text_content()
    for mark in ("{{", "{%", "<function ", "<Macro", "<bound method", "%(", "&lt;"):
        if mark in text:
            yield f"{mark!r} stands in the text"
    for element in page.xpath("//*[@value='None'] | //*[@href='None'] | //*[@id='None']"):
        yield f"{_name(element)} holds the word None"


RULES: tuple[Callable[[HtmlElement], Iterator[str]], ...] = (
    _has_a_language,
    _has_one_h1,
    _title_begins_with_h1,
    _title_tells_of_errors,
    _headings_do_not_jump,
    _ids_are_unique,
    _fields_are_labelled,
    _labels_say_something,
    _choices_stand_in_a_fieldset,
    _references_hit,
    _labels_point_at_fields,
    _error_summary_hits_fields,
    _links_within_the_page_hit,
    _nothing_runs_inline,
    _images_have_alternatives,
    _nothing_comes_from_elsewhere,
    _links_and_buttons_say_something,
    _posted_forms_carry_a_token,
    _tables_are_explained,
    _landmarks_stand,
    _forms_are_not_nested,
    _nothing_leaks_from_templates,
)


def _text(element: HtmlElement | None) -> str:
    """The words of *element* with single spaces; "" for None."""
    return "" if element is None else " ".join(element.text_content().split())


def _label(element: HtmlElement) -> str:
    return str(element.get("aria-label") or element.get("aria-labelledby") or "")


def _name(element: HtmlElement) -> str:
    known = element.get("id") or element.get("name") or _text(element)[:30]
    return f"{element.tag} {known!r}"
