from elearn.interchange.paper.signature import signed_part, taken_apart, with_signature
from elearn.store.signing import Signer, is_signed

PDF = b"%PDF-1.7\nbody\n%%EOF"
SIGNER = Signer("p" * 40)


def made(pdf=PDF):
    return with_signature(pdf, SIGNER.sign(signed_part(pdf)))


def test_a_signed_file_checks_against_the_public_key_alone():
    assert is_signed(*taken_apart(made()), SIGNER.public_key())
    assert not is_signed(*taken_apart(made()), Signer("q" * 40).public_key())


def test_every_changed_byte_is_noticed():
    file = made()

    for place in range(len(file)):
        changed = bytearray(file)
        changed[place] ^= 1
        parts = taken_apart(bytes(changed))
        assert parts is None or not is_signed(*parts, SIGNER.public_key())


def test_what_is_put_behind_it_or_cut_off_is_noticed():
    for file in (made() + b"x", made()[:-1], PDF, b"", made() + made()):
        parts = taken_apart(file)
        assert parts is None or not is_signed(*parts, SIGNER.public_key())
