"""What can be read with the keys, and what cannot without them."""

import pytest
from cryptography.fernet import Fernet

from elearn.store.sealing import Sealer

OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))
TEXT = b"option 2"


def test_what_was_sealed_opens_again():
    sealer = Sealer([NEW], "pepper")

    assert sealer.open(sealer.seal(TEXT)) == TEXT


def test_after_a_rotation_old_seals_still_open_and_new_ones_use_the_new_key():
    sealed = Sealer([OLD], "pepper").seal(TEXT)
    rotated = Sealer([NEW, OLD], "pepper")

    assert rotated.open(sealed) == TEXT
    assert Sealer([NEW], "pepper").open(rotated.seal(TEXT)) == TEXT
    assert Sealer([NEW], "pepper").open(sealed) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[:30] + (b"B" if sealed[30:31] == b"A" else b"A") + sealed[31:],
        lambda sealed: b"",
        lambda sealed: b"\x00" * 100,
        lambda sealed: sealed[40:],
        lambda sealed: Sealer([FOREIGN], "pepper").seal(TEXT),
    ],
    ids=["shorter", "changed", "empty", "rubbish", "beheaded", "foreign"],
)
def test_what_was_tampered_with_does_not_open(spoil):
    sealer = Sealer([NEW], "pepper")

    assert sealer.open(spoil(sealer.seal(TEXT))) is None


def test_a_seal_tells_neither_text_nor_time_and_no_two_are_alike():
    sealer = Sealer([NEW], "pepper")

    seals = {sealer.seal(TEXT) for _ in range(20)}

    assert len(seals) == 20
    assert len({Fernet(NEW).extract_timestamp(sealed) for sealed in seals}) == 1
    assert not any(TEXT in sealed for sealed in seals)


@pytest.mark.parametrize("keys", [["short"], ["x" * 44], [""], [NEW, "bad"]])
def test_a_key_that_is_none_is_refused_at_once(keys):
    with pytest.raises(ValueError, match=r".+"):
        Sealer(keys, "pepper")


def test_a_pseudonym_depends_on_every_part_and_on_the_pepper():
    sealer, other = Sealer([NEW], "pepper"), Sealer([NEW], "salt")
    parts = [("a", "bc"), ("ab", "c"), ("abc",), ("a", "b", "c"), ("A", "bc"), ("a", "bc", "")]

    made = [sealer.pseudonym(*each) for each in parts]

    assert len(set(made)) == len(parts)
    assert all(len(each) == 32 for each in made)
    assert sealer.pseudonym("a", "bc") == made[0] != other.pseudonym("a", "bc")


def test_a_pseudonym_outlives_a_rotation_of_the_data_keys():
    assert Sealer([OLD], "pepper").pseudonym("a") == Sealer([NEW], "pepper").pseudonym("a")
