import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.content.markup import References, Renderer, fill_slots, sanitised, unbroken

REFERENCES = References(
    number_by_footnote={"kalla": 3},
    definitions={"kort": ("/card", "Kortet")},
    address=lambda url: None if url.startswith(("javascript", "data", "borta")) else url,
)
VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>a</a>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java\tscript:alert(1))",
    "![a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a][x]\n\n[x]: javascript:alert(1)",
    '[a](https://x.test "onmouseover=alert(1)")',
    '[a](https://x.test" onclick="alert(1))',
    '![" onerror="alert(1)](x.png)',
    "<style>*{display:none}</style>",
    "<div style='position:fixed'>x</div>",
    "<iframe src=https://x.test></iframe>",
    "<math><mtext></p><img src=x onerror=alert(1)></math>",
    "<!--><script>alert(1)</script>-->",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```" onload="x\ncode\n```',
    '!!! note" onclick="x\n    text',
    '/// note | "><script>alert(1)</script>\ntext\n///',
    '/// details | x\n    type: " onclick="\n\ntext\n///',
    "/// html | script\nalert(1)\n///",
    "| a |\n|---|\n| <script>x</script> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02klzzwxh:0001\x03",
]


class _Inspector(HTMLParser):
    """Notes every tag and attribute, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)


def rendered(text: str) -> str:
    return Renderer(REFERENCES).block(text)


def assert_harmless(html: str) -> None:
    inspector = _Inspector()
    inspector.feed(html)
    assert not inspector.tags & {
        "script",
        "style",
        "iframe",
        "object",
        "svg",
        "math",
        "form",
        "input",
    }
    for name, value in inspector.attributes:
        assert not name.startswith("on")
        assert name != "style"
        assert not re.match(r"\s*(?:javascript|data|vbscript)\s*:", value, re.IGNORECASE)


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_an_author_types_can_act(vector: str):
    assert_harmless(rendered(vector))
    assert_harmless(Renderer(REFERENCES).line(vector))
    assert_harmless(sanitised(vector))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(VECTORS), st.text(max_size=20)), max_size=6))
def test_nothing_put_together_from_anything_can_act(pieces: list[str]):
    for joined in ("".join(pieces), "\n\n".join(pieces)):
        assert_harmless(rendered(joined))
        assert_harmless(sanitised(joined))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** _c_", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("a.[^kalla]", '<p>a.<sup class="source-ref"><a href="#source-3" role="doc-noteref" '
                       'rel="noopener noreferrer">3</a></sup></p>'),
        ("a.[^borta]", "<p>a.[^borta]</p>"),
        ("[x][kort]", '<p><a href="/card" title="Kortet" rel="noopener noreferrer">x</a></p>'),
        ("[x](borta.md)", "<p><span>x</span></p>"),
        ("![Vad den visar](borta.png)", "<p><span>Vad den visar</span></p>"),
        ("![Alt](bild.png)", '<p><img alt="Alt" loading="lazy" src="bild.png"></p>'),
        ("- [x] klart\n- [ ] kvar", "<ul>\n<li>☑ klart</li>\n<li>☐ kvar</li>\n</ul>"),
        ("- [x] **klart**\n\n- [ ] kvar",
         "<ul>\n<li>\n<p>☑ <strong>klart</strong></p>\n</li>\n<li>\n<p>☐ kvar</p>\n</li>\n</ul>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("{{lokal.samordnare}}", "<p>{{lokal.samordnare}}</p>"),
        ('!!! warning "Obs"\n    text', '<div class="admonition warning">\n'
         '<p class="admonition-title">Obs</p>\n<p>text</p>\n</div>'),
        ('!!! banner "Obs"\n    text', '<div class="admonition">\n'
         '<p class="admonition-title">Obs</p>\n<p>text</p>\n</div>'),
        ('??? note "Mer"\n    text',
         '<details class="note">\n<summary>Mer</summary>\n<p>text</p>\n</details>'),
        ("/// details | Mer\ntext\n///",
         "<details>\n<summary>Mer</summary>\n<p>text</p>\n</details>"),
        ("````\n```\n<b>\n````", "<pre><code>```\n&lt;b&gt;\n</code></pre>"),
    ],
)  # fmt: skip
def test_markdown_becomes_this_html(text: str, html: str):
    assert rendered(text) == html


def test_a_table_has_column_headings_and_can_be_scrolled_by_keyboard():
    html = rendered("| a | b |\n| --- | ---: |\n| c | 1 |")

    assert html.startswith('<div class="table-region" tabindex="0">\n<table>')
    assert '<th scope="col">a</th>' in html
    assert '<td class="align-right">1</td>' in html


@pytest.mark.parametrize(
    "text", ["1. a", "# a", "> a", "- a", "    a", "a", "```", "| a |", "[a]: b"]
)
def test_a_line_stays_a_line(text: str):
    html = Renderer(REFERENCES).line(text)

    assert not re.search(r"<(?:p|ol|ul|h\d|pre|blockquote|table)\b", html)


def test_a_slot_is_filled_and_escaped():
    filled = fill_slots("<p>{{lokal.a}} {{ lokal.b.phone }}</p>", {"lokal.a": '<i>"&'})

    assert filled == "<p>&lt;i&gt;&quot;&amp; [lokal.b.phone]</p>"


def test_no_line_breaks_within_a_filled_number():
    filled = fill_slots("<p>{{lokal.a}}.</p>", {"lokal.a": "<Jour>, 0980-319 211"})

    assert filled == '<p>&lt;Jour&gt;, <span class="one-piece">0980-319 211</span>.</p>'


def test_a_number_in_an_attribute_gets_no_tag():
    picture = '<img alt="2 > 1, {{lokal.a}}" src="x"> {{lokal.a}}'

    assert fill_slots(picture, {"lokal.a": "114 14"}) == (
        '<img alt="2 > 1, 114 14" src="x"> <span class="one-piece">114 14</span>'
    )


@pytest.mark.parametrize(
    "piece", ["F–6", "7–9", "0–6", "070-174 06 31", "+46 980-319 200", "8.00–16.30"]
)
def test_what_breaks_at_a_hyphen_is_one_piece(piece: str):
    assert unbroken(f"Om {piece}, här") == f'Om <span class="one-piece">{piece}</span>, här'


@pytest.mark.parametrize("text", ["112", "På kvällar – 7 av 9", "B2-kortet", "VBE-grupp", "1177"])
def test_what_cannot_break_badly_is_left_as_it_is(text: str):
    assert unbroken(text) == text


def test_a_filled_value_is_not_filled_again():
    assert fill_slots("{{lokal.a}}", {"lokal.a": "{{lokal.b}}", "lokal.b": "x"}) == "{{lokal.b}}"


def test_one_renderer_renders_many_pieces_alike():
    renderer = Renderer(REFERENCES)

    assert [renderer.block("[x][kort] a.[^kalla]") for _ in range(2)] == [
        rendered("[x][kort] a.[^kalla]")
    ] * 2
