"""A signature at the end of a PDF: one line behind it that readers of PDF pass over.

It is made of every byte before that line, so whatever is changed in the file is noticed.
"""

import re
from base64 import b64decode, b64encode

LINE = re.compile(rb"%elearn-ed25519 ([A-Za-z0-9+/]{86}==)\n")


def with_signature(pdf: bytes, signature: bytes) -> bytes:
    """*signature* has 64 bytes and is of `signed_part` of *pdf*."""
    return signed_part(pdf) + b"%elearn-ed25519 " + b64encode(signature) + b"\n"


def signed_part(pdf: bytes) -> bytes:
    """What is signed: the file with a line break at its end."""
    return pdf if pdf.endswith(b"\n") else pdf + b"\n"


def taken_apart(file: bytes) -> tuple[bytes, bytes] | None:
    """What was signed, and the signature; None when *file* does not end with one."""
    start = file.rfind(b"%elearn-ed25519 ")
    found = LINE.fullmatch(file[start:]) if start > 0 else None
    return (file[:start], b64decode(found[1])) if found else None
