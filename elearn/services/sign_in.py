"""Sessions, own secrets, one-time codes, and failures that slow down."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from elearn.domain.people.sign_in import CODE_DAYS, LINK_HOURS, wait_after
from elearn.store.db import Session
from elearn.store.models import Credential, LoginSession, OneTimeCode, Person, SignInFailure
from elearn.store.queries import sign_in as ask


def open_session(
    session: Session,
    municipality: UUID,
    person: UUID,
    token_hash: bytes,
    device: str,
    *,
    by_code: bool,
    code_issued_by: UUID | None,
    now: datetime,
) -> None:
    session.add(
        LoginSession(
            municipality_id=municipality,
            token_hash=token_hash,
            person_id=person,
            created_at=now,
            last_seen_at=now,
            device=device,
            by_code=by_code,
            code_issued_by=code_issued_by,
        )
    )


def touch_session(
    session: Session, municipality: UUID, token_hash: bytes, *, now: datetime
) -> None:
    found = session.get(LoginSession, (municipality, token_hash))
    if found is not None:
        found.last_seen_at = now


def close_session(session: Session, municipality: UUID, token_hash: bytes) -> None:
    found = session.get(LoginSession, (municipality, token_hash))
    if found is not None:
        session.delete(found)


def close_sessions(
    session: Session, municipality: UUID, person: UUID, *, keep: bytes | None = None
) -> int:
    """Signs the person out everywhere, but for the session *keep*. How many were closed."""
    closed = [
        found
        for found in ask.sessions_of(session, municipality, person)
        if found.token_hash != keep
    ]
    for found in closed:
        session.delete(found)
    return len(closed)


def set_secret(
    session: Session,
    municipality: UUID,
    person: UUID,
    secret_hash: str,
    *,
    keep: bytes,
    now: datetime,
) -> None:
    """The person's own secret from now on. Other sessions and unused codes end, because
    whoever holds one may be the reason for the change."""
    credential = session.get(Credential, (municipality, person))
    if credential is None:
        credential = Credential(municipality_id=municipality, person_id=person)
        session.add(credential)
    credential.secret_hash = secret_hash
    credential.set_at = now
    for code in ask.unused_codes_of(session, municipality, person):
        session.delete(code)
    close_sessions(session, municipality, person, keep=keep)
    own = session.get(LoginSession, (municipality, keep))
    if own is not None:
        own.by_code = False
        own.code_issued_by = None


def issue_slip(
    session: Session,
    municipality: UUID,
    person: UUID,
    code: str,
    issued_by: UUID | None,
    *,
    now: datetime,
) -> OneTimeCode:
    """A printed code. Earlier unused ones of the person stop working."""
    expires_at = now + timedelta(days=CODE_DAYS)
    return _issue(session, municipality, person, code, "slip", issued_by, expires_at, now)


def issue_link(
    session: Session,
    municipality: UUID,
    person: UUID,
    code: str,
    issued_by: UUID | None,
    *,
    now: datetime,
) -> OneTimeCode:
    """A mailed link."""
    expires_at = now + timedelta(hours=LINK_HOURS)
    return _issue(session, municipality, person, code, "link", issued_by, expires_at, now)


def usable_code(
    session: Session, municipality: UUID, code: str, *, now: datetime
) -> OneTimeCode | None:
    """None when it is unknown, used or too old: the three are not told apart."""
    found = session.get(OneTimeCode, (municipality, code_hash(code)))
    if found is None or found.used_at is not None or found.expires_at <= now:
        return None
    return found


def use_code(
    session: Session, municipality: UUID, code: str, *, now: datetime
) -> OneTimeCode | None:
    """Spends the code. None as in `usable_code`, and when somebody was quicker."""
    found = usable_code(session, municipality, code, now=now)
    if found is None or not ask.spend_code(session, municipality, found.code_hash, now):
        return None
    return found


def choose_language(session: Session, municipality: UUID, person: UUID, language: str) -> None:
    found = session.get(Person, (municipality, person))
    if found is not None:
        found.language = language


def note_failure(session: Session, municipality: UUID, key: bytes, *, now: datetime) -> None:
    """Counts one more; failures of an earlier day are forgotten."""
    found = session.get(SignInFailure, (municipality, key))
    if found is None:
        found = SignInFailure(municipality_id=municipality, key=key, failures=0)
        session.add(found)
    elif now - found.last_failed_at > timedelta(days=1):
        found.failures = 0
    found.failures += 1
    found.last_failed_at = now


def forget_failures(session: Session, municipality: UUID, key: bytes) -> None:
    found = session.get(SignInFailure, (municipality, key))
    if found is not None:
        session.delete(found)


def seconds_to_wait(session: Session, municipality: UUID, key: bytes, *, now: datetime) -> int:
    """0 when a try is allowed now."""
    found = session.get(SignInFailure, (municipality, key))
    if found is None:
        return 0
    allowed_at = found.last_failed_at + timedelta(seconds=wait_after(found.failures))
    return max(0, round((allowed_at - now).total_seconds()))


def code_hash(code: str) -> bytes:
    """Codes are read aloud and typed from paper: case, spaces and hyphens do not count."""
    kept = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(kept.encode()).digest()


def _issue(
    session: Session,
    municipality: UUID,
    person: UUID,
    code: str,
    kind: str,
    issued_by: UUID | None,
    expires_at: datetime,
    now: datetime,
) -> OneTimeCode:
    for earlier in ask.unused_codes_of(session, municipality, person):
        session.delete(earlier)
    issued = OneTimeCode(
        municipality_id=municipality,
        code_hash=code_hash(code),
        person_id=person,
        kind=kind,
        issued_by=issued_by,
        issued_at=now,
        expires_at=expires_at,
    )
    session.add(issued)
    return issued
