"""Every sentence has its texts, in the words of docs/glossary.md.

English has no catalogue: what stands in the code is the English text. The others are held to a
fresh extraction; `make translations` brings them up to it.
"""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations
from html import unescape
from importlib import import_module
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

import elearn
import elearn.wording
from elearn.web.language import LANGUAGES
from tests.checkout import ROOT
from tools.translations import catalogue, forms, languages, places, sentences

PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
HTML = re.compile(r"</?[a-zA-Z]|&(?:\w+|#\d+);")
LETTERS = re.compile(r"[^\W\d_]{2,}")
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<!?[^<>]*>|[\w-]+=\"[^\"]*\"", re.DOTALL)
"""Or an attribute that a macro writes into one."""
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
TRANSLATED = languages()


@pytest.fixture(scope="module")
def spoken() -> Catalog:
    return sentences()


@pytest.fixture(scope="module", params=TRANSLATED)
def texts(request) -> Catalog:
    return catalogue(request.param)


def real(messages: Catalog) -> Iterator[Message]:
    """Without the heading."""
    return (message for message in messages if message.id)


def english(message: Message) -> tuple[str, ...]:
    return forms(message.id)


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables under *heading* of the glossary, or of all before the last."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words, avoided = page.split("## Words we do not use")
    part = words if heading == "words" else avoided
    lines = [line for line in part.splitlines() if line.startswith("| ") and "---" not in line]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "English"]


def avoided(column: int) -> re.Pattern[str]:
    """What stands before the parentheses, between commas."""
    words = [
        word.strip() for row in rows("avoided") for word in row[column].split("(")[0].split(",")
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def plain(text: str) -> str:
    """Small letters, without what somebody is to type in capitals."""
    return re.sub(r"\b[A-Z]{2,}\b", "", text).casefold()


def test_every_language_on_offer_but_english_has_a_catalogue():
    assert {*TRANSLATED, "en"} == set(LANGUAGES)


def test_every_sentence_has_a_text(spoken, texts):
    by_id = {english(message)[0]: message for message in real(texts)}

    missing = [
        said
        for message in real(spoken)
        for said in [english(message)[0]]
        if said not in by_id
        or not all(forms(by_id[said].string))
        or english(by_id[said]) != english(message)
    ]

    assert missing == [], "run make translations and write what is missing"


def test_no_text_is_left_of_a_sentence_that_nobody_says(spoken, texts):
    said = {english(message) for message in real(spoken)}

    left = [message.id for message in real(texts) if english(message) not in said]

    assert [*left, *texts.obsolete] == [], "run make translations"


def test_a_sentence_has_the_same_plural_everywhere():
    """A catalogue knows a sentence by its singular alone."""
    plurals: dict[str, set[str]] = {}
    for _file, said, _notes, _context in places():
        if not isinstance(said, str):
            plurals.setdefault(said[0], set()).add(said[1])

    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}


def test_no_text_is_a_guess(texts):
    assert [message.id for message in texts if message.id and message.fuzzy] == []


def test_every_form_has_its_text(texts):
    short = [
        message.id
        for message in real(texts)
        if len(forms(message.string)) != (texts.num_plurals if message.pluralizable else 1)
    ]

    assert short == []


def test_a_text_has_the_placeholders_of_its_sentence(texts):
    different = []
    for message in real(texts):
        asked = set(PLACEHOLDER.findall(english(message)[-1]))
        for text in forms(message.string):
            given = set(PLACEHOLDER.findall(text))
            may_lack = {("num", "s")} if message.pluralizable else set()
            if text and not (given <= asked and asked - given <= may_lack):
                different.append((message.id, text))

    assert different == []


def test_a_sentence_and_its_texts_can_be_filled_in(spoken, texts):
    class Sevens(dict[str, int]):
        def __missing__(self, key: str) -> int:
            return 7

    for message in [*real(spoken), *real(texts)]:
        for text in (*english(message), *forms(message.string)):
            assert text == "" or text % Sevens(), text


def test_a_sentence_holds_no_html(spoken, texts):
    found = [
        text
        for message in [*real(spoken), *real(texts)]
        for text in (*english(message), *forms(message.string))
        if HTML.search(text)
    ]

    assert found == []


def test_a_text_begins_and_ends_where_its_sentence_does(texts):
    found = [
        text
        for message in real(texts)
        for text in forms(message.string)
        if text != text.strip() or english(message)[0] != english(message)[0].strip()
    ]

    assert found == []


def test_a_quotation_has_the_marks_of_its_language(texts):
    """A straight one is what somebody is to type."""
    found = [
        text
        for message in real(texts)
        for text in forms(message.string)
        if "“" in text or text.count('"') != english(message)[0].count('"')
    ]

    assert found == []


def test_no_sentence_has_a_word_that_the_glossary_avoids(spoken):
    words = avoided(0)

    found = [
        text for message in real(spoken) for text in english(message) if words.search(plain(text))
    ]

    assert found == []


def test_no_swedish_text_has_a_word_that_the_glossary_avoids():
    words = avoided(1)

    found = [
        text
        for message in real(catalogue("sv"))
        for text in forms(message.string)
        if words.search(plain(text))
    ]

    assert found == []


def test_a_text_that_is_a_term_is_that_term_in_swedish():
    swedish_by_english = {row[0]: row[1] for row in rows("words")}

    different = {
        english(message)[0]: forms(message.string)[0]
        for message in real(catalogue("sv"))
        if (wanted := swedish_by_english.get(english(message)[0].casefold()))
        and forms(message.string)[0].casefold() != wanted
    }

    assert different == {}


def test_no_term_stands_twice_in_the_glossary():
    terms = [row[0] for row in rows("words")]

    assert len(terms) == len(set(terms))


def test_every_name_in_the_glossary_is_a_class():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "elearn").rglob("*.py"))
    classes = set(re.findall(r"^class (\w+)", code, re.MULTILINE))

    named = {name for row in rows("words") for name in re.findall(r"`(\w+)`", row[2])}

    assert named - classes == set()


def test_every_sentence_of_a_code_is_marked_for_translation(spoken):
    said = {english(message)[0] for message in real(spoken)}
    modules = [
        import_module(f"elearn.wording.{found.name}")
        for found in pkgutil.iter_modules(elearn.wording.__path__)
    ]

    unmarked = [
        text
        for module in modules
        for name, table in vars(module).items()
        if name.isupper() and isinstance(table, Mapping)
        for text in table.values()
        if isinstance(text, str) and text not in said
    ]

    assert unmarked == []


def test_a_template_holds_no_words_that_cannot_be_translated():
    found = []
    for path in (ROOT / "elearn" / "web" / "templates").rglob("*.html"):
        text = unescape(JINJA.sub(" ", path.read_text(encoding="utf-8")))
        spoken_aloud = [*SPOKEN_ATTRIBUTE.findall(text), TAG.sub(" ", text)]
        words = {word for piece in spoken_aloud for word in LETTERS.findall(piece)}
        found += [f"{path.name}: {word}" for word in sorted(words)]

    assert found == []


@pytest.mark.parametrize(
    ("count", "wanted"), [(0, "Ungefär 0\u00a0minuter"), (1, "Ungefär 1\u00a0minut")]
)
def test_a_number_takes_its_own_form(count: int, wanted: str):
    compiled = BytesIO()
    write_mo(compiled, catalogue("sv"))
    compiled.seek(0)

    text = GNUTranslations(compiled).ngettext(
        "About %(num)s minute", "About %(num)s minutes", count
    )

    assert text % {"num": count} == wanted
