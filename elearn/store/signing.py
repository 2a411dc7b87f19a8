"""What this installation signs, so that anybody can check it without asking us.

The key is made from PEPPER, which lies outside the database and its backups and is never changed
without need; nobody can come from what it signs, or from its public half, back to PEPPER.
Source: RFC 8032 (Ed25519), RFC 5869 (HKDF).
"""

import hashlib
import hmac
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from elearn.domain.people.sign_in import written_code

KEY_BYTES = 32


class Signer:
    def __init__(self, pepper: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(_derived(pepper, b"elearn signing 1"))
        self._codes = _derived(pepper, b"elearn certificate codes 1")

    def sign(self, text: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(text)

    def public_key(self) -> bytes:
        """What others check with, as PEM."""
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def certificate_code(self, certificate: UUID) -> str:
        """By which its holder lets somebody see the name: in no database, the same every time."""
        return written_code(hmac.digest(self._codes, certificate.bytes, hashlib.sha256))


def is_signed(text: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether *signature* was made of *text* by the other half of *public_key*, a PEM.

    Raises:
        ValueError: *public_key* is none, or of another kind.
    """
    key = load_pem_public_key(public_key)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    try:
        key.verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _derived(pepper: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(pepper.encode())
