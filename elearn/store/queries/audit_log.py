"""What has been logged, day by day, and which days are sealed?"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from elearn.domain.record.audit_chain import Link, SealedAct, SealedView, bounds
from elearn.store.db import Session
from elearn.store.models import AuditAct, AuditSeal, AuditView


def views_on(session: Session, municipality: UUID, day: date) -> list[SealedView]:
    start, end = bounds(day)
    rows = session.execute(
        select(
            AuditView.id,
            AuditView.unit_id,
            AuditView.page,
            AuditView.shown_on,
            AuditView.viewed_at,
        ).where(
            AuditView.municipality_id == municipality,
            AuditView.viewed_at >= start,
            AuditView.viewed_at < end,
        )
    )
    return [SealedView(*row) for row in rows]


def acts_on(session: Session, municipality: UUID, day: date) -> list[SealedAct]:
    start, end = bounds(day)
    rows = session.execute(
        select(AuditAct.id, AuditAct.act, AuditAct.acted_at).where(
            AuditAct.municipality_id == municipality,
            AuditAct.acted_at >= start,
            AuditAct.acted_at < end,
        )
    )
    return [SealedAct(*row) for row in rows]


def next_logged_day(session: Session, municipality: UUID, after: date | None) -> date | None:
    """The first day after *after* (None: at all) on which anything was logged."""
    since = bounds(after)[1] if after else None
    moments = [
        _first(session, municipality, AuditView.viewed_at, AuditView.municipality_id, since),
        _first(session, municipality, AuditAct.acted_at, AuditAct.municipality_id, since),
    ]
    return min((moment.astimezone(UTC).date() for moment in moments if moment), default=None)


def links(session: Session, municipality: UUID) -> list[Link]:
    """In order."""
    rows = session.execute(
        select(AuditSeal.day, AuditSeal.lines, AuditSeal.digest, AuditSeal.chain)
        .where(AuditSeal.municipality_id == municipality)
        .order_by(AuditSeal.day)
    )
    return [Link(*row) for row in rows]


def last_link(session: Session, municipality: UUID) -> Link | None:
    row = session.execute(
        select(AuditSeal.day, AuditSeal.lines, AuditSeal.digest, AuditSeal.chain)
        .where(AuditSeal.municipality_id == municipality)
        .order_by(AuditSeal.day.desc())
        .limit(1)
    ).first()
    return Link(*row) if row else None


def signatures(session: Session, municipality: UUID) -> dict[date, bytes]:
    rows = session.execute(
        select(AuditSeal.day, AuditSeal.signature).where(AuditSeal.municipality_id == municipality)
    )
    return {row.day: row.signature for row in rows}


def _first(
    session: Session, municipality: UUID, moment: Any, owner: Any, since: datetime | None
) -> datetime | None:
    asked = select(func.min(moment)).where(owner == municipality)
    if since is not None:
        asked = asked.where(moment >= since)
    found: datetime | None = session.scalar(asked)
    return found
