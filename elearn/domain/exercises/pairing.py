"""What the types that ask for pairs share: `left:right` and `option:place`."""

from collections.abc import Collection, Mapping

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Key, texts_of

Pairs = Mapping[str, str]
"""What each of the first was given of the second; all of them, or none at all."""

_COLON = ":"


def pairs_of(answer: Answer, firsts: Collection[str], seconds: Collection[str]) -> Pairs:
    """The pairs in *answer*, each made of one of *firsts* and one of *seconds*.

    Raises: BadAnswer.
    """
    texts = texts_of(answer)
    pairs = dict(map(_cut, texts))
    if not (pairs.keys() <= set(firsts) and set(pairs.values()) <= set(seconds)):
        raise BadAnswer("answer-unknown-option")
    if len(pairs) < len(texts):
        raise BadAnswer("answer-only-one")
    if pairs and len(pairs) < len(firsts):
        raise BadAnswer("answer-incomplete")
    return pairs


def joined_pairs(pairs: Pairs) -> Key:
    """*pairs* written as an answer."""
    return frozenset(f"{first}{_COLON}{second}" for first, second in pairs.items())


def _cut(text: str) -> tuple[str, str]:
    first, colon, second = text.partition(_COLON)
    if not colon:
        raise BadAnswer("answer-malformed")
    return first, second
