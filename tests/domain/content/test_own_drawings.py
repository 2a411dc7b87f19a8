"""The drawings that come with the courses: named, still, readable in the light and in the dark,
and drawn in each language."""

import re
from collections.abc import Iterator
from itertools import chain, takewhile

import lxml.etree
import pytest

from config import HERE
from elearn.domain.content.course import Media
from elearn.domain.content.links import links_of, target_of
from elearn.domain.content.parsing import parse_library
from elearn.domain.content.translations import pairs
from elearn.store.course_files import read_course_files

SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = parse_library(read_course_files(HERE / "courses"))
DRAWINGS = {path: one for path, one in LIBRARY.media.items() if path.endswith(".svg")}
NARROWEST = 328 / 360
"""How much a drawing shrinks on a telephone that is 360 pixels wide."""
SMALLEST_LETTERS = 14
CONTRAST = 4.5
MEASURES = ("x", "y", "width", "height", "cx", "cy", "r")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*)\}", re.DOTALL)
ACTS = re.compile(r"<script|\bhref|url\(|@import|<image|<animate|<!|style=|\son\w+=")
COLOUR = re.compile(r"\.([\w-]+) \{ (fill|stroke): (#[0-9a-f]{6}); \}")


def drawn(path):
    return lxml.etree.fromstring(DRAWINGS[path].data)


def shown_in(module) -> Iterator[tuple[str, Media]]:
    """The pictures of *module* in their order, each with the id of the block it stands in."""
    starts = sorted((part.line, part.id) for part in module.parts)
    for link, url, line in links_of(module):
        picture = target_of(url, module, LIBRARY) if link.is_image else None
        if isinstance(picture, Media):
            yield [block for start, block in starts if start <= line][-1], picture


def test_nothing_is_drawn_in_vain():
    shown = {picture.path for module in LIBRARY.modules.values() for _, picture in shown_in(module)}

    assert shown == set(LIBRARY.media)


@pytest.mark.parametrize("path", DRAWINGS)
class TestEachDrawing:
    def test_says_what_it_is(self, path):
        root = drawn(path)

        named_by = [root.find(f"*[@id='{each}']") for each in root.get("aria-labelledby").split()]
        assert [one.tag for one in named_by] == [SVG + "title", SVG + "desc"]
        assert all((one.text or "").strip() for one in named_by)
        assert root.get("role") == "img"
        assert root.get("lang") in {"sv", "en"}

    def test_holds_still_and_fetches_nothing(self, path):
        text = DRAWINGS[path].data.decode()

        assert not ACTS.search(text)
        assert text.count("http") == 1, "the namespace"

    def test_has_a_colour_for_the_dark_wherever_it_has_one_for_the_light(self, path):
        root = drawn(path)
        dark = dark_colours(root)

        for one, kind in coloured(root):
            assert any((name, kind) in dark for name in one.get("class", "").split()), one.attrib

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_can_be_read(self, path, scheme):
        root = drawn(path)

        for text in root.iter(SVG + "text"):
            assert float(text.get("font-size")) * NARROWEST >= SMALLEST_LETTERS, text.text
            behind = last_below(root, text)
            ratio = contrast(colour_of(text, scheme, root), colour_of(behind, scheme, root))
            assert ratio >= CONTRAST, (text.text, ratio)


def coloured(root):
    for one in root.iter():
        for kind in ("fill", "stroke"):
            if one.get(kind, "none") != "none":
                yield one, kind


def dark_colours(root) -> dict[tuple[str, str], str]:
    style = DARK.search(root.findtext(SVG + "style"))
    return {(name, kind): colour for name, kind, colour in COLOUR.findall(style[1])}


def colour_of(one, scheme, root):
    """What *one* is filled with, of itself or by the group it stands in."""
    while one.get("fill") is None:
        one = one.getparent()
    dark = dark_colours(root)
    names = (name for name in one.get("class").split() if (name, "fill") in dark)
    return one.get("fill") if scheme == "light" else dark[next(names), "fill"]


def last_below(root, text):
    """The shape that was last painted under the middle of the first letter of *text*."""
    x = float(text.get("x")) + (0 if text.get("text-anchor") else 4)
    y = float(text.get("y")) - float(text.get("font-size")) / 3
    shapes = root.iter(SVG + "rect", SVG + "circle", SVG + "text")
    before = takewhile(lambda one: one is not text, shapes)
    return [one for one in before if one.tag != text.tag and covers(one, x, y)][-1]


def covers(shape, x, y):
    if shape.get("fill") == "none":
        return False
    at = {
        name: float(shape.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r")
    }
    if shape.tag == SVG + "circle":
        return (x - at["cx"]) ** 2 + (y - at["cy"]) ** 2 <= at["r"] ** 2
    return 0 <= x - at["x"] <= at["width"] and 0 <= y - at["y"] <= at["height"]


def contrast(one, other):
    """Source: WCAG 2.2, relative luminance and contrast ratio."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class TestInEachLanguage:
    def test_a_drawing_is_in_the_language_of_the_text_it_stands_in(self):
        for module in LIBRARY.modules.values():
            for _, picture in shown_in(module):
                assert drawn(picture.path).get("lang") == module.front.language, module.file

    def test_texts_of_a_module_show_the_same_drawings_in_the_same_places(self):
        shown = {"sv": set(), "en": set()}
        for other, source in pairs(LIBRARY):
            ours, theirs = dict(shown_in(source)), dict(shown_in(other))
            assert list(ours) == list(theirs), other.file
            shown[other.front.language] |= {(ours[each].path, theirs[each].path) for each in ours}
        assert all(one == other for one, other in shown["sv"]), "easy-read texts"
        assert sorted(chain.from_iterable(shown["en"])) == sorted(DRAWINGS), "each has one sibling"

    def test_no_block_has_more_than_one(self):
        for module in LIBRARY.modules.values():
            blocks = [block for block, _ in shown_in(module)]
            assert len(blocks) == len(set(blocks)), module.file
