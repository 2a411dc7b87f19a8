"""Tells somebody that the password was changed, in case it was not they who did it."""

from dataclasses import dataclass
from datetime import timedelta

from elearn.jobs._job import Workshop
from elearn.jobs._letters import post, recipient
from elearn.store.queries.jobs import Claim


@dataclass(frozen=True)
class MailNewSecret:
    name: str = "mail-new-secret"
    every: timedelta | None = None

    def run(self, claim: Claim, workshop: Workshop) -> None:
        to = recipient(claim, workshop)
        if to is not None:
            url = f"{workshop.config.address}/account/forgot"
            post(workshop, claim, to, "new-secret", url=url)


JOB = MailNewSecret()
