"""How words are made alike for searching: case and accents do not count."""

import unicodedata


def folded(text: str) -> str:
    """`Orosanmälan` and `OROSANMALAN` give the same; white space runs become one space."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(mark for mark in apart if not unicodedata.combining(mark)).split())
