"""What is published changes seldom: each web process keeps what it has read until the
municipality's content stamp moves, which every signed-in request learns on the way in.

Of somebody with a ballot or a number and no account no stamp is known: they are answered anew."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from elearn.store.db import Session
from elearn.web.db import session
from elearn.web.login import viewer
from elearn.web.tenant import municipality_id

MOST_KEPT = 2_000
"""Answers in one process; beyond that all are forgotten and asked for again."""

Question = ParamSpec("Question")
Answer = TypeVar("Answer")

_kept: dict[tuple[Any, ...], tuple[int, Any]] = {}


def published(
    question: Callable[Concatenate[Session, UUID, Question], Answer],
    *about: Question.args,
    **named: Question.kwargs,
) -> Answer:
    """What *question* answers for this municipality. The answer must not be changed."""
    if not viewer().is_authenticated:
        return question(session(), municipality_id(), *about, **named)
    stamp = viewer().content_stamp
    key = (question, municipality_id(), about, tuple(sorted(named.items())))
    kept = _kept.get(key)
    if kept is None or kept[0] != stamp:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        kept = _kept[key] = (stamp, question(session(), municipality_id(), *about, **named))
    answer: Answer = kept[1]
    return answer
