"""What stands on a page, as a tree."""

from elearn.interchange.markup_tree import tree_of


def texts(node):
    if isinstance(node, str):
        return node
    return "".join(texts(child) for child in node["in"])


def nodes(tree, tag):
    below = [
        found for child in tree["in"] if isinstance(child, dict) for found in nodes(child, tag)
    ]
    return ([tree] if tree["tag"] == tag else []) + below


def test_only_what_the_article_says_comes_along():
    tree = tree_of("<nav>Menu</nav><article><p>Hello</p></article><p>Foot</p>", within="article")

    assert texts(tree) == "Hello"


def test_what_is_for_the_screen_alone_stays_away():
    html = (
        '<div class="stack no-print"><p>Print</p><br><img src="x"></div><p>Read <button>Go</button>'
        '<svg aria-hidden="true"><path d="M0"/></svg></p><form><input value="x"></form>'
        "<p hidden>h</p>"
        '<div class="lines" aria-hidden="true"><span></span></div>'
    )

    tree = tree_of(html)

    assert texts(tree) == "Read "
    assert len(nodes(tree, "span")) == 1


def test_headings_begin_with_the_first_level_and_leave_none_out():
    tree = tree_of("<h2>a</h2><h4>b</h4><h2>c</h2><h3>d</h3>")

    assert [node["tag"] for node in tree["in"]] == ["h1", "h2", "h2", "h3"]


def test_a_drawing_keeps_its_source_and_what_it_is_said_to_show():
    drawn = '<linearGradient/><g><path d="M0"/></g>'
    html = f'<p><svg viewBox="0 0 1 1" aria-label="A square">{drawn}</svg>x</p>'

    [drawing] = nodes(tree_of(html), "img")

    assert drawing["alt"] == "A square"
    assert 'viewBox="0 0 1 1"' in drawing["source"]
    assert drawn in drawing["source"]
    assert drawing["source"].endswith("</g></svg>")


def test_a_picture_is_asked_for_and_left_out_when_it_is_none_of_ours():
    html = '<img src="/media/a" alt="Three steps"><img src="https://example.org/b" alt="Else">'
    kept = {"/media/a": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}

    ours, other = nodes(tree_of(html, pictures=kept.get), "img")

    assert ours["source"].startswith("<svg")
    assert "source" not in other
    assert other["alt"] == "Else"


def test_broken_markup_ends_nothing_that_was_not_begun():
    tree = tree_of("<p>a</b> b</p></div><p>c")

    assert [texts(node) for node in nodes(tree, "p")] == ["a b", "c"]
