"""On each working day, the weekly letters that are due: hourly asked for, once a day done."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.domain.record.working_days import END_HOUR, is_working_day, next_working_time
from elearn.jobs._job import Workshop
from elearn.services import week_letters
from elearn.store.queries.jobs import Claim
from elearn.store.queries.municipalities import all_municipalities

FIRST_HOUR = 4
"""On a Swedish clock: before people come to work, and after the day's disposal."""


@dataclass(frozen=True)
class PlanLetters:
    name: str = week_letters.PLAN_JOB
    every: timedelta | None = timedelta(hours=1)

    def run(self, claim: Claim, workshop: Workshop) -> None:
        if claim.municipality is None:
            _ask_for_each(workshop)
        else:
            _plan(claim.municipality, workshop)


def _ask_for_each(workshop: Workshop) -> None:
    if not is_working_day(workshop.today()):
        return
    if not FIRST_HOUR <= workshop.local_now().hour < END_HOUR:
        return
    with workshop.database.reading() as reading:
        owners = [each.id for each in all_municipalities(reading)]
    with workshop.database.writing() as writing:
        for municipality in owners:
            week_letters.ask_for_plan(
                writing, municipality, workshop.today(), id=_new_id(workshop), now=workshop.now()
            )
        writing.commit()


def _plan(municipality: UUID, workshop: Workshop) -> None:
    today = workshop.today()
    with workshop.database.reading() as reading:
        persons = week_letters.persons_due(reading, municipality, today)
    with workshop.database.writing() as writing:
        week_letters.plan(
            writing,
            municipality,
            persons,
            today,
            next_working_time(workshop.local_now()),
            new_id=lambda: _new_id(workshop),
        )
        writing.commit()


def _new_id(workshop: Workshop) -> UUID:
    return new_id(workshop.now(), workshop.chance(RANDOM_BYTES))


JOB = PlanLetters()
