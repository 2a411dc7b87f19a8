"""A letter with a one-time link for somebody who forgot the password or never had one.

The code is made here, when the letter is sent: the database never holds it in clear.
"""

from dataclasses import dataclass
from datetime import timedelta

from elearn.domain.people.sign_in import LINK_HOURS
from elearn.jobs._job import Workshop
from elearn.jobs._letters import post, recipient
from elearn.services import sign_in
from elearn.store.queries.jobs import Claim


@dataclass(frozen=True)
class MailLink:
    name: str = "mail-link"
    every: timedelta | None = None

    def run(self, claim: Claim, workshop: Workshop) -> None:
        workshop.send()
        to = recipient(claim, workshop)
        if to is None:
            return
        code = workshop.code_of(claim.id)
        with workshop.database.writing() as writing:
            is_unused = sign_in.issue_link(
                writing, to.municipality, to.person, code, None, now=workshop.now()
            )
            writing.commit()
        if is_unused:
            url = f"{workshop.config.address}/account/code/{code}"
            post(workshop, claim, to, "sign-in-link", url=url, hours=LINK_HOURS)


JOB = MailLink()
