"""What has been kept long enough goes: hourly, so that most of it goes soon after midnight."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.jobs._job import Workshop
from elearn.services import practice, privacy
from elearn.store import disposal_list
from elearn.store.disposal_list import Disposed
from elearn.store.queries.jobs import Claim
from elearn.store.queries.municipalities import all_municipalities

AT_ONCE = 50
"""Persons in one transaction, so that nobody waits long for the write lock."""


@dataclass(frozen=True)
class Dispose:
    name: str = "dispose"
    every: timedelta | None = timedelta(hours=1)

    def run(self, claim: Claim, workshop: Workshop) -> None:
        with workshop.database.writing() as writing:
            privacy.dispose_of_the_rest(writing, today=workshop.today())
            writing.commit()
        with workshop.database.reading() as reading:
            owners = [each.id for each in all_municipalities(reading)]
        for municipality in owners:
            _dispose_of_persons(municipality, workshop)
        workshop.database.wipe()


def _dispose_of_persons(municipality: UUID, workshop: Workshop) -> None:
    """The list outside the database is written first: a person on it who is still here goes at
    the next run, while one who went without being on it would come back with a backup."""
    today = workshop.today()
    with workshop.database.reading() as reading:
        persons = iter(privacy.persons_to_dispose(reading, municipality, today=today))
    listed = workshop.config.instance / disposal_list.FILE
    while batch := list(islice(persons, AT_ONCE)):
        disposal_list.append(listed, [Disposed(municipality, each, today) for each in batch])
        with workshop.database.writing() as writing:
            privacy.dispose(
                writing,
                municipality,
                batch,
                new_id=lambda: new_id(workshop.now(), workshop.chance(RANDOM_BYTES)),
                now=workshop.now(),
            )
            practice.forget_persons(writing, municipality, batch, workshop.sealer())
            writing.commit()


JOB = Dispose()
