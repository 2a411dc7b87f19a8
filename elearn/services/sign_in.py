"""Sessions, own secrets, one-time codes, and failures that slow down."""

import hashlib
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.sign_in import (
    CODE_DAYS,
    CODE_SESSION,
    LINK_HOURS,
    Pace,
    may_print_slip,
)
from elearn.store.db import Session
from elearn.store.models import Credential, LoginSession, OneTimeCode, Person
from elearn.store.queries import sign_in as ask
from elearn.store.queries.org import placements

SLIP = "slip"
LINK = "link"


@dataclass(frozen=True)
class Slip:
    """What is printed for one person."""

    person: UUID
    name: str
    user_name: str
    """Empty when the person has no name to sign in with yet."""
    code: str
    expires_at: datetime


@dataclass(frozen=True)
class Tried:
    """What a try is counted under: a user name, or an address."""

    key: bytes
    pace: Pace


def open_session(
    session: Session,
    municipality: UUID,
    person: UUID,
    token_hash: bytes,
    device: str,
    *,
    by_code: bool,
    code_issued_by: UUID | None,
    is_shared: bool = False,
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
            is_shared=is_shared,
        )
    )


def touch_session(
    session: Session, municipality: UUID, token_hash: bytes, *, now: datetime
) -> None:
    ask.mark_seen(session, municipality, token_hash, now)


def close_session(session: Session, municipality: UUID, token_hash: bytes) -> None:
    ask.drop_session(session, municipality, token_hash)


def close_own_session(
    session: Session, municipality: UUID, person: UUID, token_hash: bytes
) -> bool:
    """False when it had ended already, or is somebody else's."""
    return ask.drop_session(session, municipality, token_hash, person)


def close_sessions(
    session: Session, municipality: UUID, person: UUID, *, keep: bytes | None = None
) -> int:
    """Signs the person out everywhere, but for the session *keep*. How many were closed."""
    return ask.drop_sessions(session, municipality, person, keep=keep)


def set_secret(
    session: Session,
    municipality: UUID,
    person: UUID,
    secret_hash: str,
    *,
    own_session: bytes,
    now: datetime,
) -> None:
    """The person's own secret from now on. Every session and unused code ends, *own_session*
    too: whoever holds one may be the reason for the change. The caller opens a new session.

    Raises: Refusal `session-over`, when *own_session* has ended meanwhile or was opened by a
    code too long ago.
    """
    opened = session.get(LoginSession, (municipality, own_session))
    if opened is None or (opened.by_code and now - opened.created_at > CODE_SESSION):
        raise Refusal("session-over")
    if not ask.drop_session(session, municipality, own_session, person):
        raise Refusal("session-over")
    credential = session.get(Credential, (municipality, person))
    if credential is None:
        credential = Credential(municipality_id=municipality, person_id=person)
        session.add(credential)
    credential.secret_hash = secret_hash
    credential.set_at = now
    ask.drop_unused_codes(session, municipality, person, (SLIP, LINK))
    close_sessions(session, municipality, person)


def issue_slips(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID],
    issued_by: UUID | None,
    codes: Sequence[str],
    *,
    now: datetime,
) -> list[Slip]:
    """A printed code for each of *persons*, by name; earlier unused slips of theirs stop working.

    Unknown and merged persons get none. *issued_by* None is the command line. *codes* holds at
    least as many as there are persons. That *persons* are within the issuer's units is the
    caller's to ensure.

    Raises: Refusal `slip-for-higher-role`, when one of *persons* may do what the issuer may not.
    """
    higher = persons_above(session, municipality, persons, issued_by, now=now)
    people = ask.addressees(session, municipality, persons)
    for each in people:
        if each.person in higher:
            raise Refusal("slip-for-higher-role", name=each.name)
    expires_at = now + timedelta(days=CODE_DAYS)
    slips = [
        Slip(each.person, each.name, each.user_name, code, expires_at)
        for each, code in zip(people, codes, strict=False)
    ]
    for slip in slips:
        _issue(session, municipality, slip.person, slip.code, SLIP, issued_by, expires_at, now)
    return slips


def persons_above(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID],
    issued_by: UUID | None,
    *,
    now: datetime,
) -> frozenset[UUID]:
    """Those of *persons* who hold a role that *issued_by* lacks; nobody is above None."""
    if issued_by is None:
        return frozenset()
    held = ask.grants_held(session, municipality, {*persons, issued_by}, now)
    today = now.date()
    own = [grant for grant in held[issued_by] if grant.holds(today)]
    tree = OrgTree.on(today, placements(session, municipality))
    return frozenset(person for person in persons if not may_print_slip(own, held[person], tree))


def issue_link(
    session: Session,
    municipality: UUID,
    person: UUID,
    code: str,
    issued_by: UUID | None,
    *,
    now: datetime,
) -> bool:
    """A mailed link; earlier unused links stop working, slips stay good. The same *code* again
    keeps its first hours; False when it has been used."""
    earlier = session.get(OneTimeCode, (municipality, code_hash(code)))
    if earlier is None:
        expires_at = now + timedelta(hours=LINK_HOURS)
        _issue(session, municipality, person, code, LINK, issued_by, expires_at, now)
        return True
    return earlier.used_at is None


def use_code(
    session: Session, municipality: UUID, code: str, *, now: datetime
) -> OneTimeCode | None:
    """Spends the code. None when it is unknown, used, too old, of a person who was merged into
    another, or when somebody was quicker: these are not told apart."""
    found = session.get(OneTimeCode, (municipality, code_hash(code)))
    if found is None or not ask.addressees(session, municipality, [found.person_id]):
        return None
    return found if ask.spend_code(session, municipality, found.code_hash, now) else None


def choose_language(session: Session, municipality: UUID, person: UUID, language: str) -> None:
    found = session.get(Person, (municipality, person))
    if found is not None:
        found.language = language


def begin_try(
    session: Session, municipality: UUID, tries: Sequence[Tried], *, now: datetime
) -> int:
    """Counts one failure under each of *tries* before it is known how the try ends, so that
    several at the same moment all count. Seconds to wait first; then nothing was counted."""
    rows = ask.locked_failures(session, municipality, [each.key for each in tries], now)
    left: Mapping[bytes, int] = {
        each.key: each.pace.left_of(row.failures, now - row.last_failed_at)
        for each in tries
        for row in (rows[each.key],)
    }
    wait = max(
        each.pace.wait_seconds(left[each.key])
        - (now - rows[each.key].last_failed_at).total_seconds()
        for each in tries
    )
    if wait > 0:
        return math.ceil(wait)
    for each in tries:
        rows[each.key].failures = min(left[each.key] + 1, each.pace.most_counted)
        rows[each.key].last_failed_at = now
    return 0


def forgive(
    session: Session, municipality: UUID, name: bytes | None, address: bytes, *, now: datetime
) -> None:
    """The try went well: nothing is held against *name* any more, and one failure less
    against *address*. None for a try without a name."""
    keys = [key for key in (name, address) if key is not None]
    for key, row in ask.locked_failures(session, municipality, keys, now).items():
        row.failures = 0 if key == name else max(0, row.failures - 1)


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
) -> None:
    ask.drop_unused_codes(session, municipality, person, (kind,))
    session.add(
        OneTimeCode(
            municipality_id=municipality,
            code_hash=code_hash(code),
            person_id=person,
            kind=kind,
            issued_by=issued_by,
            issued_at=now,
            expires_at=expires_at,
        )
    )
