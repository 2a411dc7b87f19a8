"""A small course of the test's own, and how to publish it."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from elearn.domain.content.course import Library
from elearn.domain.content.parsing import parse_library
from elearn.services import publishing
from elearn.services.shelf import SyncReport
from elearn.store.db import Database

COURSE = b"""\
id: basics
title: {sv: Grunder, en: Basics}
summary: {sv: En kurs., en: A course.}
modules: [first, second]
duty: {due_days: 60, valid_days: 730, renewal_days: 60}
"""
MODULE = """\
---
id: first
title: First steps
language: sv
version: 1.0.0
change: major
retake: none
status: published
authors: [Redaktionen]
owner: samordnaren
reviewed: 2026-09-01
review_by: 2027-09-01
roles: [alla]
objective: You know the first step.
minutes: 6
pass: 60 %
license: CC-BY-4.0

---

# First steps

A lead about Alva.

## Scene
<!-- id: scene -->

Alva meets a neighbour. Call {{lokal.samordnare}}.

### Fråga: What do you say?
<!-- id: say -->

1. [ ] Nothing at all
    > Feedback-say-1.
2. [x] Hello
    > Feedback-say-2.

> **Förklaring:** Explanation-say.

### Fråga: Which are kind?
<!-- id: kind -->

- [x] To listen
    > Feedback-kind-1.
- [ ] To shout
    > Feedback-kind-2.
- [x] To ask
    > Feedback-kind-3.

> **Förklaring:** Explanation-kind.

## After
<!-- id: after -->

See the [action card](/card).
"""
ROUTES = b"""\
routes:
  - key: samordnare
    label: {sv: Samordnaren, en: The coordinator}
    phone: "0980-319 200"
    urgency: advice
    age: any
    role: any
    hours: {sv: Vardagar, en: Weekdays}
    owner: samordnaren
    verified_until: 2027-06-30
"""


def course_files(module: str = MODULE) -> dict[str, bytes]:
    """The files of a course with two modules alike but for id and title."""
    second = module.replace("id: first", "id: second").replace("First steps", "Second steps")
    return {
        "basics/course.yaml": COURSE,
        "basics/sv/01-first.md": module.encode(),
        "basics/sv/02-second.md": second.encode(),
        "_shared/routes.yaml": ROUTES,
    }


def publish(
    database: Database, municipality: UUID, files: Mapping[str, bytes], *, now: datetime
) -> SyncReport:
    """Publishes *files* and commits."""
    with database.writing() as session:
        report = publishing.sync(
            session,
            municipality,
            _parsed(frozenset(files.items())),
            files,
            with_numbers=True,
            now=now,
        )
        session.commit()
    return report


@lru_cache
def _parsed(files: frozenset[tuple[str, bytes]]) -> Library:
    """Most tests publish the same few texts, which takes longer to read than to store."""
    return parse_library(dict(files))
