"""What leaves the server: options under ids, and in an order, that say nothing about the key.

The *seed* is a secret of one exercise in one attempt. Derive it from a secret of the attempt
and the id of the exercise; a seed shared by two exercises gives both the same order.
"""

from collections.abc import Collection
from hashlib import blake2b

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.interaction import Choice, Option

_ID_BYTES = 6


def presented(choice: Choice, *, seed: str) -> tuple[tuple[str, Option], ...]:
    """Each option with its public id, in the order to show.

    The same *seed* gives the same order and ids, on every page of the attempt. An author's
    `shuffle: no` keeps the order; the ids stay opaque.
    """
    pairs = [(_public_id(option.id, seed), option) for option in choice.options]
    return tuple(sorted(pairs, key=lambda pair: pair[0]) if choice.shuffle else pairs)


def resolve(choice: Choice, public_ids: Collection[str], *, seed: str) -> frozenset[str]:
    """The ids of the options that were shown under *public_ids*. Raises: BadAnswer."""
    source_id_by_public_id = {_public_id(option.id, seed): option.id for option in choice.options}
    if not all(isinstance(public_id, str) for public_id in public_ids):
        raise BadAnswer("answer-malformed")
    if not set(public_ids) <= source_id_by_public_id.keys():
        raise BadAnswer("answer-unknown-option")
    return frozenset(source_id_by_public_id[public_id] for public_id in public_ids)


def _public_id(option_id: str, seed: str) -> str:
    key = blake2b(seed.encode()).digest()
    return "o" + blake2b(option_id.encode(), key=key, digest_size=_ID_BYTES).hexdigest()
