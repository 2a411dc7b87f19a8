"""Which municipality does a host name, or a word on the command line, mean?"""

from collections.abc import Sequence

from sqlalchemy import select

from elearn.store.db import Session
from elearn.store.models import Host, Municipality


def all_municipalities(session: Session) -> Sequence[Municipality]:
    return session.scalars(select(Municipality).order_by(Municipality.slug)).all()


def demo_slugs(session: Session) -> Sequence[str]:
    """Of the municipalities whose passwords everybody knows; production starts beside none."""
    return session.scalars(
        select(Municipality.slug).where(Municipality.is_demo).order_by(Municipality.slug)
    ).all()


def municipality_of_host(session: Session, host: str) -> Municipality | None:
    """The one that the name belongs to; a sole municipality answers to every name."""
    named = session.scalar(
        select(Municipality)
        .join(Host, Host.municipality_id == Municipality.id)
        .where(Host.name == host.lower())
    )
    if named is not None:
        return named
    every = all_municipalities(session)
    return every[0] if len(every) == 1 else None


def municipality_by_slug(session: Session, slug: str) -> Municipality | None:
    return session.scalar(select(Municipality).where(Municipality.slug == slug))
