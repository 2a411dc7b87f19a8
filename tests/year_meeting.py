"""A meeting of each unit of the invented municipality of `year`: voted at by phone, ticked, joined
by its code, and confirmed on the spot or after a slip."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from elearn.domain.content.confirming import narrowed
from elearn.services import learning, meeting_votes, meetings, sign_in
from elearn.services.acting import Act
from elearn.services.answering import Sent
from elearn.services.learning import Learner
from elearn.store.queries import attempts, catalogue
from elearn.store.queries.meetings import MeetingRow, meeting_row
from elearn.store.sealing import Sealer
from tests.factories import Factory

CHOICES = 2
PLACE = ("basics", "first")


@dataclass
class MeetingOfUnit:
    make: Factory
    sealer: Sealer
    next_id: Callable[[], UUID]
    unit: UUID
    manager: UUID
    people: Sequence[UUID]
    first_answers: Sequence[Callable[[str], tuple[str, ...]]]
    """By person, what they answer first to the exercise of an id."""
    choices: Sequence[tuple[int, int]]
    """By phone, before and after the talk."""
    right: Mapping[str, tuple[str, ...]]
    """By the id of an exercise."""

    def hold(self, today: date) -> None:
        """Half are ticked, the others join by the code."""
        meeting = self._planned(today)
        if len(self.people) >= meeting_votes.FEWEST_VOTERS:
            self._vote(meeting, today)
        half = len(self.people) // 2
        ticked, joining = self.people[:half], self.people[half:]
        self._do(today, lambda act: meetings.note_attended(act, meeting, ticked, self.people))
        for person in joining:
            self._do(today, lambda act: meetings.join(act, meeting.code), by=person)
        self._do(today, lambda act: meeting_votes.forget_vote(act, meeting))

    def confirm(self, today: date) -> None:
        """The second half with a slip, as whoever has no password."""
        for number, person in enumerate(self.people):
            if number >= len(self.people) // 2:
                self._use_slip(person, number, today)
            self._answer(person, number, today)

    def _planned(self, today: date) -> MeetingRow:
        codes = (f"{number:06d}" for number in range(self.unit.int % 1000, 10**6))
        plan = (self.unit, *PLACE, today)
        made = self._do(today, lambda act: meetings.plan(act, *plan, new_code=lambda: next(codes)))
        with self.make.database.reading() as session:
            found = meeting_row(session, self.make.owner, made)
        assert found
        return found

    def _vote(self, meeting: MeetingRow, today: date) -> None:
        about = {"people": len(self.people), "new_code": lambda: "4711"}
        for round in (1, 2):
            self._do(today, lambda act: meeting_votes.open_vote(act, meeting, CHOICES, **about))
            for number, both in enumerate(self.choices):
                with self.make.database.writing() as session:
                    phone = f"phone-{number}"
                    meeting_votes.cast(
                        session, self.make.owner, meeting.id, phone, round, both[round - 1]
                    )
                    session.commit()
            self._do(today, lambda act, round=round: meeting_votes.close_vote(act, meeting, round))

    def _use_slip(self, person: UUID, number: int, today: date) -> None:
        code, now = f"{self.unit.int % 1000:06d}{number:06d}", _morning(today)
        with self.make.database.writing() as session:
            sign_in.issue_slips(session, self.make.owner, [person], self.manager, [code], now=now)
            session.commit()
        with self.make.database.writing() as session:
            assert sign_in.use_code(session, self.make.owner, code, now=now)
            session.commit()

    def _answer(self, person: UUID, number: int, today: date) -> None:
        who = Learner(self.make.owner, person, *PLACE)
        chance = {"attempt_id": self.next_id(), "secret": self.next_id().hex}
        with self.make.database.writing() as session:
            learning.begin_confirming(session, who, self.sealer, **chance, today=today)
            session.commit()
        with self.make.database.reading() as session:
            attempt = attempts.open_attempt(session, *who.key)
            work = learning.opened(attempt, self.sealer)
            found = catalogue.reading(session, who.municipality, *PLACE, "sv", attempt.version)
            asked = narrowed(found.module, work.only)
        for exercise in asked.exercises:
            for given in (self.first_answers[number](exercise.id), self.right[exercise.id]):
                sent = Sent(
                    lambda *_, given=given: given, certainty=1 if exercise.confidence else None
                )
                with self.make.database.writing() as session:
                    learning.answer(session, who, self.sealer, exercise, sent)
                    session.commit()
        with self.make.database.writing() as session:
            made = self.next_id()
            assert learning.submit(session, who, self.sealer, asked, evidence_id=made, today=today)
            session.commit()
        with self.make.database.writing() as session:
            learning.leave_result(session, who)
            session.commit()

    def _do(self, today, deed, by: UUID | None = None):
        with self.make.database.writing() as session:
            act = Act(
                session, self.make.owner, by or self.manager, self.next_id, _morning(today), today
            )
            given = deed(act)
            session.commit()
            return given


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
