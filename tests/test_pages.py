"""The page inspector finds what it says it finds: each fault has a page that has it."""

import pytest

from tests.pages import inspect

GOOD = """<!doctype html>
<html lang="sv"><head><title>Hej – Exempelkommun</title><link rel="stylesheet" href="/static/a.css">
<script src="/static/a.js"></script></head>
<body><nav aria-label="Meny"><a href="/">Start</a></nav>
<main id="main"><h1>Hej</h1>
<h2>Om</h2><img src="/a.png" alt=""><svg aria-hidden="true"></svg><a href="#main">Upp</a>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="name">Namn</label><p id="name-hint">Ditt</p>
<input id="name" name="name" aria-describedby="name-hint">
<fieldset><legend>Vilken?</legend>
<input type="radio" name="q" id="q-0" value="a"><label for="q-0">Den</label>
</fieldset>
<input type="checkbox" name="ok" id="ok"><label for="ok">Ja</label>
<button>Spara</button></form>
<table><caption>Folk</caption><tr><th scope="col">Namn</th></tr><tr><td>Kim</td></tr></table>
</main></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert inspect(GOOD) == []


def test_a_title_may_tell_of_an_error() -> None:
    assert inspect(GOOD.replace("<title>Hej", "<title>Fel: Hej")) == []
    assert inspect(GOOD.replace("<title>Hej", "<title>Error: Hej")) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('<html lang="sv">', "<html>", "html has no lang"),
        ("<h1>Hej</h1>", "<h1>Hej</h1><h1>Hej</h1>", "2 h1 on the page"),
        ("<h1>Hej</h1>", "<p>Hej</p>", "0 h1 on the page"),
        ("<title>Hej –", "<title>Start –", "does not begin with the h1"),
        ("<h2>Om</h2>", "<h3>Om</h3>", "h3 'Om' follows a heading of level 1"),
        ("<h2>Om</h2>", "<h2></h2>", "empty h2"),
        ('id="name-hint"', 'id="name"', "id 'name' stands 2 times"),
        ('id="main"', 'id="my main"', "holds a space"),
        ('<label for="name">Namn</label>', "", "input 'name' has no label"),
        (">Namn</label>", "></label>", "has no text"),
        ("<legend>Vilken?</legend>", "", "has no legend"),
        ("<legend>Vilken?</legend>", "<legend></legend>", "has no text"),
        ("fieldset>", "div>", "input 'q-0' is not inside a fieldset"),
        (
            '<input type="checkbox" name="ok" id="ok">',
            '<input type="checkbox" name="ok" id="ok"><input type="checkbox" name="ok" id="ok2" '
            'aria-label="b">',
            "input 'ok' is not inside a fieldset",
        ),
        ('aria-describedby="name-hint"', 'aria-describedby="hint"', "has an aria-describedby"),
        ('aria-describedby="name-hint"', 'aria-describedby=""', "has an empty aria-describedby"),
        ('aria-describedby="name-hint"', 'aria-labelledby="gone"', "has an aria-labelledby"),
        ('for="name"', 'for="main"', "label 'Namn' points at no field"),
        (
            "<h2>Om</h2>",
            '<div class="ds-error-summary"><h2>Fel</h2><a href="#name">Namn</a></div>',
            "title does not begin with Error:",
        ),
        (
            "<h2>Om</h2>",
            '<div class="ds-error-summary"><h2>Fel</h2><a href="#main">Namn</a></div>',
            "hits no field",
        ),
        ('href="#main"', 'href="#gone"', "leads nowhere"),
        ('<script src="/static/a.js"></script>', "<script>go()</script>", "script without src"),
        ("<h2>Om</h2>", "<style>p{}</style>", "style element"),
        ("<h2>", '<h2 style="color:red">', "has a style attribute"),
        ("<button>", '<button onclick="go()">', "has an onclick attribute"),
        ('href="/"', 'href="javascript:go()"', "runs script"),
        ('alt=""', "", "has no alt"),
        ('<svg aria-hidden="true">', "<svg>", "neither hidden nor named"),
        ("/static/a.css", "https://cdn.test/a.css", "loaded from elsewhere"),
        ("/static/a.js", "//cdn.test/a.js", "loaded from elsewhere"),
        ("/a.png", "https://cdn.test/a.png", "loaded from elsewhere"),
        ("<button>Spara", "<button>", "has no text"),
        (">Start</a>", "></a>", "has no text"),
        ('value="x"', 'value=""', "posted without csrf_token"),
        ('method="post"', 'method="get"', "puts csrf_token into the address"),
        ("<caption>Folk</caption>", "", "has no caption"),
        (' scope="col"', "", "has no scope"),
        ('<th scope="col">Namn</th>', "<td>Namn</td>", "has no th"),
        ("main", "div", "not one main"),
        ("<h2>", '<nav aria-label="Meny"></nav><h2>', "same label"),
        ("<button>Spara", '<button><a href="/">Spara</a>', "inside another control"),
        ("Ditt", "{{ name }}", "'{{' stands in the text"),
        ("Ditt", "&amp;lt;b&gt;", "'&lt;' stands in the text"),
        ('href="/"', 'href="None"', "holds the word None"),
    ],
)
def test_a_fault_is_found(good: str, bad: str, fault: str) -> None:
    assert good in GOOD

    faults = inspect(GOOD.replace(good, bad))

    assert any(fault in found for found in faults), faults
