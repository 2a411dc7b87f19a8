"""Three synthetic forms of invented cases, for tests alone: no learner ever meets them."""

from collections.abc import Iterable

from sqlalchemy import select

from elearn.domain.recognition.measurement_block import LOOKALIKES, SIGNALS
from elearn.services.shelf import SyncReport
from elearn.store.models import PanelVote
from elearn.store.queries.measurement import forms
from tests.bank import FILE, FRONT, case
from tests.library import course_files, publish

NAMES = ("A", "B", "C")
TRUTHS = ("signal",) * SIGNALS + ("lookalike",) * LOOKALIKES
COURSE = "basics"


def form_id(name: str = "A") -> str:
    return f"{COURSE}/cases/{name}"


def truth_of(id: str) -> str:
    """Of the case that its author, or the engine, calls *id*."""
    return TRUTHS[int(id.rpartition("-")[2])]


def form_cases(name: str) -> list[str]:
    return [
        case(f"form-{name.lower()}-{number}", truth, more=f"form: {name}; ")
        for number, truth in enumerate(TRUTHS)
    ]


def forms_files(
    names: Iterable[str] = NAMES, *, changed: Iterable[str] = (), without: Iterable[str] = ()
) -> dict[str, bytes]:
    """The course of `library` with a bank of these forms; the texts of *changed* differ, and the
    cases *without* are not there."""
    front = FRONT.format(number="1.0.0").replace("forms: [A]", f"forms: [{', '.join(NAMES)}]")
    cases = "".join(one for name in names for one in form_cases(name))
    left_out = [f"id: {id};" for id in without]
    kept = [one for one in cases.split("### ")[1:] if not any(id in one for id in left_out)]
    text = front + "".join(f"### {one}" for one in [case("isolation-0", "signal")[4:], *kept])
    for id in changed:
        text = text.replace(f"Text-of-{id}.", f"Other-text-of-{id}.")
    return course_files() | {FILE: text.encode()}


def publish_forms(make, files: dict[str, bytes] | None = None) -> SyncReport:
    return publish(make.database, make.owner, files or forms_files(), now=make.clock())


def settle(make, *names: str, votes: int = 10, agreeing: int = 8) -> None:
    """Lets an own panel judge what it has not judged yet of these forms, or of all; *agreeing* as
    the key has it."""
    with make.database.reading() as session:
        known = forms(session, make.owner, "sv")
        judged = set(session.scalars(select(PanelVote.exercise_version)))
    exercises = [
        (one.exercise.version, one.case.truth)
        for name in names or NAMES
        for one in known[form_id(name)].cases.values()
        if one.exercise.version not in judged
    ]
    with make.at_once():
        for version, truth in exercises:
            as_keyed, against = ("6", "1") if truth == "signal" else ("1", "6")
            for level, count in ((as_keyed, agreeing), (against, votes - agreeing)):
                make.add(
                    PanelVote(
                        municipality_id=make.owner,
                        exercise_version=version,
                        part="",
                        mark=f"vote-{level}",
                        count=count,
                        shown=count,
                    )
                )
