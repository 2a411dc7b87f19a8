"""What is wrong with one line of a list that somebody sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from elearn.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class RowFault:
    row: int
    """As a spreadsheet counts: 1 is the row of the headings."""
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    """For the sentence of *code*; never a value that may be a personal number."""

    @property
    def refusal(self) -> Refusal:
        """For `elearn.wording.refusals.sentence`."""
        return Refusal(self.code, **self.values)


@dataclass(frozen=True, slots=True)
class RowHint:
    """Worth a look, and no reason to stop."""

    row: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def refusal(self) -> Refusal:
        return Refusal(self.code, **self.values)


@dataclass
class Notes:
    """What has been noticed so far, in whatever order."""

    faults: list[RowFault] = field(default_factory=list)
    hints: list[RowHint] = field(default_factory=list)

    def fault(self, row: int, code: str, /, **values: object) -> None:
        self.faults.append(RowFault(row, code, values))

    def hint(self, row: int, code: str, /, **values: object) -> None:
        self.hints.append(RowHint(row, code, values))


Noticed = TypeVar("Noticed", RowFault, RowHint)


def by_row(noticed: Iterable[Noticed]) -> tuple[Noticed, ...]:
    """In the order of the list; what is of one row stays in the order in which it came."""
    return tuple(sorted(noticed, key=lambda each: each.row))
