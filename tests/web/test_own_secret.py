"""A name that does not exist costs as much time as one that does."""

from argon2 import extract_parameters

from elearn.web.own_secret import HASHER, NOBODY, hashed, matches


def test_nobodys_hash_is_made_as_a_persons():
    assert extract_parameters(NOBODY) == extract_parameters(hashed("a secret of somebody's"))
    assert not HASHER.check_needs_rehash(NOBODY)


def test_nothing_opens_where_nobody_is():
    assert not matches(None, "")
    assert not matches(None, "demo-demo-demo")


def test_an_own_secret_opens_and_another_does_not():
    kept = hashed("five words that I keep")
    assert matches(kept, "five words that I keep")
    assert not matches(kept, "five words that I kept")
    assert not matches("no hash at all", "five words that I keep")
