"""Flask-Login over our own session table: the cookie holds an opaque token, nothing else."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user
from werkzeug.wrappers import Response

from elearn.domain.people.permissions import Actor
from elearn.domain.people.sign_in import SESSION_DAYS, SHARED_IDLE
from elearn.services import sign_in
from elearn.store.db import Session, Unstorable
from elearn.store.prepared import Prepared
from elearn.store.queries.signed_in import SignedIn, signed_in
from elearn.web import db, held, shared_device
from elearn.web.devices import coarse_device
from elearn.web.site import site
from elearn.web.tenant import municipality_id

SEEN_EVERY = timedelta(minutes=5)
SHARED_SEEN_EVERY = timedelta(minutes=1)
TOKEN_BYTES = 32
QUESTION = "elearn_question"

View = TypeVar("View", bound=Callable[..., Any])


class CurrentUser(UserMixin):  # type: ignore[misc]
    def __init__(self, token: str, found: SignedIn) -> None:
        self.token = token
        self.found = found
        self.name = found.name
        self.language = found.language
        self.code_issued_by = found.code_issued_by
        self.content_stamp = found.content_stamp
        self.is_shared = found.is_shared
        self.actor = Actor(
            municipality=municipality_id(),
            person=found.person,
            grants=found.grants,
            slip=found.by_code,
        )

    def get_id(self) -> str:
        return self.token

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class _Manager(LoginManager):  # type: ignore[misc]
    def _session_protection_failed(self) -> bool:
        """Off, as `session_protection = None` says too, but without a hash of the browser's name
        on each request."""
        return False

    def _update_remember_cookie(self, response: Response) -> Response:
        """Nobody is remembered by a second cookie."""
        return response


def asks_besides(question: Prepared) -> Callable[[View], View]:
    """Marks a view that needs what *question* asks besides who is signed in: `viewer().found` has
    it. The parts of the view's URL are the values that it needs."""

    def mark(view: View) -> View:
        setattr(view, QUESTION, question)
        return view

    return mark


def viewer() -> CurrentUser:
    """Who is signed in, on a page that needs somebody to be. Flask-Login's own `current_user` finds
    out anew each time it is mentioned."""
    found: CurrentUser | None = g.get("viewer")
    if found is None:
        found = g.viewer = current_user._get_current_object()
    return found


def install(app: Flask) -> None:
    manager = _Manager(app)
    manager.session_protection = None
    manager.user_loader(_load)


def start(
    writing: Session, person: Any, *, by_code: bool = False, code_issued_by: Any = None
) -> None:
    """Signs *person* in on this device. The caller commits."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = site().now()
    sign_in.open_session(
        writing,
        municipality_id(),
        person,
        token_hash(token),
        coarse_device(request.user_agent.string),
        by_code=by_code,
        code_issued_by=code_issued_by,
        is_shared=shared_device.is_marked(),
        now=now,
    )
    writing.flush()
    found = signed_in(
        writing.connection(),
        municipality_id(),
        token_hash(token),
        seen_since=now - timedelta(seconds=1),
        today=site().today(),
    )
    assert found is not None
    g.pop("viewer", None)
    login_user(CurrentUser(token, found))


def ask_to_sign_in() -> Response:
    """To the sign-in page and back. Answers that were sent are kept for half an hour."""
    if "ended_here" in g:
        return _after_a_pause(g.ended_here)
    if db.reads():
        return redirect(url_for("account.login", next=request.full_path.rstrip("?")), code=303)
    if held.hold():
        flash(_("You had been signed out. Sign in, and your answer is still there."), "info")
    else:
        flash(_("You had been signed out. Sign in and try again."), "info")
    return redirect(url_for("account.login", next=request.path), code=303)


def _after_a_pause(person: UUID) -> Response:
    """The address of this page is not shown to whoever signs in next."""
    if not db.reads():
        held.hold()
    shared_device.keep_place(person, request.path)
    shared_device.say_why()
    return redirect(url_for("account.login"), code=303)


def ask_for_own_secret() -> Response:
    flash(_("Choose a password of your own first. Then this page opens."), "info")
    return redirect(url_for("account.choose_secret"), code=303)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _load(token: str) -> CurrentUser | None:
    """Nobody is signed in where no municipality answers: an unknown host, a static file; and
    nobody on the page that says that the database is gone."""
    found = _asked(token) if "tenant" in g and "database_gone" not in g else None
    if found is None:
        return None
    now = site().now()
    idle = now - found.last_seen_at
    if found.is_shared and idle > SHARED_IDLE:
        with site().database.writing() as writing:
            sign_in.close_session(writing, municipality_id(), token_hash(token))
            writing.commit()
        g.ended_here = found.person
        return None
    if idle > (SHARED_SEEN_EVERY if found.is_shared else SEEN_EVERY):
        with site().database.writing() as writing:
            sign_in.touch_session(writing, municipality_id(), token_hash(token), now=now)
            writing.commit()
    return CurrentUser(token, found)


def _asked(token: str) -> SignedIn | None:
    """Never on the session of a request that writes: it would lock the database from here on."""
    here = site()
    ask = partial(
        signed_in,
        here.database.asker,
        municipality_id(),
        token_hash(token),
        seen_since=here.now() - timedelta(days=SESSION_DAYS),
        today=here.today(),
    )
    view = current_app.view_functions.get(request.endpoint or "")
    question = getattr(view, QUESTION, None)
    if question is None:
        return ask()
    try:
        return ask(question=question, besides=request.view_args)
    except Unstorable:
        return ask()  # The view will meet the same word in its address, and the reader be told.
