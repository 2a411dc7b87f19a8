"""Meeting pages are published beside their modules, and start nothing anew."""

import pytest
from sqlalchemy import select

from elearn.store.models import ContentStamp, MeetingPage, Module
from elearn.store.queries.meeting_pages import meeting_text, meetings
from tests.library import course_files, publish

FILE = "basics/sv/01-first.meeting.md"
PAGE = """\
---
id: first
title: At the meeting, first steps
language: sv
owner: samordnaren
reviewed: 2026-09-01
review_by: 2027-09-01
minutes: 15

---

# At the meeting, first steps

Bring slips and a pen.

## Three things to talk about
<!-- id: prata -->

1. Who meets whom?
2. What do we say?
3. Whom do we call?

## A case to vote on
<!-- id: fallet -->

> Alva is late again.

1. I ask her how she is.
2. I wait.

**For whoever leads:** Asking is never wrong.

## For you who lead
<!-- id: leda -->

### If somebody asks
<!-- id: muslimer -->

Read it again.

### If somebody is affected
<!-- id: berord -->

Take a break.

### If somebody names a client
<!-- id: namner -->

Say: later, you and I.

## One thing that we agree on
<!-- id: en-sak -->

Write it down. Call {{lokal.samordnare}}.
"""


@pytest.fixture(autouse=True)
def municipality(make):
    make.municipality()


def files(page=PAGE):
    return course_files() | {FILE: page.encode()}


def minutes_and_title(make):
    with make.database.reading() as session:
        return [
            (line.module, line.title, line.minutes)
            for course in meetings(session, make.owner, "sv")
            for line in course.lines
        ]


def test_a_page_is_published_with_its_module_and_follows_its_file(make, clock):
    report = publish(make.database, make.owner, files(), now=clock())
    assert FILE in report.published
    assert minutes_and_title(make) == [("first", "At the meeting, first steps", 15)]

    assert publish(make.database, make.owner, files(), now=clock()).published == []
    changed = PAGE.replace("minutes: 15", "minutes: 20")
    assert publish(make.database, make.owner, files(changed), now=clock()).published == [FILE]
    assert minutes_and_title(make) == [("first", "At the meeting, first steps", 20)]

    gone = publish(make.database, make.owner, course_files(), now=clock())
    assert gone.withdrawn == ["basics/first/meeting"]
    assert minutes_and_title(make) == []


def test_a_changed_page_is_no_new_version_and_is_seen_at_once(make, clock):
    publish(make.database, make.owner, files(), now=clock())
    with make.database.reading() as session:
        version = session.scalar(select(Module.version).where(Module.id == "first"))
        stamp = session.scalar(select(ContentStamp.stamp))

    publish(make.database, make.owner, files(PAGE.replace("slips", "paper")), now=clock())

    with make.database.reading() as session:
        assert session.scalar(select(Module.version).where(Module.id == "first")) == version
        assert session.scalar(select(ContentStamp.stamp)) > stamp
        text = meeting_text(session, make.owner, "basics", "first", "sv")
        assert "paper" in text.parts[0].html


def test_a_page_stays_at_home_as_long_as_its_module_does_or_it_says_so(make, clock):
    held_back = PAGE.replace("minutes: 15", "minutes: 15\nstatus: draft")
    publish(make.database, make.owner, files(held_back), now=clock())
    assert minutes_and_title(make) == []

    publish(make.database, make.owner, files(), now=clock())
    withdrawn = {
        path: text.replace(b"status: published", b"status: withdrawn")
        if "01-first.md" in path
        else text
        for path, text in files().items()
    }
    publish(make.database, make.owner, withdrawn, now=clock())

    assert minutes_and_title(make) == []
    with make.database.reading() as session:
        assert session.scalars(select(MeetingPage)).all() == []


def test_a_page_with_an_empty_number_waits_and_says_so(make, clock):
    given = files()
    given["_shared/routes.yaml"] += (
        b"  - key: tom\n    label: {sv: En tom, en: Empty}\n    urgency: soon\n    age: any\n"
        b"    role: any\n    owner: samordnaren\n    verified_until: 2027-06-30\n"
    )
    given[FILE] = PAGE.replace("lokal.samordnare", "lokal.tom").encode()

    report = publish(make.database, make.owner, given, now=clock())

    assert [(one.code, one.file) for one in report.conflicts] == [("route-empty", FILE)]
    assert minutes_and_title(make) == []


def test_a_page_in_another_language_is_better_than_none(make, clock):
    publish(make.database, make.owner, files(), now=clock())

    with make.database.reading() as session:
        assert meeting_text(session, make.owner, "basics", "first", "en") is not None
        assert meeting_text(session, make.owner, "basics", "second", "en") is None
