"""Tries that fail slow the next one down, per name and per address.

What is counted is a pseudonym of the name or address, made whether or not such an account
exists; the answer and its time are the same either way.
"""

import hmac
from dataclasses import dataclass
from typing import Self

from flask import request
from flask_babel import ngettext

from elearn.domain.people.sign_in import ADDRESS_PACE, NAME_PACE, Pace
from elearn.services import sign_in
from elearn.services.sign_in import Tried
from elearn.store.db import Session
from elearn.web.site import site
from elearn.web.tenant import municipality_id

SECONDS_IN_WORDS = 90
"""Longer waits are told in minutes."""


@dataclass(frozen=True)
class Try:
    name: Tried | None
    address: Tried

    @classmethod
    def now(cls, kind: str, name: str | None = None) -> Self:
        """One try of a *kind* (`name`, `forgot`, `current`), for *name* if there is one."""
        named = Tried(_key(kind, name), NAME_PACE) if name is not None else None
        return cls(named, Tried(_key("address", request.remote_addr or ""), ADDRESS_PACE))

    @classmethod
    def of_address(cls, kind: str, pace: Pace) -> Self:
        """One try of a *kind* that goes by the address alone, at a pace of its own."""
        return cls(None, Tried(_key(kind, request.remote_addr or ""), pace))

    def begin(self) -> int:
        """Counts the try in a short write of its own. Seconds to wait instead, when it is too
        early."""
        tries = [each for each in (self.name, self.address) if each]
        with site().database.writing() as writing:
            wait = sign_in.begin_try(writing, municipality_id(), tries, now=site().now())
            if not wait:
                writing.commit()
            return wait

    def forgive(self, writing: Session) -> None:
        """The try went well. The caller commits."""
        name = self.name.key if self.name else None
        sign_in.forgive(writing, municipality_id(), name, self.address.key, now=site().now())


def wait_in_words(seconds: int) -> str:
    if seconds < SECONDS_IN_WORDS:
        return str(
            ngettext(
                "Wait %(num)s second and try again.", "Wait %(num)s seconds and try again.", seconds
            )
        )
    minutes = -(-seconds // 60)
    return str(
        ngettext(
            "Wait %(num)s minute and try again.", "Wait %(num)s minutes and try again.", minutes
        )
    )


def retry_after(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds)}


def _key(kind: str, value: str) -> bytes:
    text = f"{kind}:{value.strip().casefold()}"
    return hmac.digest(site().config.secret_key.encode(), text.encode(), "sha256")
