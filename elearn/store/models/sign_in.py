"""How somebody proves to be a person: own secret, one-time code, session, slowed failures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned, refers_to


class Credential(Owned, Base):
    __tablename__ = "credential"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id, with its parameters."""
    set_at: Mapped[datetime]

    __table_args__ = (refers_to("person", "person_id", ondelete="CASCADE"),)


class OneTimeCode(Owned, Base):
    """A mailed link or a printed slip. It opens a session in which an own secret is chosen."""

    __tablename__ = "one_time_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(8))
    issued_by: Mapped[UUID | None]
    """NULL when the person asked for a link, or the command line made it."""
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        refers_to("person", "person_id", ondelete="CASCADE"),
        refers_to("person", "issued_by"),
        Index(None, "municipality_id", "person_id"),
        CheckConstraint("kind IN ('slip', 'link')", name="kind"),
    )


class LoginSession(Owned, Base):
    __tablename__ = "login_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """SHA-256 of the token in the cookie; the token itself is not kept."""
    person_id: Mapped[UUID]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    """Written at most every five minutes."""
    device: Mapped[str] = mapped_column(String(60))
    """Coarse: "Firefox, Windows"."""
    by_code: Mapped[bool] = mapped_column(default=False)
    """Opened by a one-time code and no own secret chosen yet."""
    code_issued_by: Mapped[UUID | None]
    is_shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    """On a device that several people use: it ends by itself after minutes instead of weeks."""

    __table_args__ = (
        refers_to("person", "person_id", ondelete="CASCADE"),
        Index(None, "municipality_id", "person_id"),
        Index(None, "last_seen_at"),
    )


class SignInFailure(Owned, Base):
    """How often a name, or an address, has failed lately. Kept whether or not the name exists."""

    __tablename__ = "sign_in_failure"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC of the name or address tried."""
    failures: Mapped[int]
    last_failed_at: Mapped[datetime]
