"""Is it alive, can it serve, how is it doing."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from elearn.domain.people.permissions import Permission
from elearn.store import schema
from elearn.store.db import DatabaseGone
from elearn.web import logs, metrics
from elearn.web.guard import requires
from elearn.web.site import site

endpoints = Blueprint("api", __name__)


@endpoints.get("/healthz")
@requires(Permission.PUBLIC)
def health() -> ResponseReturnValue:
    return {"status": "alive"}


@endpoints.get("/readyz")
@requires(Permission.PUBLIC)
def ready() -> ResponseReturnValue:
    try:
        is_current = schema.is_current(site().database)
    except DatabaseGone:
        return {"status": "the database does not answer"}, 503
    if not is_current:
        return {"status": "the database waits for `python -m elearn db upgrade`"}, 503
    return {"status": "ready"}


@endpoints.get("/metrics")
@requires(Permission.OPERATE)
def measurements() -> ResponseReturnValue:
    if request.remote_addr not in site().config.metrics_from:
        abort(403)
    logs.noted.flush()
    return Response(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")
