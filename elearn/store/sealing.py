"""What the keys outside the database do: seal attempts, turn persons into pseudonyms."""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

NO_TIME = 0
"""Fernet writes the second of sealing beside the text, unencrypted; ours always says 1970."""
SEALED_BYTES = 4096
"""What is sealed at even length is as long as this, or a multiple."""


class Sealer:
    def __init__(self, data_keys: Sequence[str], pepper: str) -> None:
        """*data_keys* newest first: the first seals, all of them open.

        Raises:
            ValueError: a key is not 32 bytes in URL-safe base64.
        """
        self._fernets = tuple(Fernet(key) for key in data_keys)
        self._opener = MultiFernet(self._fernets)
        self._pepper = pepper.encode()

    def seal(self, text: bytes) -> bytes:
        return self._fernets[0].encrypt_at_time(text, NO_TIME)

    def seal_evenly(self, text: bytes) -> bytes:
        """As `seal`, filled up with spaces, where the length of a text would tell of it."""
        return self.seal(text.ljust(-(-len(text) // SEALED_BYTES) * SEALED_BYTES))

    def open(self, sealed: bytes) -> bytes | None:
        """None when no key opens it: the key was lost, or somebody changed the bytes."""
        try:
            return self._opener.decrypt(sealed)
        except InvalidToken:
            return None

    def pseudonym(self, *parts: object) -> bytes:
        """32 bytes that say nothing about *parts* to whoever lacks the pepper."""
        text = "\x1f".join(str(part) for part in parts)
        return hmac.digest(self._pepper, text.encode(), hashlib.sha256)
