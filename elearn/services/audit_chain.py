"""The log, sealed by the day, and what of it does not fit its seals."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from elearn.domain.record.audit_chain import (
    START,
    Link,
    day_digest,
    first_broken,
    last_settled,
    link,
)
from elearn.domain.record.retention import Kept, last_to_go
from elearn.services.integrity import Finding
from elearn.store.db import Session
from elearn.store.models import AuditSeal
from elearn.store.queries import audit_log

MOST_DAYS = 100
"""In one transaction."""


def seal(
    session: Session, municipality: UUID, sign: Callable[[bytes], bytes], *, now: datetime
) -> int:
    """Seals the days that are over and not sealed yet, the earliest first; how many it sealed.
    Fewer than MOST_DAYS means that none are left."""
    sealed = 0
    for new in islice(_links_to_come(session, municipality, now), MOST_DAYS):
        session.add(
            AuditSeal(
                municipality_id=municipality,
                day=new.day,
                lines=new.lines,
                digest=new.digest,
                chain=new.chain,
                signature=sign(new.chain.encode()),
            )
        )
        sealed += 1
    return sealed


def link_by(session: Session, municipality: UUID, day: date, *, now: datetime) -> Link | None:
    """The last one up to *day*, the same whether the job has been at it yet or not; None where
    nothing was logged by then."""
    sealed = audit_log.links(session, municipality)
    every = (*sealed, *_links_to_come(session, municipality, now))
    return next((each for each in reversed(every) if each.day <= day), None)


def _links_to_come(session: Session, municipality: UUID, now: datetime) -> Iterator[Link]:
    """Of the days that are over and not sealed yet, the earliest first."""
    last = audit_log.last_link(session, municipality)
    while True:
        day = audit_log.next_logged_day(session, municipality, last.day if last else None)
        if day is None or day > last_settled(now):
            return
        last = link(last.chain if last else START, day, *_digest_of(session, municipality, day))
        yield last


def chain_findings(
    session: Session,
    municipality: UUID,
    is_signed: Callable[[bytes, bytes], bool],
    *,
    today: date,
) -> Iterator[Finding]:
    """What does not fit. Rows of days whose time is over are gone, so of those the links alone
    are looked at. *is_signed* is asked with a text and a signature."""
    sealed = audit_log.links(session, municipality)
    broken = first_broken(sealed)
    if broken is not None:
        yield Finding("audit-chain-broken", {"on": broken})
    signed = audit_log.signatures(session, municipality)
    forged = (each for each in sealed if not is_signed(each.chain.encode(), signed[each.day]))
    for each in forged:
        yield Finding("audit-seal-forged", {"on": each.day})
        break
    kept_from = last_to_go(Kept.AUDIT, today) + timedelta(days=1)
    yield from _altered_days(session, municipality, sealed, kept_from)


def _altered_days(
    session: Session, municipality: UUID, sealed: list[Link], kept_from: date
) -> Iterator[Finding]:
    known = {each.day: each for each in sealed}
    last = max(known, default=None)
    logged = audit_log.next_logged_day(session, municipality, kept_from - timedelta(days=1))
    days = {day for day in known if day >= kept_from}
    while last is not None and logged is not None and logged <= last:
        days.add(logged)
        logged = audit_log.next_logged_day(session, municipality, logged)
    for day in sorted(days):
        found = _digest_of(session, municipality, day)
        if day not in known or found != (known[day].lines, known[day].digest):
            yield Finding("audit-log-altered", {"on": day})


def _digest_of(session: Session, municipality: UUID, day: date) -> tuple[int, str]:
    return day_digest(
        audit_log.views_on(session, municipality, day),
        audit_log.acts_on(session, municipality, day),
    )
