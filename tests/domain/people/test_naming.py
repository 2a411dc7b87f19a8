import pytest

from elearn.domain.people.naming import searching_key, sorting_key


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
    assert searching_key(typed) == searching_key("Åsa Öman")


def test_a_decomposed_name_sorts_like_a_composed_one():
    assert sorting_key("A\u030aberg") == sorting_key("Åberg")
