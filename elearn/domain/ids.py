"""Ids that sort by the day they were made and are made by us, not by the database."""

from datetime import UTC, datetime
from uuid import UUID

RANDOM_BYTES = 10


def new_id(now: datetime, randomness: bytes) -> UUID:
    """A UUID of version 7: 48 bits of milliseconds, then 74 bits of *randomness*.

    *randomness* holds ten bytes. Source: RFC 9562, section 5.7.
    """
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    chance = int.from_bytes(randomness[:RANDOM_BYTES], "big")
    high = chance >> 62 & 0xFFF
    low = chance & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def made_at(id: UUID) -> datetime:
    """The moment at which `new_id` made *id*."""
    return datetime.fromtimestamp((id.int >> 80) / 1000, UTC)
