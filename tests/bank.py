"""A small bank of invented cases, for tests alone, and how to publish it."""

from collections.abc import Iterable

from elearn.services.shelf import SyncReport
from tests.library import course_files, publish

FILE = "basics/en/90-cases.md"
FRONT = """\
---
id: cases
title: Cases
language: en
version: {number}
change: major
retake: none
status: published
authors: [Redaktionen]
owner: samordnaren
reviewed: 2026-09-01
review_by: 2027-09-01
roles: [alla]
objective: You practise.
minutes: 4
license: CC-BY-4.0
kind: bank
forms: [A]
---

# Cases

"""
CASE = """\
### Judge: What about {id}?
<!-- id: {id}; truth: {truth}; concept: {concept}; {more}panel: none; type: judge -->

Text-of-{id}.

> **Explanation:** Explanation-of-{id}.

"""
CONCEPTS = ("isolation", "anger", "secrets")
TRUTHS = ("signal", "lookalike", "lookalike", "lookalike", "grey")
IDS = tuple(f"{concept}-{number}" for concept in CONCEPTS for number in range(len(TRUTHS)))
TRUTH_BY_ID = {id: TRUTHS[int(id.rpartition("-")[2])] for id in IDS}
FORM_ID = "measured"


def case(id: str, truth: str = "", *, more: str = "") -> str:
    concept = id.rpartition("-")[0] or "isolation"
    return CASE.format(id=id, truth=truth or TRUTH_BY_ID[id], concept=concept, more=more)


def bank_files(
    ids: Iterable[str] = IDS, *, number: str = "1.0.0", changed: Iterable[str] = ()
) -> dict[str, bytes]:
    """The course of `library` with a bank; the texts of *changed* differ from before."""
    cases = [case(id) for id in ids]
    cases += [case(FORM_ID, "signal", more="form: A; ")]
    text = FRONT.format(number=number) + "".join(cases)
    for id in changed:
        text = text.replace(f"Text-of-{id}.", f"Other-text-of-{id}.")
    return course_files() | {FILE: text.encode()}


def publish_bank(make, files: dict[str, bytes] | None = None) -> SyncReport:
    return publish(make.database, make.owner, files or bank_files(), now=make.clock())


def case_id(id: str) -> str:
    """What the engine calls the case that its author called *id*."""
    return f"basics/cases/{id}"
