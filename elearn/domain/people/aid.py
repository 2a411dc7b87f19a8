"""Groups of occupations by the beginning of their AID code.

The official list of codes is not in here: which codes there are is payroll's to say, and the
pages show those that occur.
"""

import re
from collections.abc import Collection

from elearn.domain.errors import Refusal

FAMILY_DIGITS = 3
"""How much of a code the pages group by."""
LONGEST = 10


def families_of(text: str) -> frozenset[str]:
    """Beginnings of codes, written with commas or spaces between; none means every occupation.

    Raises: Refusal `aid-families-malformed`.
    """
    words = [word for word in re.split(r"[,;\s]+", text) if word]
    for word in words:
        if not (word.isascii() and word.isdigit() and len(word) <= LONGEST):
            raise Refusal("aid-families-malformed", text=word[:20])
    return frozenset(words)


def among(families: Collection[str], occupations: Collection[str]) -> frozenset[str]:
    """Those of *families*, which are beginnings of codes, that some occupation begins with."""
    return frozenset(one for one in families if any(code.startswith(one) for code in occupations))
