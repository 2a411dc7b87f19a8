"""A letter that one may practise, to somebody who asked for it: a link, and the way to end it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from elearn.domain.recognition.practice_letters import letter_is_due
from elearn.domain.record.working_days import is_working_time, next_working_time
from elearn.jobs._job import NotYetError, Workshop
from elearn.jobs._letters import post, recipient_of
from elearn.services import practice_letters
from elearn.services.practice_letters import Wish
from elearn.store.queries.jobs import Claim


@dataclass(frozen=True)
class MailPractice:
    name: str = practice_letters.LETTER_JOB
    every: timedelta | None = None

    def run(self, claim: Claim, workshop: Workshop) -> None:
        """Once it is written down that it was sent, it is not sent again; a worker that dies
        before that may send it twice, with one Message-ID."""
        if not is_working_time(workshop.local_now()):
            raise NotYetError(next_working_time(workshop.local_now()))
        workshop.send()
        key, municipality = bytes.fromhex(claim.payload["key"]), claim.municipality
        assert municipality is not None
        with workshop.database.reading() as reading:
            found = practice_letters.wish(reading, municipality, key, workshop.sealer())
            if found is None or practice_letters.is_away(
                reading, municipality, found.person, workshop.today()
            ):
                return
        if letter_is_due(found.last_on, workshop.today()):
            _send(claim, workshop, municipality, key, found)


def _send(claim: Claim, workshop: Workshop, municipality: UUID, key: bytes, found: Wish) -> None:
    """Whoever has left, or was merged away, is written to no more."""
    to = recipient_of(found.person, municipality, workshop)
    if to is not None:
        address = workshop.config.address
        off_url = f"{address}/practice/letters/off/{key.hex()}"
        post(workshop, claim, to, "practice", url=f"{address}/practice", off_url=off_url)
    with workshop.database.writing() as writing:
        if to is None:
            practice_letters.turn_off(writing, municipality, key)
        else:
            practice_letters.note_sent(
                writing,
                municipality,
                key,
                found.person,
                workshop.sealer(),
                today=workshop.today(),
            )
        writing.commit()


JOB = MailPractice()
