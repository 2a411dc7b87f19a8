"""A meeting page: what is wrong with one, and what is shown of one when."""

import pytest

from elearn.domain.content.checking import check_files
from elearn.domain.content.compiled import compile_module
from elearn.domain.content.course import ModuleKey
from elearn.domain.content.meeting import meeting_page, screens
from elearn.domain.content.parsing import parse_library
from tests.domain.content import sample

PAGE = "grunden/sv/01-fraga.meeting.md"
ENGLISH = "grunden/en/01-fraga.meeting.md"
FRONT = sample.FRONT.replace("minutes: 5", "minutes: 15")
BODY = """\
# Fråga i tid

Ni behöver lappar.

## Tre saker att prata om
<!-- id: prata -->

1. Ett.
2. Två.
3. Tre.

## Ett fall att rösta om
<!-- id: fallet -->

> En granne berättar något.

1. Jag lyssnar.
2. Jag ringer chefen.

**Till den som leder:** Bägge är bra.

## Till dig som leder
<!-- id: leda -->

### Om någon frågar
<!-- id: muslimer -->

Säg: läs igen.

### Om någon blir berörd
<!-- id: berord -->

Ta en paus.

### Om någon nämner en person
<!-- id: namner -->

Säg: det tar vi sedan.

## En sak vi bestämmer
<!-- id: en-sak -->

Ring {{lokal.samordnare}}.
"""


def files(body=BODY, front=FRONT):
    return sample.files() | {PAGE: (front + body).encode()}


def told(given):
    return [
        (one.code, one.values.get("variant", ""))
        for one in check_files(given, today=sample.TODAY)
        if one.file in (PAGE, ENGLISH) and one.level != "info"
    ]


def test_a_whole_page_has_nothing_to_mend():
    assert told(files()) == []


BROKEN = [
    ("<!-- id: prata -->", "<!-- id: annat -->", "meeting-page-incomplete", "section"),
    ("<!-- id: berord -->", "<!-- id: annat -->", "meeting-page-incomplete", "answer"),
    ("3. Tre.\n", "", "meeting-page-incomplete", "points"),
    ("> En granne", "En granne", "meeting-page-incomplete", "case"),
    ("2. Jag ringer chefen.\n", "", "meeting-page-incomplete", "vote"),
    ("**Till den som leder:** ", "", "meeting-page-incomplete", "afterwards"),
    (
        "### Om någon frågar\n<!-- id: muslimer -->\n\nSäg: läs igen.",
        "### Fråga: Vad?\n<!-- id: muslimer -->\n\n1. [x] a\n    > b\n2. [ ] c\n    > d",
        "meeting-page-incomplete",
        "exercise",
    ),
    ("minutes: 15", "minutes: 25", "meeting-page-length", ""),
    ("minutes: 15", "minutes: 9", "meeting-page-length", ""),
    ("review_by: 2027-10-01", "review_by: 2026-11-02", "review-overdue", ""),
    ("{{lokal.samordnare}}", "{{lokal.borta}}", "slot-unknown", ""),
    ("Ta en paus.", "Ring 0980-319 220.", "phone-typed", ""),
    ("Ta en paus.", "[Läs](annan.md)", "link-broken", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "variant"), BROKEN)
def test_what_a_page_lacks_is_told_at_the_page(old, new, code, variant):
    text = FRONT + BODY
    assert old in text

    broken = sample.files() | {PAGE: text.replace(old, new).encode()}

    assert told(broken) == [(code, variant)]


def test_a_page_may_link_to_a_module_and_a_translation_names_its_source():
    linked = BODY.replace("Ta en paus.", "[Modulen](01-fraga.md)")
    page = FRONT.replace("version: 1.0.0\n", "translation_of: fraga@1.0.0\n").replace(
        "language: sv", "language: en"
    )
    stale = BODY.replace("<!-- id: prata -->", "<!-- id: prata; of: 00000000 -->")

    assert told(files(linked)) == []
    both = sample.files(en=sample.english()) | {ENGLISH: (page + stale).encode()}
    assert told(files() | both) == [("translation-stale", "")]
    assert told(both) == [("translation-without-source", "")]


def test_two_pages_for_one_module_are_one_too_many():
    twice = files() | {"grunden/sv/02-fraga.meeting.md": (FRONT + BODY).encode()}

    assert ("module-twice", "grunden/sv/02-fraga.meeting.md", 1) in sample.mistakes(twice)


def shown_page():
    library = parse_library(files())
    return meeting_page(
        compile_module(library.meeting_pages[ModuleKey("grunden", "fraga", "sv")], library)
    )


def test_what_is_for_whoever_leads_is_not_among_what_is_shown():
    page = shown_page()

    assert "Ni behöver lappar." in page.lead
    assert [part.id for part in page.shown] == ["prata", "fallet", "en-sak"]
    case = page.shown[1]
    assert "Bägge är bra." in case.aside
    assert "Bägge är bra." not in case.html
    assert "Jag ringer chefen." in case.html
    assert page.leading is not None
    assert "Ta en paus." in page.leading.html
    assert "Ta en paus." not in "".join(part.html + part.aside for part in page.shown)


def test_the_key_stands_on_the_wall_after_its_case_without_the_words_for_whoever_leads():
    on_the_wall = screens(shown_page())

    assert [(screen.part.id, screen.shows) for screen in on_the_wall] == [
        ("prata", "part"),
        ("fallet", "part"),
        ("fallet", "key"),
        ("fallet", "calls"),
        ("en-sak", "part"),
    ]
    assert on_the_wall[2].part.reasons == "<p>Bägge är bra.</p>"
