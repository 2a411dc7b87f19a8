"""What is wrong with one line of a list that somebody sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
