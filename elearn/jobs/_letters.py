"""What the jobs that send letters share."""

from dataclasses import dataclass
from uuid import UUID

from elearn.jobs._job import Workshop
from elearn.mail.letters import letter
from elearn.store.models import Municipality
from elearn.store.queries.jobs import Claim
from elearn.store.queries.sign_in import addressees


@dataclass(frozen=True)
class Recipient:
    person: UUID
    municipality: UUID
    email: str
    language: str
    values: dict[str, object]
    """What every letter may mention: name, user_name, municipality, help_contact."""


def recipient(claim: Claim, workshop: Workshop) -> Recipient | None:
    """None when the person is gone meanwhile, was merged, or has no address any more."""
    assert claim.municipality is not None
    return recipient_of(UUID(claim.payload["person"]), claim.municipality, workshop)


def recipient_of(person: UUID, municipality: UUID, workshop: Workshop) -> Recipient | None:
    """As `recipient`."""
    with workshop.database.reading() as reading:
        found = addressees(reading, municipality, [person])
        place = reading.get(Municipality, municipality)
    if not found or not found[0].email or place is None:
        return None
    return Recipient(
        person,
        municipality,
        found[0].email,
        found[0].language,
        {
            "name": found[0].name,
            "user_name": found[0].user_name,
            "municipality": place.name,
            "help_contact": place.help_contact,
        },
    )


def post(workshop: Workshop, claim: Claim, to: Recipient, name: str, **values: object) -> None:
    """Sends the letter *name*; its Message-ID is the job's, also at a repeat."""
    send = workshop.send()
    send(
        letter(name, to.email, workshop.message_id(claim.id), to.language, {**to.values, **values})
    )
