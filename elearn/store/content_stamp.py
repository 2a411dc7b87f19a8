"""Moves a municipality's content stamp with every change of what is published.

It listens to the session instead of being called, because a forgotten call would show as a
stale page that nobody can explain.
"""

from typing import Any

from sqlalchemy import event

from elearn.store.db import Session
from elearn.store.models.case_bank import CaseBank
from elearn.store.models.course import ContentStamp, Course, Module, ModuleText
from elearn.store.models.meeting_page import MeetingPage
from elearn.store.models.panel import PanelVote
from elearn.store.models.route import Route
from elearn.store.upsert import raise_by_one

PUBLISHED = (CaseBank, Course, MeetingPage, Module, ModuleText, PanelVote, Route)
"""Votes are raised beside the session; only what is shown of them is changed within it."""


@event.listens_for(Session, "before_flush")
def _move(session: Session, _context: Any, _instances: Any) -> None:
    changed = {
        row.municipality_id
        for row in (*session.new, *session.dirty, *session.deleted)
        if isinstance(row, PUBLISHED)
    }
    keys = [{"municipality_id": municipality} for municipality in sorted(changed)]
    raise_by_one(session, ContentStamp, keys, "stamp")
