"""Whatever changes something must carry the token of a page of ours. Flask-WTF checks it; pages
that are only read are not kept waiting for its look at who is exempt."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from elearn.web import db


def install(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection = CSRFProtect(app)

    def check() -> None:
        if not db.reads():
            protection.protect(apply_exemptions=True)

    app.before_request(check)
