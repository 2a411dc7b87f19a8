"""One letter a week to one person: what is left to do, and for a manager one thing to see to."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from elearn.domain.ids import made_at
from elearn.domain.record.working_days import is_working_time, next_working_time, week_of
from elearn.jobs._job import SWEDEN, NotYetError, Workshop
from elearn.jobs._letters import Recipient, post, recipient_of
from elearn.mail.week import week_values
from elearn.services import week_letters
from elearn.store.queries.jobs import Claim


@dataclass(frozen=True)
class MailWeek:
    name: str = week_letters.LETTER_JOB
    every: timedelta | None = None

    def run(self, claim: Claim, workshop: Workshop) -> None:
        """Once it is written down what the letter told, it is not sent again; a worker that dies
        before that may send it twice, with one Message-ID. A letter of a week that is over is
        dropped: the next one says the same, and more truly."""
        now = workshop.local_now()
        if week_of(made_at(claim.id).astimezone(SWEDEN).date()) != week_of(now.date()):
            return
        if not is_working_time(now):
            raise NotYetError(next_working_time(now))
        workshop.send()
        to = _recipient(claim, workshop)
        if to is not None:
            _write(claim, workshop, to)


def _recipient(claim: Claim, workshop: Workshop) -> Recipient | None:
    assert claim.municipality is not None
    with workshop.database.reading() as reading:
        reader = week_letters.reader_of(
            reading, claim.municipality, UUID(claim.payload["person"]), workshop.today()
        )
    return recipient_of(reader, claim.municipality, workshop) if reader else None


def _write(claim: Claim, workshop: Workshop, to: Recipient) -> None:
    today = workshop.today()
    with workshop.database.reading() as reading:
        letter = week_letters.letter_for(reading, to.municipality, to.person, today)
        titles, units = week_letters.names_in(reading, to.municipality, today)
    if letter is None:
        return
    values = week_values(letter, titles, units, to.language, workshop.config.address)
    post(workshop, claim, to, "week", **values)
    with workshop.database.writing() as writing:
        week_letters.note_sent(writing, to.municipality, letter, to.person, today)
        writing.commit()


JOB = MailWeek()
