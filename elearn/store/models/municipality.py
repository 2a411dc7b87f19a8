"""The tenant, and the host names that lead to it."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base


class Municipality(Base):
    __tablename__ = "municipality"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    """The word the command line takes as `--municipality`."""
    name: Mapped[str] = mapped_column(String(120))
    theme: Mapped[str] = mapped_column(String(40), default="lake")
    """One of the ready themes under web/static/themes."""
    language: Mapped[str] = mapped_column(String(10), default="sv")
    """Spoken to whoever has chosen none."""
    help_contact: Mapped[str] = mapped_column(String(200), default="")
    """Where somebody who cannot sign in gets help: a telephone number or a place."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    """Filled with invented people; production refuses to start beside it."""


class Host(Base):
    __tablename__ = "host"

    name: Mapped[str] = mapped_column(String(253), primary_key=True)
    """Lower case, without port."""
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
