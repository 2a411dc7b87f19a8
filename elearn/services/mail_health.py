"""Whether the mail that was expected has left, for whoever can do something about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from elearn.domain.record.working_days import is_working_day
from elearn.services.week_letters import plan_key
from elearn.store.db import Session
from elearn.store.queries import jobs

SWEDEN = ZoneInfo("Europe/Stockholm")
LETTER_JOBS = ("mail-link", "mail-new-secret", "mail-week", "mail-practice")
SILENT_AFTER = timedelta(minutes=5)
"""The worker says four times a minute that it is there."""
LATE_AFTER = timedelta(hours=1)
FAILED_WITHIN = timedelta(days=7)
PLANNED_BY_HOUR = 12


class Trouble(StrEnum):
    WORKER_SILENT = "worker-silent"
    NO_MAIL_SERVER = "no-mail-server"
    FAILED = "letters-failed"
    LATE = "letters-late"
    NOT_PLANNED = "letters-not-planned"


@dataclass(frozen=True, slots=True)
class Sign:
    trouble: Trouble
    letters: int = 0
    """How many it concerns; 0 where it concerns all."""
    since: datetime | None = None
    """When the worker was last heard of."""


def signs(
    session: Session, municipality: UUID, *, has_mail_server: bool, now: datetime
) -> list[Sign]:
    """What is wrong with the mail of this municipality, the worst first; empty when all is well."""
    found = []
    seen_at = jobs.last_beat(session)
    if seen_at is None or now - seen_at > SILENT_AFTER:
        found.append(Sign(Trouble.WORKER_SILENT, since=seen_at))
    if not has_mail_server:
        found.append(Sign(Trouble.NO_MAIL_SERVER))
    failed = jobs.count_failed(session, municipality, LETTER_JOBS, now - FAILED_WITHIN)
    if failed:
        found.append(Sign(Trouble.FAILED, failed))
    late = jobs.count_overdue(session, municipality, LETTER_JOBS, now - LATE_AFTER)
    if late:
        found.append(Sign(Trouble.LATE, late))
    local = now.astimezone(SWEDEN)
    should_be = is_working_day(local.date()) and local.hour >= PLANNED_BY_HOUR
    if should_be and not jobs.is_tick_known(session, plan_key(municipality, local.date())):
        found.append(Sign(Trouble.NOT_PLANNED))
    return found
