"""Versions: what a text is called once it may never change again."""

import re
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

_SHORT = 8


def of_bytes(data: bytes) -> str:
    return sha256(data).hexdigest()


def of_module(lines: Iterable[str]) -> str:
    """The version of a module that includes nothing."""
    return of_bytes("\n".join(lines).encode())


def with_includes(version: str, includes: Iterable[tuple[str, str]]) -> str:
    """*version* with each thing the module includes, by path and digest; itself without any."""
    parts = sorted({f"{path} {content}" for path, content in includes})
    return of_bytes("\n".join([version, *parts]).encode()) if parts else version


def of_block(lines: Iterable[str]) -> str:
    """The version of a block: its words, whatever the white space between them.

    *lines* come without comments and definitions. The first eight digits are what `of:` holds
    in a translation; `short` gives them.
    """
    words = re.split(r"\s+", normalize("NFC", "\n".join(lines)).strip())
    return of_bytes(" ".join(words).encode())


def short(version: str) -> str:
    return version[:_SHORT]
