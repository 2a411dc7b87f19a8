"""Occupations and the beginnings of their codes."""

import pytest

from elearn.domain.people.aid import among


@pytest.mark.parametrize(
    ("occupations", "found"),
    [
        ([], set()),
        (["207024"], {"207"}),
        (["207024", "351010"], {"207", "351"}),
        (["20"], set()),
        (["120724"], set()),
    ],
)
def test_a_family_is_the_beginning_of_a_code(occupations: list[str], found: set[str]):
    assert among({"207", "351"}, occupations) == found
