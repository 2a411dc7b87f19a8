"""Hashing own secrets, always outside a write transaction: it takes a tenth of a second."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$oGc2hQdH5Q+qmA6ThKkyrA$"
    "m0kBeE4/Jvp3rgqNuBACzPSigbcpuQs+vFP43LFvy0s"
)
"""Of a text that nobody knows, made as HASHER makes them: a name that does not exist costs as much
time as one that does. It stands here because making it takes a tenth of a second of every start."""


def hashed(secret: str) -> str:
    return HASHER.hash(secret)


def matches(secret_hash: str | None, secret: str) -> bool:
    """Takes equally long for None, so that the time says nothing about the account."""
    try:
        return HASHER.verify(secret_hash or NOBODY, secret) and secret_hash is not None
    except (VerificationError, InvalidHashError):
        return False
