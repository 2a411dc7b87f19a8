"""Once a quarter what is shown of groups that measure is fixed; looked for every few hours."""

from dataclasses import dataclass
from datetime import timedelta

from elearn.jobs._job import Workshop
from elearn.services.measured_groups import take_snapshots
from elearn.store.queries.jobs import Claim
from elearn.store.queries.municipalities import all_municipalities


@dataclass(frozen=True)
class GroupFigures:
    name: str = "group-figures"
    every: timedelta | None = timedelta(hours=6)

    def run(self, claim: Claim, workshop: Workshop) -> None:
        with workshop.database.reading() as reading:
            owners = [each.id for each in all_municipalities(reading)]
        for municipality in owners:
            with workshop.database.writing() as writing:
                take_snapshots(writing, municipality, today=workshop.today())
                writing.commit()


JOB = GroupFigures()
