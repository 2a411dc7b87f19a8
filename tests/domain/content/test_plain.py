import pytest

from elearn.domain.content.plain import filled, lix, of_html, of_markdown, with_slots


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Se [kortet](/card) och **fet** _kursiv_.[^a]", "Se kortet och fet kursiv."),
        ("# Rubrik", "Rubrik"),
        ("> **Ledtråd:** Så", "Ledtråd: Så"),
        ("1. [x] Ja", "Ja"),
        ("- [ ] Nej", "Nej"),
        ("Ring {{lokal.a}}.", "Ring ."),
        ("a `b` c", "a b c"),
        ("a\n```\nb\n```\nc", "a\n\n\n\nc"),
        ("<https://example.test> x", " x"),
        ('!!! note "Obs"\n    text', ' "Obs"\n    text'),
        ("2 * 3 och a_b", "2 * 3 och a_b"),
    ],
)
def test_marks_are_left_out(markdown: str, plain: str):
    assert of_markdown(markdown) == plain


def test_the_text_of_html_is_one_line():
    assert of_html("<h2>A</h2><p>b &amp;\nc{{lokal.a}}</p><ul><li>d</li></ul>") == "A b & c d"


def test_lix_is_words_per_sentence_and_the_share_of_long_words():
    """Six words in two sentences, one of them long: 6/2 + 100 × 1/6 = 19.7."""
    assert lix("Du frågar en vän. Det hjälper.") == 3 + round(100 * 1 / 6)


def test_a_text_without_words_has_no_lix():
    assert lix("1, 2. 3!") is None


def test_slots_are_filled_in_plain_text_and_left_out_when_empty():
    text = with_slots("<p>Call {{lokal.a.phone}} or {{lokal.b}}.</p>")

    assert filled(text, {"lokal.a.phone": "0980-319 200"}) == "Call 0980-319 200 or ."
