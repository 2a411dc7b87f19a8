import pytest

from elearn.domain.folding import folded
from elearn.domain.people.naming import (
    listed_name,
    looks_like_personnummer,
    shown_name,
    sorting_key,
)


def test_names_sort_as_in_a_swedish_directory():
    names = ["Öman", "Zander", "Äng", "Åberg", "adam", "Édouard", "Ek"]

    assert sorted(names, key=sorting_key) == [
        "adam",
        "Édouard",
        "Ek",
        "Zander",
        "Åberg",
        "Äng",
        "Öman",
    ]


@pytest.mark.parametrize("typed", ["åsa öman", "Asa  Oman", "ÅSA ÖMAN", "A\u030asa O\u0308man"])
def test_a_search_forgives_case_accents_and_spaces(typed):
    assert folded(typed) == folded("Åsa Öman")


def test_a_decomposed_name_sorts_like_a_composed_one():
    assert sorting_key("A\u030aberg") == sorting_key("Åberg")


@pytest.mark.parametrize(
    ("alias", "shown", "listed"),
    [(None, "Alva Lind", "Lind Alva"), ("", "Alva Lind", "Lind Alva"), ("K. 17", "K. 17", "K. 17")],
)
def test_whoever_has_an_alias_is_never_shown_by_name(
    alias: str | None, shown: str, listed: str
) -> None:
    assert shown_name("Alva", "Lind", alias) == shown
    assert listed_name("Alva", "Lind", alias) == listed


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("121212-1212", True),
        ("19121212-1212", True),
        ("191212121212", True),
        ("121272-1212", True),
        ("Alva Lind 121212+1212", True),
        ("1212121212", True),
        ("1212121213", False),
        ("100234", False),
        ("2026-01-31", False),
        ("20260131", False),
        ("0980-319210", False),
        ("", False),
    ],
)
def test_a_personal_number_is_known_by_its_shape(text, looks):
    assert looks_like_personnummer(text) is looks
