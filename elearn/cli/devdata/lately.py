"""What people in the units of the demo's manager have asked and decided in these weeks, so that
every page about it has something to show. Each is the act that a page would do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from elearn.cli.devdata import tree
from elearn.cli.devdata.rows import Rows
from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.noted import Correction, Noted, Proof, Way
from elearn.domain.record.objection import Objection
from elearn.services import exemptions, extensions, for_many, meetings, noting, objections
from elearn.services.acting import Act
from elearn.services.audit import note_view
from elearn.store.db import Session
from elearn.store.models import Duty
from elearn.store.queries import demo
from elearn.store.queries.admin_units import codes
from elearn.store.queries.meetings import meeting_row, staff_of
from elearn.store.queries.org import placements
from elearn.store.queries.sign_in import account_named
from elearn.store.queries.unit_people import people_in_units

SEED = 5
BEHIND = (Status.NEVER_OVERDUE, Status.EXPIRED, Status.UNDER_WAY)
TOGETHER = 3
"""For how many the same is noted at once."""
AT_MEETING = 4


@dataclass
class Lately:
    session: Session
    rows: Rows
    duty: Duty
    manager: UUID
    unit: UUID
    """What the manager leads."""
    team: UUID
    """A workplace under it."""
    behind: Iterator[UUID]
    """Whoever is behind, each handed out once; first those who have never been through."""
    current: Iterator[UUID]

    def act(self, actor: UUID, days_ago: int) -> Act:
        day = self.rows.today - timedelta(days_ago)
        rows = self.rows
        return Act(self.session, rows.municipality, actor, rows.new_id, rows.midday(day), day)

    def noted(self, way: Way, proof: Proof, days_ago: int) -> Noted:
        return Noted(way, proof, self.rows.today - timedelta(days_ago))


def happen(session: Session, municipality: UUID, today: date) -> None:
    """Nothing where no course is asked of anybody. In a small municipality the last of it finds
    nobody any more. The caller commits."""
    duty = demo.first_duty(session, municipality)
    if duty is None:
        return
    lately = _people(session, municipality, today, duty)
    _first(lately.behind, lambda person: _enter_late(lately, person))
    _first(lately.behind, lambda person: extensions.ask(lately.act(person, 3), duty.id))
    _first(lately.behind, lambda person: _note_and_object(lately, person))
    _first(lately.behind, lambda person: _exempt(lately, person))
    _first(lately.current, lambda person: _note_the_wrong_one(lately, person))
    _first(lately.behind, lambda person: extensions.ask(lately.act(person, 1), duty.id))
    _note_for_several(lately, set(islice(lately.behind, TOGETHER)))
    _meet(lately)
    _look(lately)


def _people(session: Session, municipality: UUID, today: date, duty: Duty) -> Lately:
    by_code = {code: unit for unit, code in codes(session, municipality).items()}
    unit = by_code[tree.DEMO_MANAGER_UNIT]
    who = {}
    for name in ("manager@demo.test", "employee@demo.test"):
        account = account_named(session, municipality, name)
        assert account is not None
        who[name] = account.person
    units = OrgTree.on(today, placements(session, municipality)).subtree(unit)
    found = people_in_units(session, municipality, [duty.id], units, today)
    others = sorted(
        (each for each in found if each.person not in who.values()),
        key=lambda each: (each.status is not Status.NEVER_OVERDUE, each.sorting_name, each.person),
    )
    return Lately(
        session,
        Rows(municipality, Random(SEED), today),  # noqa: S311 - not a secret
        duty,
        who["manager@demo.test"],
        unit,
        by_code[tree.DEMO_EMPLOYEE_UNIT],
        behind=iter([each.person for each in others if each.status in BEHIND]),
        current=iter([each.person for each in others if each.status is Status.VALID]),
    )


def _first(people: Iterator[UUID], deed: Callable[[UUID], object]) -> None:
    """Done for the first of whom it is not refused; the others are passed over."""
    for person in people:
        try:
            deed(person)
        except Refusal:
            continue
        return


def _note_and_object(lately: Lately, person: UUID) -> None:
    """An objection that waits: the day that the manager noted is wrong."""
    noted = lately.noted(Way.CLASSROOM, Proof.CERTIFICATE, 20)
    made = noting.note_course(lately.act(lately.manager, 6), person, lately.duty.id, noted)
    objections.object_to(lately.act(person, 2), made[0], Objection.WRONG_DAY)


def _exempt(lately: Lately, person: UUID) -> None:
    """It ends in a few days."""
    until_on = lately.rows.today + timedelta(6)
    act = lately.act(lately.manager, 50)
    exemptions.exempt(act, lately.duty.id, person, ExemptionReason.OTHER_WORK, until_on)


def _enter_late(lately: Lately, person: UUID) -> None:
    """A last day that nobody could keep: it had passed when payroll told of the employment."""
    entered_on = lately.rows.today - timedelta(2)
    if not demo.enter_late(lately.session, lately.rows.municipality, person, entered_on):
        raise Refusal("person-not-found")


def _note_the_wrong_one(lately: Lately, person: UUID) -> None:
    """Noted for a namesake of sorts, and taken back the day after."""
    noted = lately.noted(Way.NOT_RECORDED, Proof.WAS_THERE, 9)
    modules = lately.duty.modules[:1]
    made = noting.note_completion(
        lately.act(lately.manager, 8), person, lately.duty.id, modules, noted
    )
    noting.correct(lately.act(lately.manager, 7), person, made[0], Correction.WRONG_PERSON)


def _note_for_several(lately: Lately, people: set[UUID]) -> None:
    """They have done it on paper; it can still be undone."""
    act = lately.act(lately.manager, 4)
    deed = for_many.noting_course(lately.noted(Way.ON_PAPER, Proof.ANSWER_SHEET, 5))
    outcome = for_many.run(act, deed, people, dict.fromkeys(people, lately.duty.id))
    if outcome.written:
        for_many.keep(act, for_many.NOTED, outcome)


def _meet(lately: Lately) -> None:
    """One meeting to come, and one after which some have yet to answer their questions."""
    for module in lately.duty.modules:
        try:
            _plan(lately, module, days_ago=12, in_days=8)
            held = _plan(lately, module, days_ago=12, in_days=-2)
        except Refusal:
            continue
        day = lately.rows.today - timedelta(2)
        staff = staff_of(lately.session, lately.rows.municipality, [lately.team], day)
        there = [each.person for each in staff[:AT_MEETING]]
        row = meeting_row(lately.session, lately.rows.municipality, held)
        assert row is not None
        meetings.note_attended(lately.act(lately.manager, 2), row, there, there)
        return


def _plan(lately: Lately, module: str, *, days_ago: int, in_days: int) -> UUID:
    return meetings.plan(
        lately.act(lately.manager, days_ago),
        lately.team,
        lately.duty.course_id,
        module,
        lately.rows.today + timedelta(in_days),
        new_code=lambda: f"{lately.rows.chance.randrange(10_000):04}",
    )


def _look(lately: Lately) -> None:
    """The manager has opened pages with names, as everybody on them can read."""
    for days_ago, page in ((15, "manager.unit"), (8, "manager.person"), (1, "manager.unit")):
        act = lately.act(lately.manager, days_ago)
        note_view(
            act.session,
            act.municipality,
            act.actor,
            lately.unit,
            page,
            act.today,
            id=act.new_id(),
            now=act.now,
        )
