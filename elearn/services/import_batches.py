"""What an import leaves behind: a preview that waits, a batch that was done and can be undone.

A preview belongs to whoever made it. Confirming one plans it anew, and when the plan is no
longer the one that was shown, nothing is done.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.store.db import Session
from elearn.store.models import ImportBatch
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.people_import import claim_batch, delete_previews, forget_inverses

PREVIEW_KEPT = timedelta(hours=24)


class Planned(Protocol):
    """What the plan of any list can tell."""

    @property
    def faults(self) -> Sequence[object]: ...
    @property
    def fingerprint(self) -> str: ...


def keep_preview(
    session: Session,
    municipality: UUID,
    actor: UUID,
    kind: str,
    content: Mapping[str, Any],
    *,
    id: UUID,
    now: datetime,
) -> UUID:
    """*content* waits for a confirmation; earlier ones of *actor* and day-old ones go."""
    delete_previews(session, municipality, actor, older_than=now - PREVIEW_KEPT)
    session.add(
        ImportBatch(
            municipality_id=municipality,
            id=id,
            kind=kind,
            state="preview",
            content=json.dumps(content).encode(),
            inverse=[],
            counts={},
            made_by=actor,
            made_at=now,
        )
    )
    session.flush()
    return id


def discard_preview(session: Session, municipality: UUID, batch: UUID) -> None:
    found = session.get(ImportBatch, (municipality, batch))
    if found is not None and found.state == "preview":
        session.delete(found)


def waiting(session: Session, municipality: UUID, batch: UUID, actor: UUID) -> dict[str, Any]:
    """What was kept for the preview.

    Raises: Refusal `import-not-found`, `import-already-done`, `import-of-another`.
    """
    found = session.get(ImportBatch, (municipality, batch))
    if found is None:
        raise Refusal("import-not-found")
    if found.made_by != actor:
        raise Refusal("import-of-another")
    if found.state != "preview" or found.content is None:
        raise Refusal("import-already-done")
    content: dict[str, Any] = json.loads(found.content)
    return content


def claim(session: Session, municipality: UUID, batch: UUID) -> None:
    """From here to the end of the transaction nobody else changes people.

    Raises: Refusal `import-already-done`, when somebody was quicker.
    """
    if not claim_batch(session, municipality, batch, "preview", "done"):
        raise Refusal("import-already-done")
    lock_people(session, municipality)


def check_unchanged(planned: Planned, fingerprint: str) -> None:
    """*fingerprint* is of the plan that was shown. Raises: Refusal `import-plan-changed`."""
    if planned.fingerprint != fingerprint:
        raise Refusal("import-plan-changed")


def check_faultless(planned: Planned) -> None:
    """Raises: Refusal `import-has-faults`."""
    if planned.faults:
        raise Refusal("import-has-faults", count=len(planned.faults))


def finish(
    session: Session,
    municipality: UUID,
    batch: UUID | None,
    kind: str,
    actor: UUID | None,
    inverse: Sequence[Any],
    counts: Mapping[str, int],
    *,
    id: UUID,
    now: datetime,
) -> UUID:
    """Writes down how to take it back. *batch* None, from the command line, makes one of *id*."""
    found = session.get(ImportBatch, (municipality, batch)) if batch else None
    if found is None:
        found = ImportBatch(municipality_id=municipality, id=id, kind=kind)
        session.add(found)
    found.state = "done"
    found.content = None
    found.inverse = list(inverse)
    found.counts = dict(counts)
    found.made_by = actor
    found.made_at = now
    session.flush()
    forget_inverses(session, municipality, but=found.id)
    return found.id


def undoable(session: Session, municipality: UUID, batch: UUID) -> ImportBatch:
    """From here to the end of the transaction nobody else changes people.

    Raises: Refusal `import-not-found`, `import-not-undoable`.
    """
    lock_people(session, municipality)
    found = session.get(ImportBatch, (municipality, batch))
    if found is None:
        raise Refusal("import-not-found")
    if found.state != "done" or not found.inverse:
        raise Refusal("import-not-undoable")
    if not claim_batch(session, municipality, batch, "done", "undone"):
        raise Refusal("import-not-undoable")
    return found


def forget(found: ImportBatch) -> None:
    """It has been undone."""
    found.state = "undone"
    found.inverse = []
