"""A vote of those in a room on one case: a first round, talk, and a second. What a round came to is
shown once it is closed, and only where five have voted; of fewer it is forgotten."""

from dataclasses import dataclass, replace

from elearn.domain.errors import Refusal

FEWEST_VOTERS = 5
"""Where fewer vote, whoever votes is known."""
CODE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class RoomVote:
    choices: int
    """Numbered from 1."""
    is_second: bool
    """Whether the round that is open, or was last, comes after the talk."""
    is_open: bool
    first: tuple[int, ...]
    """How many chose what, in the order of the choices; empty when there is nothing to show."""
    second: tuple[int, ...] = ()

    @property
    def round(self) -> int:
        return 2 if self.is_second else 1

    @property
    def voted(self) -> int:
        """How many have, in the round that is open or was last."""
        return sum(self._counts)

    @property
    def shown(self) -> tuple[tuple[int, ...], ...]:
        """The counts of each round that may be seen, the first one first."""
        counts = (self.first, self.second)
        over = counts[: self.round - 1] if self.is_open else counts
        return tuple(found for found in over if found)

    @property
    def can_go_on(self) -> bool:
        """Whether there is a round to open: the second, or one anew of which nothing is shown."""
        return not self.is_open and not (self.is_second and self.second)

    @property
    def _counts(self) -> tuple[int, ...]:
        return self.second if self.is_second else self.first


def begun(choices: int) -> RoomVote:
    """With the first round open."""
    return RoomVote(choices, is_second=False, is_open=True, first=(0,) * choices)


def reopened(vote: RoomVote) -> RoomVote:
    """The next round, or the last one anew where too few had voted.

    Raises: Refusal `vote-is-open`, or `vote-over` after the second.
    """
    if vote.is_open:
        raise Refusal("vote-is-open")
    if not vote.can_go_on:
        raise Refusal("vote-over")
    zeros = (0,) * vote.choices
    if vote.first:
        return replace(vote, is_second=True, is_open=True, second=zeros)
    return replace(vote, is_open=True, first=zeros)


def cast(vote: RoomVote, round: int, choice: int) -> RoomVote:
    """With one vote more.

    Raises: Refusal `vote-closed` for a *round* that is not open, `vote-choice-missing`.
    """
    if not vote.is_open or round != vote.round:
        raise Refusal("vote-closed")
    if not 1 <= choice <= vote.choices:
        raise Refusal("vote-choice-missing")
    raised = tuple(count + (number == choice) for number, count in enumerate(vote._counts, start=1))
    return _counting(vote, raised)


def emptied(vote: RoomVote) -> RoomVote:
    """With no vote in the round that is open, and nobody having seen any.

    Raises: Refusal `vote-closed`: what has been shown stands.
    """
    if not vote.is_open:
        raise Refusal("vote-closed")
    return _counting(vote, (0,) * vote.choices)


def closed(vote: RoomVote) -> RoomVote:
    """With its round closed; what fewer than five have said is gone."""
    counts = vote._counts if vote.voted >= FEWEST_VOTERS else ()
    return replace(_counting(vote, counts), is_open=False)


def _counting(vote: RoomVote, counts: tuple[int, ...]) -> RoomVote:
    return replace(vote, second=counts) if vote.is_second else replace(vote, first=counts)
