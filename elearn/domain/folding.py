"""How words are made alike for searching: what a hurried typist takes for the same."""

import unicodedata


def without_marks(text: str) -> str:
    """*text* with its letters bare: `å` is `a`, `é` is `e`."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """`Orosanmälan` and `OROSANMALAN` give the same; white space runs become one space."""
    return " ".join(without_marks(text.casefold()).split())
