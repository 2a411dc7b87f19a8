"""A PDF says what it holds to whoever cannot see it, and takes nothing for a command."""

from datetime import UTC, datetime

import pytest

from elearn.interchange.markup_tree import tree_of
from elearn.interchange.paper.typesetting import Sheet, pdf_of
from tests.paper import kinds_of, read, words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EVERYTHING = """
<h1>Åsikt, tro och våld</h1><p class="lead">Löp &amp; <strong>gå</strong> <em>så</em> <u>u</u></p>
<h2>Välj</h2><ul class="boxes"><li>Ja</li><li><p>Nej</p></li></ul><ul><li>a</li></ul>
<ol><li value="3">tre</li><li>fyra</li></ol><dl><div><dt>Namn</dt><dd>Žofie</dd></div></dl>
<div class="lines" aria-hidden="true"><span></span><span></span></div>
<table class="to-sign"><caption>Lista</caption>
<thead><tr><th>Namn</th><th>Underskrift</th></tr></thead>
<tbody><tr><th>Alva</th><td></td></tr><tr><td colspan="2">Gäst</td></tr></tbody></table>
<blockquote><p>Citat</p></blockquote><hr>
<p lang="en">In English <a href="https://example.se">link</a>
<a href="#x">inside</a> x<sup>2</sup> H<sub>2</sub>
<code>c</code> <del>d</del> <mark>m</mark><br>n</p>
<div class="to-pair"><ul><li>l</li></ul><ul><li>r</li></ul></div><pre>as  typed</pre>
<section class="exercise"><p class="eyebrow">Övning 1</p>
<div class="story-box"><p>ruta</p></div></section>
<svg class="qr" viewBox="0 0 9 9" aria-label="En ruta"><path d="M0 0h9v9z"/></svg>
<section class="answers"><h2>Svar</h2></section>
"""


def sheet(html, title="Åsikt"):
    return Sheet(tree=tree_of(html), title=title, language="sv", author="Testköping", foot="foten")


def test_it_is_tagged_with_language_and_title_and_says_that_it_is_accessible():
    pdf = read(pdf_of(sheet(EVERYTHING), now=NOW))

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Åsikt"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert {
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/Table",
        "/TH",
        "/TD",
        "/Link",
        "/Figure",
    } <= kinds_of(pdf)


def test_its_words_can_be_taken_out():
    said = words(pdf_of(sheet(EVERYTHING), now=NOW))

    for word in ("Åsikt, tro och våld", "Löp & gå", "3. tre", "4. fyra", "Žofie", "Underskrift"):
        assert word in said
    assert "foten" in said


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "$x$ #import",
        "*star* _line_",
        "= no heading",
        "\\",
        "]",
        '"',
        "@ref",
    ],
)
def test_what_looks_like_a_command_is_a_text(text):
    escaped = text.replace('"', "&quot;")
    said = words(pdf_of(sheet(f"<h1>a</h1><p>{escaped}</p>", title=text), now=NOW))

    assert text in said


def test_the_same_sheet_at_the_same_moment_gives_the_same_bytes():
    assert pdf_of(sheet(EVERYTHING), now=NOW) == pdf_of(sheet(EVERYTHING), now=NOW)


def test_letters_without_a_drawing_cost_the_mark_but_not_the_paper():
    pdf = read(pdf_of(sheet("<h1>a</h1><p>\U00012000</p>"), now=NOW))

    assert b"pdfuaid" not in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<table></table>", "<ul></ul>", "<ol><li></ol>", "<dl>x</dl>"]
)
def test_nothing_is_a_sheet_too(html):
    assert pdf_of(sheet(html), now=NOW).startswith(b"%PDF")
