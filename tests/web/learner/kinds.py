"""A module with every kind of exercise, and a form filled in by what its labels say."""

from pathlib import Path

import lxml.html

from tests.library import COURSE, ROUTES

MODULE = "/courses/kinds/first"
TEXT = (Path(__file__).parent / "every_kind.md").read_bytes()
STEPS = {
    name: number
    for number, name in enumerate(
        (
            "single", "several", "matching", "ordering", "numeric", "short", "reflecting",
            "worked", "rule", "marking", "scenario", "judging", "twins", "course", "panel", "hard",
        ),
        start=1,
    )
}  # fmt: skip
"""By exercise, its step; the alternative of the last one has none of its own."""


def course_files() -> dict[str, bytes]:
    course = COURSE.replace(b"[first, second]", b"[first]").replace(b"id: basics", b"id: kinds")
    return {
        "kinds/course.yaml": course,
        "kinds/en/01-first.md": TEXT,
        "_shared/routes.yaml": ROUTES,
    }


def address(name: str) -> str:
    return f"{MODULE}/steps/{STEPS[name]}"


class Form:
    """The question on a page, with what a reader enters."""

    def __init__(self, page: str) -> None:
        self._tree = lxml.html.document_fromstring(page)
        [self._form] = self._tree.xpath("//form[.//input[@name='part']]")
        self.fields: dict[str, list[str]] = {
            box.get("name"): [box.get("value")]
            for box in self._form.xpath(".//input[@type='hidden'][@name!='csrf_token']")
        }

    def choose(self, *words: str) -> "Form":
        """Ticks what is labelled so; of several alike, each."""
        for word in words:
            for box in self._labelled(word):
                self.fields.setdefault(box.get("name"), []).append(box.get("value"))
        return self

    def write(self, word: str, text: str) -> "Form":
        """Into what is labelled so; in a list, the option that reads *text*."""
        [field] = self._labelled(word)
        by_words = {_text(option): option.get("value") for option in field.iter("option")}
        self.fields[field.get("name")] = [by_words.get(text, text)]
        return self

    def written(self) -> dict[str, str]:
        """What stands in the fields that one can write in, by label."""
        return {
            _text(label): field.get("value") or ""
            for label in self._form.iter("label")
            for field in self._form.xpath(f".//input[@id='{label.get('for')}'][@type='text']")
        }

    def ticked(self) -> list[str]:
        """The labels of what is chosen."""
        return [
            _text(label)
            for box in self._form.xpath(".//input[@checked] | .//select[option[@selected]]")
            for label in self._form.xpath(f".//label[@for='{box.get('id')}']")
        ]

    def names(self) -> set[str]:
        """Of every field that would be sent."""
        fields = self._form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]")
        return {field.get("name") for field in fields}

    def _labelled(self, word: str) -> list[lxml.html.HtmlElement]:
        ids = [label.get("for") for label in self._form.iter("label") if _text(label) == word]
        found = [field for id in ids for field in self._form.xpath(f".//*[@id='{id}']")]
        assert found, f"nothing is labelled {word!r}"
        return found


def _text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
