import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.content.compiled import (
    CompiledExercise,
    CompiledModule,
    CompiledText,
    compile_module,
    dump,
    load,
)
from elearn.domain.content.course import Change, ModuleKey, Publication, TextBlock
from elearn.domain.content.digest import of_bytes
from elearn.domain.content.parsing import read_library
from elearn.domain.errors import ContentError, FormatError
from tests.domain.content import sample


def compiled(body: str = sample.BODY, language: str = "sv", **more: str) -> CompiledModule:
    library = sample.library(body, **more)
    return compile_module(library.modules[ModuleKey("grunden", "fraga", language)], library)


def test_a_compiled_module_says_what_a_page_needs():
    module = compiled()

    assert (module.title, module.language, module.minutes) == ("Fråga i tid", "sv", 5)
    assert module.lead == "Du får öva på att fråga. Ingen behöver vara säker."
    assert (module.reviewed, module.review_by) == (date(2026, 11, 1), date(2027, 10, 1))
    assert (module.status, module.change) == (Publication.PUBLISHED, Change.MINOR)
    assert module.slots == {"lokal.samordnare"}
    assert [type(part) for part in module.parts] == [
        CompiledText, CompiledText, CompiledExercise, CompiledExercise, CompiledText,
    ]  # fmt: skip


def test_text_comes_with_its_heading_and_anchor():
    text = compiled().parts[1]

    assert isinstance(text, CompiledText)
    assert text.html == (
        '<h2 id="block-samtalet">Samtalet</h2>\n<p>En granne är ledsen. Du vill hjälpa till.</p>'
    )


def test_an_exercise_comes_in_pieces():
    exercise = compiled().exercises[0]

    assert (exercise.id, exercise.type, exercise.points) == ("vad-gor-du", "single-choice", 1)
    assert (exercise.heading, exercise.stem) == ("Vad gör du?", "<p>Det är inte bråttom.</p>")
    assert exercise.hints == ("<p>Vad hade du själv velat?</p>",)
    assert exercise.explanation == "<p>Att fråga är att bry sig.</p>"
    assert exercise.feedback == {
        "1": "<p>Då kan det bli sent.</p>",
        "2": "<p>Ja. En fråga räcker långt.</p>",
    }
    assert [option.text for option in exercise.exercise.interaction().options] == [
        "Jag väntar.",
        "Jag frågar hur det är.",
    ]


def test_a_text_for_some_is_shown_to_all_with_its_roles():
    body = (
        "## A\n<!-- id: a -->\n\nAlla.[^b]\n<!-- roles: skola, <b> -->\nEn *lista*:\n\n- ett\n"
        "<!-- /roles -->\nAlla igen.\n\n<!-- roles: fritid -->\n<!-- /roles -->\n\n[^b]: Bok."
    )

    text = compiled(body).parts[0]

    assert isinstance(text, CompiledText)
    assert text.html.split("\n", 1)[1] == (
        '<p>Alla.<sup class="source-ref"><a href="#source-1" role="doc-noteref" '
        'rel="noopener noreferrer">1</a></sup></p>\n<div class="admonition note">\n'
        '<p class="admonition-title">Skola, &lt;b&gt;</p>\n<p>En <em>lista</em>:</p>\n<ul>\n'
        "<li>ett</li>\n</ul>\n</div>\n<p>Alla igen.</p>"
    )


def test_sources_are_numbered_in_the_order_of_use():
    module = compiled("A.[^b] B.[^a] C.[^b]\n\n[^a]: Ett.\n[^b]: Två.\n[^c]: Aldrig.")

    assert [(one.number, one.html) for one in module.sources] == [(1, "Två."), (2, "Ett.")]


def test_pictures_and_links_get_their_final_addresses():
    body = (
        "![En bild](../media/bild.png) [nästa](01-fraga.md) [blocket](#a)\n\n## A\n<!-- id: a -->"
    )
    library = sample.library(body)
    module = next(iter(library.modules.values()))

    html = compile_module(module, library, media_url=lambda digest: f"files/{digest}").parts[0]

    assert isinstance(html, CompiledText)
    assert f'src="files/{of_bytes(sample.PIXEL)}"' in html.html
    assert 'href="/courses/grunden/fraga"' in html.html
    assert 'href="#block-a"' in html.html


def test_what_dump_writes_load_reads():
    for module in (compiled(), compiled(language="en", en=sample.english())):
        assert load(dump(module)) == module


def test_the_same_module_gives_the_same_bytes():
    assert dump(compiled()) == dump(compiled())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 1}', b'{"format": 2}', b"\xff"])
def test_bytes_that_dump_did_not_write_are_refused(data: bytes):
    with pytest.raises(FormatError):
        load(data)


def test_plain_text_is_for_searching_and_holds_no_option():
    plain = compiled().plain

    assert plain["vad-gor-du"] == "Vad gör du? Det är inte bråttom."
    assert plain["vart"].startswith("Vart du vänder dig Ring {{lokal.")


def test_nothing_of_the_key_is_in_what_goes_out_before_the_answer():
    page = "\n".join(map(_goes_out, compiled().parts))

    for secret in ("[x]", "räcker långt", "bry sig", "bli sent", "right", "stänger", "credit"):
        assert secret not in page


COURSE = sample.COURSE.encode()
PROSE = st.lists(
    st.sampled_from(
        [
            "text", "", "", "- a", "1. a", "- [x] klart", "> citat", "> - a", "    text", "| a |",
            "#### A", "***", '!!! note "A"', '??? note "A"', "/// note | A", "///",
            "<!-- roles: b -->\n\na\n\n<!-- /roles -->", "<!-- roles: hemligt -->",
            "<!-- hemligt -->", "<!--\nhemligt\n-->", "[^a]", "[a][k]", "{{lokal.samordnare}}",
            "- a\n    - b", "**a", "_b_", "[", "](", "\\", "    - a", "Rad  ",
        ]
    ),
    max_size=12,
).map("\n".join)  # fmt: skip
SECRETS = """

### Fråga: Vad?
<!-- id: hemlig; tags: hemligt -->

Läs.

1. [x] Ett
    > hemligt
2. [ ] Två

    > hemligt

> **Förklaring:** hemligt

## Sedan
<!-- id: sedan -->

"""


@settings(max_examples=80, deadline=None)
@given(PROSE, PROSE)
def test_no_way_leads_from_feedback_to_what_goes_out_first(before: str, after: str):
    body = f"{before}{SECRETS}{after}\n\n[^a]: Källa\n[k]: /card"
    library, errors = read_library(
        {sample.SV: (sample.FRONT + body).encode(), "grunden/course.yaml": COURSE}
    )

    for module in library.modules.values() if not errors else ():
        parts = compile_module(module, library).parts
        assert "hemligt" not in "".join(map(_goes_out, parts))


def _goes_out(part: CompiledText | CompiledExercise) -> str:
    if isinstance(part, CompiledText):
        return part.html
    return part.heading + part.stem + "".join(part.hints) + repr(part.exercise.interaction())


def test_the_version_follows_the_text_and_what_it_shows():
    body = "![En bild](../media/bild.png)"
    given = sample.files(body)
    before, _ = read_library(given)
    picture, _ = read_library(given | {"grunden/media/bild.png": b"\x89PNG2"})
    unused, _ = read_library(given | {"grunden/media/annan.png": b"\x89PNG2"})
    text, _ = read_library(sample.files(body + " "))

    versions = [
        next(iter(one.modules.values())).text_version for one in (before, picture, unused, text)
    ]

    assert versions[0] == versions[2]
    assert len(set(versions)) == 3


def test_a_translation_counts_as_its_source():
    source, english = compiled(en=sample.english()), compiled(language="en", en=sample.english())

    assert english.version == source.version != english.text_version
    assert [one.version for one in english.exercises] == [one.version for one in source.exercises]
    assert [one.points for one in english.exercises] == [1, 2]
    assert not english.is_stale
    assert english.minutes == 5


def test_a_translation_of_an_older_text_says_so_and_keeps_its_counters():
    changed = sample.BODY.replace("Jag väntar", "Jag väntar lite")
    source = compiled(changed)
    english = compiled(changed, "en", en=sample.english())

    assert english.is_stale
    assert [one.is_stale for one in english.exercises] == [True, False]
    assert [one.version for one in english.exercises] == [one.version for one in source.exercises]


@pytest.mark.slow
def test_text_too_deep_to_render_is_a_mistake_and_no_crash():
    library = sample.library("- " + "> " * 8 + "a")
    module = next(iter(library.modules.values()))
    text = module.parts[0]
    assert isinstance(text, TextBlock)
    deep = replace(text, text="\n".join("    " * n + "- a" for n in range(300)))

    with pytest.raises(ContentError, match="nesting-too-deep"):
        compile_module(replace(module, parts=(deep,)), library)


@pytest.mark.parametrize(
    "text", ["*a _b " * 500, "[" * 1000, "![" * 500, "a" + "`" * 999, "**" * 999]
)
def test_odd_text_is_rendered_all_the_same(text: str):
    assert compiled(text).parts


def test_the_stored_form_is_plain_json():
    record = json.loads(dump(compiled()))

    assert record["format"] == 1
    assert record["parts"][0]["html"].startswith("<p>")
