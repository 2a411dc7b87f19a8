"""One JSON line a request: which endpoint, how it went, how long. Never who, never what."""

import logging
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from elearn.web.metrics import observe

log = structlog.get_logger("elearn")
ID_HEADER = "X-Request-ID"


def install(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    found: str = g.request_id
    return found


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    response.headers[ID_HEADER] = request_id()
    endpoint = request.endpoint or "none"
    observe(endpoint, response.status_code, seconds)
    if not endpoint.startswith("api.") or response.status_code >= 400:
        log.info(
            "request",
            id=request_id(),
            method=request.method,
            endpoint=endpoint,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
        )
    return response
