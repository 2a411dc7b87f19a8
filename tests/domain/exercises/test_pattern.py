import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.exercises.pattern import holds_mark_up, pattern_in
from elearn.domain.folding import folded


@pytest.mark.parametrize(
    ("raw", "text", "is_match"),
    [
        ("orosanmälan", "orosanmälan", True),
        ("orosanmälan", "OROSANMÄLAN", True),
        ("orosanmälan", "orosanmalan", True),
        ("orosanmälan", " Orosanmälan. ", True),
        ("orosanmälan", "”orosanmälan”", True),
        ("orosanmälan", "en orosanmälan", False),
        ("Ja!", "ja", True),
        ("fråga en kollega", "Fråga  en\tkollega", True),
        ("orosanmäl*", "orosanmälan", True),
        ("orosanmäl*", "orosanmäl", True),
        ("orosanmäl*", "polisanmälan", False),
        ("*anmälan", "orosanmälan", True),
        ("*anmälan", "anmälande", False),
        ("oros*an", "orosan", True),
        ("ana*ana", "ana", False),
        ("ana*ana", "anana", False),
        ("ana*ana", "anaana", True),
        ("*kolleg*", "jag frågar en kollega först", True),
        ("*a*b*", "b a", False),
        ("*a*a*", "a", False),
        ("`?`", "?", True),
        ("`?`", "!", False),
        ("fråga * kollega", "fråga en kollega", True),
        ("fråga * kollega", "fråga kollega", False),
        ("`5*`", "5*", True),
        ("`5*`", "55", False),
        (r"5\*", "5*", True),
        (r"5\*", "55", False),
        ("`a*`*", "a*b", True),
        ("`a*`*", "ab", False),
        ("a`", "a`", True),
        ("¿Qué?", "que", True),
        ("Straße", "STRASSE", True),
    ],
)  # fmt: skip
def test_a_pattern_knows_what_is_meant(raw: str, text: str, is_match: bool):
    assert pattern_in(raw).matches(text) == is_match


@pytest.mark.parametrize(
    ("raw", "example"), [("orosanmäl*", "orosanmäl…"), ("`5*`", "5*"), (r"5\*", "5*")]
)
def test_an_example_can_be_shown(raw: str, example: str):
    assert pattern_in(raw).example == example


@pytest.mark.parametrize(
    ("raw", "says_something"), [("*", False), ("**", False), ("?!", False), ("*a", True)]
)
def test_a_pattern_without_letters_says_nothing(raw: str, says_something: bool):
    assert pattern_in(raw).says_something == says_something


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("**orosanmälan**", True),
        ("[anmälan](/card)", True),
        ("anmälan[^a]", True),
        ("{{lokal.samordnare}}", True),
        ("`**`", False),
        (r"a\*\*", False),
        ("*anmälan*", False),
        ("[sic]", False),
    ],
)
def test_what_nobody_types_is_found(raw: str, found: bool):
    assert holds_mark_up(raw) == found


words = st.text("aåb .*", min_size=1, max_size=12).filter(lambda text: any(map(str.isalnum, text)))


@given(words)
def test_a_pattern_matches_its_own_example(raw: str):
    assert pattern_in(raw).matches(pattern_in(raw).example)


@given(st.text("ab*", min_size=1, max_size=8), st.text("ab", max_size=12))
def test_a_wildcard_is_what_a_regular_expression_would_call_anything(raw: str, text: str):
    expected = re.fullmatch(raw.replace("*", ".*"), text) is not None

    assert pattern_in(raw).matches(text) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_the_reading(raw: str, text: str):
    pattern_in(raw).matches(text)


@given(st.text("aåäöéüß bcABC", max_size=20))
def test_case_accents_and_spaces_do_not_matter(text: str):
    typed = f"  {unicodedata.normalize('NFD', text.upper())} "

    assert pattern_in(text).matches(typed) or not folded(text)
