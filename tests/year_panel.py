"""A panel of the invented municipality of `year`, which settles forms ballot by ballot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from elearn.domain.content.panel_text import BallotItem
from elearn.domain.recognition.panel_ballot import Judgement
from elearn.domain.recognition.panel_votes import CASE_REASONS
from elearn.services import panel, panel_ballots
from elearn.services.panel_ballots import Holder
from elearn.services.sign_in import code_hash
from elearn.store.queries.panel import judgeable
from elearn.store.sealing import Sealer
from tests.factories import Factory
from tests.forms import truth_of

BALLOTS = 12
"""Of which ten judge each case: where ten have, nothing of it is held back."""
UNSENT = (4, 9)
"""How much of each has been judged."""


def judgement(item: BallotItem, sheet: int) -> Judgement | None:
    """None for what is passed by. No two of twelve sheets are alike; nine of ten are as keyed."""
    place = (item.number - sheet) % BALLOTS
    if place in (0, BALLOTS // 2):
        return None
    is_high = (truth_of(item.exercise.id) == "signal") != (place == 1)
    level = (4 if is_high else 1) + sheet % 3
    return Judgement(str(level), frozenset(CASE_REASONS[: (sheet + item.number) % 5]))


def codes(form: str, ballots: int) -> list[str]:
    return [f"{form}{number:011d}" for number in range(ballots)]


@dataclass
class Panel:
    make: Factory
    sealer: Sealer
    sheets: Sequence[int]
    """By ballot, in the order in which they are sent."""
    next_id: Callable[[], UUID]

    def settle(self, form: str, first_on: date) -> None:
        """Opens a round, has a ballot sent each day, and closes it."""
        round, holders = self._open(form, BALLOTS + 1, first_on)
        for number, who in enumerate(holders[:-1]):
            day = first_on + timedelta(number)
            self._fill_in(who, self.sheets[number], day)
            with self.make.database.writing() as session:
                panel_ballots.send(session, who, self.sealer, today=day)
                session.commit()
        with self.make.database.writing() as session:
            day = first_on + timedelta(BALLOTS)
            panel.close(session, self.make.owner, round, expected_loss=1, today=day)
            session.commit()

    def begin(self, form: str, today: date) -> None:
        """Opens a round and leaves it at ballots that nobody has sent."""
        _, holders = self._open(form, len(UNSENT), today)
        for number, (who, most) in enumerate(zip(holders, UNSENT, strict=True)):
            self._fill_in(who, self.sheets[number], today, most=most)

    def _open(self, form: str, ballots: int, today: date) -> tuple[UUID, list[Holder]]:
        owner, id = self.make.owner, self.next_id()
        printed = codes(form, ballots)
        with self.make.database.writing() as session:
            (wanted,) = (one for one in judgeable(session, owner, "en") if one.form == form)
            panel.open_round(session, owner, wanted, id=id, today=today)
            session.commit()
        with self.make.database.writing() as session:
            panel.hand_out(session, owner, id, printed, known=0, today=today)
            session.commit()
        return id, [Holder(owner, code_hash(code)) for code in printed]

    def _fill_in(self, who: Holder, sheet: int, today: date, *, most: int | None = None) -> None:
        for item in self._items(who, today)[:most]:
            said = judgement(item, sheet)
            with self.make.database.writing() as session:
                if said is None:
                    panel_ballots.skip(session, who, self.sealer, item.number, today=today)
                else:
                    panel_ballots.judge(session, who, self.sealer, item.number, said, today=today)
                session.commit()

    def _items(self, who: Holder, today: date) -> Sequence[BallotItem]:
        with self.make.database.reading() as session:
            return panel_ballots.opened(session, who, self.sealer, today=today).items
