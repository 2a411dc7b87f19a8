"""The only place that knows Flask: requests in, services and queries called, pages out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from config import Config
from elearn.store.db import Database, open_database
from elearn.store.sealing import Sealer
from elearn.web import (
    account,
    admin,
    api,
    author,
    ballot,
    cookie,
    csrf,
    db,
    errors,
    guard,
    headers,
    kept_page,
    language,
    learner,
    login,
    logs,
    manager,
    page,
    practice,
    public,
    shared_device,
    site,
    startup,
    static,
    tenant,
    visitor,
    vote,
)

View = TypeVar("View", bound=Callable[..., Any])

AUDIENCES = (learner, practice, manager, author, admin, account, public, ballot, vote, visitor, api)
HERE = Path(__file__).parent


class Application(Flask):
    def ensure_sync(self, func: View) -> View:
        """None of our views and hooks is asynchronous; Flask would look at each of them on each
        request to find that out."""
        return func


def create_app(
    config: Config,
    database: Database | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Flask:
    """The WSGI application. Raises SettingError when it must not start like this."""
    app = Application(__name__)
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=config.upload_bytes,
        MAX_FORM_MEMORY_SIZE=config.upload_bytes,
        SESSION_COOKIE_NAME="elearn",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="sv",
        BABEL_DEFAULT_TIMEZONE="Europe/Stockholm",
        BABEL_TRANSLATION_DIRECTORIES=str(HERE.parent / "translations"),
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    opened = database or open_database(config.database_url)
    sealer = Sealer(config.data_keys, config.pepper)
    shared = site.Site(config, opened, sealer, **({"clock": clock} if clock else {}))
    site.install(app, shared)
    startup.refuse_demo_in_production(shared)
    for part in (cookie, logs, tenant, db, login, language, guard, headers, errors, static, page):
        part.install(app)
    shared_device.install(app)
    csrf.install(app)
    kept_page.install(app)
    for audience in AUDIENCES:
        audience.install(app)
    guard.check_every_endpoint(app)
    wrap(app, config)
    return app


def wrap(app: Flask, config: Config) -> None:
    served = WhiteNoise(app.wsgi_app, max_age=static.A_YEAR)
    served.add_files(str(HERE / "static"), prefix="static/")
    app.wsgi_app = headers.on_every_answer(served)  # type: ignore[assignment, method-assign]
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
