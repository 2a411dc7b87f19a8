"""On working days, the letters about practice that somebody asked for and that are due."""

from dataclasses import dataclass
from datetime import timedelta

from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.domain.record.working_days import is_working_time
from elearn.jobs._job import Workshop
from elearn.services import practice_letters
from elearn.store.queries.jobs import Claim
from elearn.store.queries.municipalities import all_municipalities


@dataclass(frozen=True)
class PlanPracticeLetters:
    name: str = "plan-practice-letters"
    every: timedelta | None = timedelta(hours=3)

    def run(self, claim: Claim, workshop: Workshop) -> None:
        if not is_working_time(workshop.local_now()):
            return
        with workshop.database.reading() as reading:
            owners = [each.id for each in all_municipalities(reading)]
        with workshop.database.writing() as writing:
            for municipality in owners:
                practice_letters.plan(
                    writing,
                    municipality,
                    workshop.sealer(),
                    new_id=lambda: new_id(workshop.now(), workshop.chance(RANDOM_BYTES)),
                    now=workshop.now(),
                    today=workshop.today(),
                )
            writing.commit()


JOB = PlanPracticeLetters()
