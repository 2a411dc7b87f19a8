"""What is kept to tell an author how an exercise did: sums over first answers, and how many
workplaces they came from. Nobody's answers can be had from them once five have answered."""

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, COUNTED, Owned


class ExerciseSums(Owned, Base):
    """Raised once when a module is finished. *x* is the mark of this exercise, *rest* the mean mark
    of the others in the module, both 0 to 1."""

    __tablename__ = "exercise_sums"

    exercise_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    answers: Mapped[int]
    x: Mapped[float]
    rest: Mapped[float]
    x_squared: Mapped[float]
    rest_squared: Mapped[float]
    x_rest: Mapped[float]

    __table_args__ = (COUNTED,)


class ExerciseWorkplace(Owned, Base):
    """That somebody at some workplace has answered an exercise version. Rows of one workplace
    cannot be told from those of another without the pepper."""

    __tablename__ = "exercise_workplace"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC(unit and exercise version, PEPPER)."""
    exercise_version: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_exercise_workplace_version", "municipality_id", "exercise_version"),
        BY_KEY,
    )
