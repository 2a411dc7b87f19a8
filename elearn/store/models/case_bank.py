"""The published cases to practise with; their bytes are shared by hash."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned


class CaseBank(Owned, Base):
    """A bank in one language: no step of its course, and in no list of modules."""

    __tablename__ = "case_bank"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    variant: Mapped[str] = mapped_column(String(12), primary_key=True)
    """Empty for the ordinary text, `lattlast` for the easy one."""
    compiled_digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"))

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id"], ["course.municipality_id", "course.id"]
        ),
    )
