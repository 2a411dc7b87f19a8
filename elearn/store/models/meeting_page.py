"""How a module is taken together at a workplace meeting; the bytes are shared by hash."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned


class MeetingPage(Owned, Base):
    """The latest in one language. It hangs on the module and on none of its versions."""

    __tablename__ = "meeting_page"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    compiled_digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"))

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
        ),
    )
