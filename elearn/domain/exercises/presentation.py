"""What leaves the server: things under ids, and in an order, that say nothing about the key; and
what comes back, turned into an answer.

The *seed* is a secret of one exercise in one attempt. Derive it from a secret of the attempt
and the id of the exercise; a seed shared by two exercises gives both the same order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import assert_never

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.interaction import (
    LEVELS,
    PASSED,
    Choice,
    Entry,
    Group,
    Interaction,
    Marking,
    Match,
    Option,
    Order,
    Part,
    Passing,
    Rating,
)

FIELD = "answer"
"""The name of the form field that holds an answer."""
_ID_BYTES = 6

Fields = Mapping[str, Sequence[str]]
"""What a form sent, by field."""


def field_of(public_id: str, field: str = FIELD) -> str:
    """The name of the field for one of several things that are asked together."""
    return f"{field}-{public_id}"


def presented(interaction: Interaction, *, seed: str) -> Interaction:
    """The interaction to show, of the same kind: its ids are public ones.

    The same *seed* gives the same order and ids, on every page of the attempt. An author's
    `shuffle: no` keeps the order of a choice; the ids stay opaque.
    """
    match interaction:
        case Choice(options=options, shuffle=shuffle):
            return replace(interaction, options=_public(options, seed, shuffle=shuffle))
        case Match(left=left, right=right):
            return Match(
                _public(left, f"{seed}:left", shuffle=True),
                _public(right, f"{seed}:right", shuffle=True),
            )
        case Order(options=options):
            return Order(_public(options, seed, shuffle=True))
        case Marking(paragraphs=paragraphs, missing=missing):
            return Marking(
                tuple(
                    tuple(
                        _renamed(piece, seed) if isinstance(piece, Option) else piece
                        for piece in paragraph
                    )
                    for paragraph in paragraphs
                ),
                _public(missing, seed, shuffle=True),
            )
        case Group(parts=parts):
            shown = (_presented_part(part, seed) for part in parts)
            return Group(tuple(sorted(shown, key=lambda part: part.id)))
        case Entry() | Rating() | Passing():
            return interaction
    assert_never(interaction)


def resolve(
    interaction: Interaction, fields: Fields, *, seed: str, field: str = FIELD
) -> frozenset[str]:
    """The answer that *fields* hold; empty when nothing was given.

    Raises: BadAnswer `answer-unknown-option`, `answer-malformed`, `answer-incomplete`,
    `answer-places`, `answer-too-long`.
    """
    given = [text for text in fields.get(field, ()) if text]
    match interaction:
        case Choice(options=options):
            return frozenset(_own_ids(options, given, seed))
        case Marking():
            return frozenset(_own_ids(phrases_of(interaction), given, seed))
        case Match(left=left, right=right):
            return _matched(left, right, fields, field, seed)
        case Order(options=options):
            return _ordered(options, fields, field, seed)
        case Group(parts=parts):
            return _grouped(parts, fields, field, seed)
        case Entry(letters=letters):
            text = " ".join(" ".join(given).split())
            if len(text) > letters:
                raise BadAnswer("answer-too-long", most=letters)
            return frozenset({text} if text else ())
        case Rating(scale=scale):
            if set(given) - set(LEVELS[scale]):
                raise BadAnswer("answer-unknown-option")
            return frozenset(given)
        case Passing():
            return frozenset({PASSED})
    assert_never(interaction)


def phrases_of(marking: Marking) -> tuple[Option, ...]:
    """Everything that can be marked."""
    pieces = (piece for paragraph in marking.paragraphs for piece in paragraph)
    return (*(piece for piece in pieces if isinstance(piece, Option)), *marking.missing)


def _presented_part(part: Part, seed: str) -> Part:
    inner = presented(part.interaction, seed=f"{seed}:{part.id}")
    assert isinstance(inner, (Choice, Rating))
    return Part(_public_id(part.id, seed), part.text, inner)


def _matched(
    left: Sequence[Option], right: Sequence[Option], fields: Fields, field: str, seed: str
) -> frozenset[str]:
    pairs = []
    for option in left:
        name = field_of(_public_id(option.id, f"{seed}:left"), field)
        given = [text for text in fields.get(name, ()) if text]
        pairs += [f"{option.id}:{own}" for own in _own_ids(right, given[:1], f"{seed}:right")]
    return _whole(pairs, len(left))


def _ordered(options: Sequence[Option], fields: Fields, field: str, seed: str) -> frozenset[str]:
    places = {
        option.id: " ".join(fields.get(field_of(_public_id(option.id, seed), field), ())).strip()
        for option in options
    }
    given = {option: place for option, place in places.items() if place}
    wanted = {str(number) for number in range(1, len(options) + 1)}
    if given and not set(given.values()) <= wanted:
        raise BadAnswer("answer-places", most=len(options))
    pairs = _whole([f"{option}:{place}" for option, place in given.items()], len(options))
    if pairs and len(set(given.values())) < len(options):
        raise BadAnswer("answer-places", most=len(options))
    return pairs


def _grouped(parts: Sequence[Part], fields: Fields, field: str, seed: str) -> frozenset[str]:
    found: list[str] = []
    answered = 0
    for part in parts:
        name = field_of(_public_id(part.id, seed), field)
        inner = resolve(part.interaction, fields, seed=f"{seed}:{part.id}", field=name)
        answered += bool(inner)
        found += [f"{part.id}/{text}" for text in inner]
    if 0 < answered < len(parts):
        raise BadAnswer("answer-incomplete")
    return frozenset(found)


def _whole(pairs: Sequence[str], count: int) -> frozenset[str]:
    """All of *pairs*, or nothing. Raises: BadAnswer when some are lacking."""
    if 0 < len(pairs) < count:
        raise BadAnswer("answer-incomplete")
    return frozenset(pairs)


def _public(options: Sequence[Option], seed: str, *, shuffle: bool) -> tuple[Option, ...]:
    shown = [_renamed(option, seed) for option in options]
    return tuple(sorted(shown, key=lambda option: option.id) if shuffle else shown)


def _renamed(option: Option, seed: str) -> Option:
    return Option(_public_id(option.id, seed), option.text)


def _own_ids(options: Sequence[Option], public_ids: Sequence[str], seed: str) -> list[str]:
    own_id_by_public_id = {_public_id(option.id, seed): option.id for option in options}
    if not set(public_ids) <= own_id_by_public_id.keys():
        raise BadAnswer("answer-unknown-option")
    return [own_id_by_public_id[public_id] for public_id in public_ids]


def _public_id(option_id: str, seed: str) -> str:
    key = blake2b(seed.encode()).digest()
    return "o" + blake2b(option_id.encode(), key=key, digest_size=_ID_BYTES).hexdigest()
