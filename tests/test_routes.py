"""No address appears, moves or opens to somebody else unnoticed."""

from tests.routes import listed, routes_of


def test_the_list_of_addresses_is_what_the_product_answers_to(app):
    expected = listed()

    found = routes_of(app)

    assert found == expected, "was it meant? then `python -m tests.routes` and read the difference"
