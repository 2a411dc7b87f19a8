"""One JSON line a request: which endpoint, how it went, how long. Never who, never what."""

import json
import logging
import random
import time
from collections.abc import MutableMapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import structlog
from flask import Flask, Response, g, request

from elearn.web.metrics import observe

ID_HEADER = "X-Request-ID"
ENCODER = json.JSONEncoder(default=repr)


def install(app: Flask) -> None:
    structlog.configure(
        processors=[structlog.processors.format_exc_info, _line],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.BytesLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    app.before_request(_begin)
    app.after_request(_end)


def _line(_logger: object, level: str, event: MutableMapping[str, Any]) -> bytes:
    """The whole line at once, because every request waits for it; as bytes, which go out in one
    call where text takes two."""
    event["level"] = level
    event["timestamp"] = datetime.now(UTC).isoformat()
    return ENCODER.encode(event).encode()


@cache
def _straight() -> structlog.BytesLogger:
    """Where structlog writes: every request waits for its line, so it takes the shortest way."""
    return structlog.BytesLogger()


def request_id() -> str:
    found: str = g.request_id
    return found


def _begin() -> None:
    g.request_id = f"{random.getrandbits(64):016x}"
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    number = request_id()
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    response.headers[ID_HEADER] = number
    endpoint = request.endpoint or "none"
    observe(endpoint, response.status_code, seconds)
    if not endpoint.startswith("api.") or response.status_code >= 400:
        said = {
            "event": "request",
            "id": number,
            "method": request.method,
            "endpoint": endpoint,
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
        }
        _straight().msg(_line(None, "info", said))
    return response
