"""A zip that says by itself whether it was changed."""

import io
import zipfile
from functools import partial

import pytest

from elearn.domain.errors import FormatError
from elearn.interchange.signed_zip import faults_of, signed_zip
from elearn.store.signing import Signer, is_signed

SIGNER = Signer("p" * 40)
OURS = partial(is_signed, public_key=SIGNER.public_key())
FILES = {"a.txt": b"one", "b.json": b"{}"}
MADE = signed_zip(FILES, SIGNER.sign)


def rewritten(change):
    with zipfile.ZipFile(io.BytesIO(MADE)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return body.getvalue()


def test_the_same_files_give_the_same_bytes_and_no_fault():
    assert signed_zip(dict(reversed(FILES.items())), SIGNER.sign) == MADE
    assert faults_of(MADE, OURS) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda files: files.update({"a.txt": b"two"}), "changed:a.txt"),
        (lambda files: files.pop("b.json"), "missing:b.json"),
        (lambda files: files.update({"c": b""}), "added:c"),
        (lambda files: files.update({"manifest.json": b"{}"}), "signature"),
    ],
)
def test_each_change_is_named(change, fault):
    assert faults_of(rewritten(change), OURS) == [fault]


def test_another_key_made_another_package():
    other = partial(is_signed, public_key=Signer("q" * 40).public_key())

    assert faults_of(MADE, other) == ["signature"]


@pytest.mark.parametrize("body", [b"", b"PK", MADE[:-20], rewritten(lambda files: files.clear())])
def test_what_is_no_package_is_refused(body):
    with pytest.raises(FormatError):
        faults_of(body, OURS)
