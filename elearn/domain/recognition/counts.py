"""What a number of answers must be before anything is computed from it."""

from collections.abc import Iterable

from elearn.domain.errors import Refusal


def require_counts(counts: Iterable[object]) -> None:
    """Raises: Refusal `counts-malformed` unless each is a whole number from 0; True is none."""
    if any(type(count) is not int or count < 0 for count in counts):
        raise Refusal("counts-malformed")
