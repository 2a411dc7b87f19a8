"""What comes out: what a list would change, and how one plan is told from another."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.payroll.facts import KnownPerson
from elearn.domain.people.rows import RowFault, RowHint

LEAVER_FRACTION = 0.05
"""More leavers than this, without an end that was known before, must be meant."""


class ChangeKind(StrEnum):
    JOINS = "joins"
    RETURNS = "returns"
    ADDS_POST = "adds-post"
    """Somebody who works here gets another post."""
    CONFIRMED = "confirmed"
    """A manager had entered the person, and payroll now agrees."""
    MOVES = "moves"
    CHANGES = "changes"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class PostChange:
    kind: ChangeKind
    person: UUID
    number: str
    before: tuple[Employment, ...]
    """Every row that the change touches or stands beside, oldest first."""
    after: tuple[Employment, ...]
    row: int | None
    """None for a leaver, who is on no row."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    before: KnownPerson | None
    """None for somebody new."""
    after: KnownPerson
    numbers: tuple[str, ...]
    """New employment numbers, case-folded."""
    sign_ins: tuple[str, ...]
    """New sign-in names, case-folded."""
    dropped_sign_ins: tuple[str, ...]
    """The old address, when it has changed."""
    row: int

    @property
    def is_visible(self) -> bool:
        """Whether something that people know of them changes."""
        return self.before is not None and (
            self.before != self.after or bool(self.sign_ins or self.dropped_sign_ins)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    people: tuple[PersonChange, ...]
    posts: tuple[PostChange, ...]
    faults: tuple[RowFault, ...]
    hints: tuple[RowHint, ...]
    covered: frozenset[UUID]
    covered_posts: int
    """Posts in the covered units from today on, without those a manager entered."""
    open_leavers: int
    """Leavers whose end nobody knew of."""

    @property
    def counts(self) -> dict[str, int]:
        """By kind, each kind named; `people` are new names or addresses."""
        found = Counter(change.kind.value for change in self.posts)
        renamed = sum(change.is_visible for change in self.people)
        return {**{kind.value: found[kind.value] for kind in ChangeKind}, "people": renamed}

    @property
    def is_empty(self) -> bool:
        return not self.posts and not self.people

    @property
    def has_many_leavers(self) -> bool:
        return self.open_leavers > LEAVER_FRACTION * self.covered_posts

    @property
    def touched(self) -> frozenset[UUID]:
        """The people whose posts change."""
        return frozenset(change.person for change in self.posts)

    @property
    def fingerprint(self) -> str:
        """Two plans that do the same have the same one; ids of new rows do not count."""
        lines = sorted(map(_told_post, self.posts)) + sorted(map(_told_person, self.people))
        lines += [f"{fault.row}|{fault.code}" for fault in self.faults]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _told_post(change: PostChange) -> str:
    rows = [_told_row(row) for row in (*change.before, *change.after)]
    return "|".join([change.kind, change.number.casefold(), str(len(change.before)), *rows])


def _told_row(row: Employment) -> str:
    leaves = ",".join(f"{leave.from_on}/{leave.to_on}" for leave in row.leaves)
    return f"{row.unit} {row.aid_code} {row.kind} {row.from_on} {row.to_on} {leaves}"


def _told_person(change: PersonChange) -> str:
    after = change.after
    known = str(change.before.id) if change.before else "new"
    words = (after.given_name, after.family_name, after.email or "", *change.sign_ins)
    return "|".join([known, *change.numbers, *words])
