"""`certificate` checks a file without a database, with our key or with somebody else's."""

import pytest

from elearn.interchange.paper.signature import signed_part, with_signature
from elearn.store.signing import Signer

PDF = b"%PDF-1.7\nbody\n%%EOF"
OTHERS = Signer("q" * 40)


@pytest.fixture
def file(tmp_path):
    def made(signer):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(with_signature(PDF, signer.sign(signed_part(PDF))))
        return path

    return made


def test_a_file_of_somebody_else_is_checked_by_their_key(terminal, file, tmp_path):
    key = tmp_path / "key.pem"
    key.write_bytes(OTHERS.public_key())

    good = terminal.run("certificate", "check", file(OTHERS), "--key", key)
    bad = terminal.run("certificate", "check", file(OTHERS))

    assert (good.code, bad.code) == (0, 1)
    assert "as it was made" in good.out
    assert "does not fit" in bad.out


def test_our_own_key_is_printed(terminal):
    printed = terminal.run("certificate", "key").out
    assert printed.startswith("-----BEGIN PUBLIC KEY-----")


def test_what_is_no_certificate_is_told(terminal, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)

    said = terminal.run("certificate", "check", path)
    assert (said.code, "carries no signature" in said.out) == (1, True)
    key = tmp_path / "b.pem"
    key.write_bytes(b"no key")
    path.write_bytes(with_signature(PDF, OTHERS.sign(signed_part(PDF))))
    said = terminal.run("certificate", "check", path, "--key", key)
    assert said.code == 2
    assert "BEGIN PUBLIC KEY" in said.out
