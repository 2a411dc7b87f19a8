"""One human, and the names under which others know that human."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.domain.people import naming
from elearn.store.db import Base
from elearn.store.models._columns import Identified, Owned, refers_to


class Person(Identified, Base):
    __tablename__ = "person"

    given_name: Mapped[str] = mapped_column(String(80))
    family_name: Mapped[str] = mapped_column(String(80))
    alias: Mapped[str | None] = mapped_column(String(160))
    """Shown instead of the name everywhere (protected identity); never overwritten by a file."""
    email: Mapped[str | None] = mapped_column(String(254))
    """Where letters go; NULL for the many who have none."""
    language: Mapped[str | None] = mapped_column(String(10))
    """The interface language chosen; NULL until then."""
    merged_into: Mapped[UUID | None]
    """Another person of the same human; NULL for most. A split clears it."""

    __table_args__ = (
        refers_to("person", "merged_into"),
        Index(None, "municipality_id", "family_name", "given_name"),
    )

    @property
    def shown_name(self) -> str:
        return naming.shown_name(self.given_name, self.family_name, self.alias)


class PersonIdentifier(Owned, Base):
    """A name by which exactly one person is found."""

    __tablename__ = "person_identifier"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    """employment-number or sign-in."""
    value: Mapped[str] = mapped_column(String(254), primary_key=True)
    """Case-folded."""
    person_id: Mapped[UUID]
    from_person_id: Mapped[UUID | None]
    """Whose it was before a merge, so that a split can give it back."""
    since_on: Mapped[date]

    __table_args__ = (
        refers_to("person", "person_id"),
        Index(None, "municipality_id", "person_id"),
    )


class MergedRow(Owned, Base):
    """A row that came to its person by a merger, and whose it was before: a split gives it back."""

    __tablename__ = "merged_row"

    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    """An employment, a role grant, an exemption, an extension, evidence, an attendance or an
    objection."""
    kind: Mapped[str] = mapped_column(String(12))
    """Which of them: employment, role, exemption, extension, evidence, attendance, objection."""
    from_person_id: Mapped[UUID]

    __table_args__ = (
        refers_to("person", "from_person_id"),
        Index(None, "municipality_id", "from_person_id"),
    )
