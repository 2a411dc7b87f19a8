"""One JSON line a request: which endpoint, how it went, how long. Never who, never what."""

import json
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from flask import Flask, Response, g, request

from elearn.web.batches import Batches
from elearn.web.metrics import observe

ID_HEADER = "X-Request-ID"


class Answered(NamedTuple):
    """What is noted of a request."""

    at: float
    """Seconds since the epoch."""
    id: str
    method: str
    endpoint: str
    status: int
    seconds: float


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    found: str = g.request_id
    return found


def note(batch: Sequence[Answered]) -> None:
    """Counts each, and writes a line of each but the machines' good ones."""
    for one in batch:
        observe(one.endpoint, one.status, one.seconds)
    written = "".join(_line(one) for one in batch if _is_worth_a_line(one))
    with suppress(OSError, ValueError):  # Nobody may be reading any more.
        sys.stdout.write(written)
        sys.stdout.flush()


noted = Batches(note)


def _is_worth_a_line(answered: Answered) -> bool:
    return not answered.endpoint.startswith("api.") or answered.status >= 400


def _line(answered: Answered) -> str:
    said = {
        "event": "request",
        "level": "info",
        "timestamp": datetime.fromtimestamp(answered.at, UTC).isoformat(),
        "id": answered.id,
        "method": answered.method,
        "endpoint": answered.endpoint,
        "status": answered.status,
        "milliseconds": round(answered.seconds * 1000, 1),
    }
    return json.dumps(said) + "\n"


def _begin() -> None:
    g.request_id = f"{random.getrandbits(64):016x}"
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    number, endpoint = request_id(), request.endpoint or "none"
    response.headers[ID_HEADER] = number
    noted.put(
        Answered(time.time(), number, request.method, endpoint, response.status_code, seconds)
    )
    return response
