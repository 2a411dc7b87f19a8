"""What is published: courses, modules, their versions and the texts of each version."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned


class ContentBlob(Base):
    """Exact bytes under their hash, shared by all municipalities."""

    __tablename__ = "content_blob"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256, hexadecimal."""
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Course(Owned, Base):
    __tablename__ = "course"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    titles: Mapped[dict[str, str]] = mapped_column(JSON)
    """By language."""
    summaries: Mapped[dict[str, str]] = mapped_column(JSON)
    default_duty: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What course.yaml proposes for a duty."""
    need: Mapped[str] = mapped_column(String(8), default="all", server_default="all")
    """`all` of its modules or `one-of` them."""
    published_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("need IN ('all', 'one-of')", name="need"),)


class Module(Owned, Base):
    __tablename__ = "module"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]
    version: Mapped[str] = mapped_column(String(64))
    """The one that new learners get."""
    withdrawn_at: Mapped[datetime | None]
    """NULL while it can be taken."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id"], ["course.municipality_id", "course.id"]
        ),
    )


class ModuleGap(Owned, Base):
    """Days on which a module was out of use, so that what duties ask of it waited."""

    __tablename__ = "module_gap"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    to_on: Mapped[date | None]
    """The first day on which it can be taken again; NULL while it cannot."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
        ),
    )


class ModuleVersion(Owned, Base):
    """Immutable once published."""

    __tablename__ = "module_version"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the source-language text with its includes and media."""
    number: Mapped[str] = mapped_column(String(20))
    """What the author calls it: 1.0.0."""
    source_language: Mapped[str] = mapped_column(String(10))
    published_at: Mapped[datetime]
    change: Mapped[str] = mapped_column(String(8))
    retake: Mapped[str] = mapped_column(String(8))

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )


class ModuleText(Owned, Base):
    """One language of one version. A better translation is a further row, not a new version."""

    __tablename__ = "module_text"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    variant: Mapped[str] = mapped_column(String(12), primary_key=True)
    """Empty for the ordinary text, `lattlast` for the easy one."""
    source_digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"), primary_key=True)
    compiled_digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"))
    is_current: Mapped[bool]
    """The newest text of its language and version."""
    title: Mapped[str] = mapped_column(String(200))
    objective: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
    published_at: Mapped[datetime]
    reviewed_on: Mapped[date | None]
    review_by: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id", "version"],
            [
                "module_version.municipality_id",
                "module_version.course_id",
                "module_version.module_id",
                "module_version.digest",
            ],
        ),
    )


class Media(Owned, Base):
    """A picture, sound or film that a published text shows."""

    __tablename__ = "media"

    digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(120))


class SyncMark(Owned, Base):
    """What a file was when it was last published from disk."""

    __tablename__ = "sync_mark"

    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class SearchEntry(Owned, Base):
    """A block of a published text, or a glossary term, as plain words."""

    __tablename__ = "search_entry"

    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Empty for a glossary term."""
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The term's key for a glossary term."""
    block_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    """Title and text, case-folded and without accents: what is searched."""

    __table_args__ = (Index(None, "municipality_id", "language"),)


class ContentStamp(Owned, Base):
    """A number that moves whenever something published changes, so that a web process knows
    with one look whether what it keeps in memory still holds."""

    __tablename__ = "content_stamp"

    stamp: Mapped[int]
