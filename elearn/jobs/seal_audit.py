"""The days of the log that are over are sealed; looked for every few hours."""

from dataclasses import dataclass
from datetime import timedelta

from elearn.jobs._job import Workshop
from elearn.services.audit_chain import MOST_DAYS, seal
from elearn.store.queries.jobs import Claim
from elearn.store.queries.municipalities import all_municipalities
from elearn.store.signing import Signer


@dataclass(frozen=True)
class SealAudit:
    name: str = "seal-audit"
    every: timedelta | None = timedelta(hours=3)

    def run(self, claim: Claim, workshop: Workshop) -> None:
        signer = Signer(workshop.config.pepper)
        with workshop.database.reading() as reading:
            owners = [each.id for each in all_municipalities(reading)]
        for municipality in owners:
            sealed = MOST_DAYS
            while sealed == MOST_DAYS:
                with workshop.database.writing() as writing:
                    sealed = seal(writing, municipality, signer.sign, now=workshop.now())
                    writing.commit()


JOB = SealAudit()
