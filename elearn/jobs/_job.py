"""What a kind of job is, and what it works with."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from config import Config
from elearn.domain.people.sign_in import written_code
from elearn.mail.send import Send, by_server, into_folder, mail_server
from elearn.store.db import Database
from elearn.store.queries.jobs import Claim
from elearn.store.sealing import Sealer

SWEDEN = ZoneInfo("Europe/Stockholm")


class HinderedError(Exception):
    """The job cannot be tried for now: something has to be set up first. *reason* is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotYetError(Exception):
    """The job comes too early and is put back until *at*; that is neither failure nor attempt."""

    def __init__(self, at: datetime) -> None:
        super().__init__("not-yet")
        self.at = at


@dataclass(frozen=True)
class Workshop:
    """What every job may use."""

    config: Config
    database: Database
    clock: Callable[[], datetime]
    chance: Callable[[int], bytes]

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        """The day in Sweden."""
        return self.now().astimezone(SWEDEN).date()

    def local_now(self) -> datetime:
        """The moment on a Swedish clock."""
        return self.now().astimezone(SWEDEN)

    @property
    def site_host(self) -> str:
        """The site's name in addresses, without port."""
        return self.config.address.partition("://")[2].rsplit(":", 1)[0].split("/")[0]

    def send(self) -> Send:
        """Raises: HinderedError `no-smtp-url`, in production without a mail server."""
        if self.config.smtp_url:
            return by_server(mail_server(self.config.smtp_url, self.site_host))
        if self.config.is_demo:
            return into_folder(self.config.instance / "mail", f"no-reply@{self.site_host}")
        raise HinderedError("no-smtp-url")

    def sealer(self) -> Sealer:
        return Sealer(self.config.data_keys, self.config.pepper)

    def code_of(self, job: UUID) -> str:
        """The one-time code of *job*: the same at a repeat, so that a letter sent twice is one
        letter; nobody without SECRET_KEY can tell it from the job's row."""
        text = f"code of job {job}".encode()
        return written_code(hmac.digest(self.config.secret_key.encode(), text, "sha256"))

    def message_id(self, job: UUID) -> str:
        return f"<{job}@{self.site_host}>"


class Job(Protocol):
    """What a module of this folder binds to `JOB`."""

    @property
    def name(self) -> str: ...

    @property
    def every(self) -> timedelta | None:
        """How often it comes by itself; None when only others ask for it."""

    def run(self, claim: Claim, workshop: Workshop) -> None:
        """Does the work in sessions of its own, and commits. Safe to run twice.

        Raises: HinderedError when it has to wait, NotYetError when it comes too early; anything
        else is a failed attempt.
        """
