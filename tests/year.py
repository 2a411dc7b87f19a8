"""A year of learning and practice as invented people live it, the same each time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from elearn.domain.recognition.measurement_offer import Progress
from elearn.domain.recognition.measurement_record import OpenBlock
from elearn.domain.recognition.practice_session import PracticeSession
from elearn.services import kept_practice, learning, measurement, practice
from elearn.services.answering import Sent
from elearn.services.kept_practice import Kept, Practitioner
from elearn.services.learning import Learner
from elearn.services.measured_groups import take_snapshots
from elearn.services.practice import Given
from elearn.store.db import Database
from elearn.store.queries import attempts, catalogue
from elearn.store.queries.measurement import forms
from elearn.store.queries.practice import bank
from elearn.store.sealing import Sealer
from tests.bank import FILE, IDS, case
from tests.factories import Factory
from tests.forms import COURSE, forms_files
from tests.library import publish
from tests.services.test_meeting_pages import FILE as MEETING_FILE
from tests.services.test_meeting_pages import PAGE
from tests.year_meeting import MeetingOfUnit
from tests.year_panel import Panel

FIRST_DAY = date(2026, 1, 7)
UNITS = (10, 2)
"""How many people work in each: in the first, enough that its figures are shown."""
PEOPLE = sum(UNITS)
LEARNING_DAYS = (21, 111)
"""After which the first of each unit begins. All of a unit are through within a quarter."""
DAYS_BETWEEN_PEOPLE, DAYS_BETWEEN_MODULES = 4, 9
PRACTICE_DAYS = (100, 190, 280)
"""After which those who practise do."""
QUARTERS = (date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1))
LAST_ROUND_ON = date(2026, 12, 14)
MEETINGS_ON = (date(2026, 12, 1), date(2026, 12, 2))
"""Of each unit; confirmed some days later."""
DAYS_TO_CONFIRM = 3
RIGHT = {"say": ("2",), "kind": ("1", "3"), "whom": ("manager",), "where": ("here",)}
MORE = """\
### Skriv: Whom do you ask?
<!-- id: whom -->

- [x] manager
    > Feedback-whom-1.
- [ ] police
    > Feedback-whom-2.

### Skriv: Where do you ask?
<!-- id: where -->

- [x] here
    > Feedback-where-1.
- [ ] elsewhere
    > Feedback-where-2.

**Säkerhet:** guessing | fairly sure | sure

## After
"""


@dataclass(frozen=True)
class Sheet:
    """What somebody answers all year: first to each exercise, how sure, and to cases."""

    first: Mapping[str, tuple[str, ...]]
    certainty: int
    levels: tuple[int, ...]
    """To one case after the other, again from the start."""
    passed_by: int
    """Which case of a form is not answered, by its number."""


def exchanged(by: int) -> list[int]:
    """For each person, whose sheet it is when answers are passed on *by* so many in each unit:
    what a unit has answered all together stays as it was."""
    found: list[int] = []
    for people in UNITS:
        found += [len(found) + (place + by) % people for place in range(people)]
    return found


def sheet(number: int) -> Sheet:
    """Each has something that no other has."""
    return Sheet(
        {
            "say": ("1",) if number % 3 == 0 else ("2",),
            "kind": (("1",), ("2",), ("1", "2", "3"), ("1", "3"))[number % 4],
            "whom": ("manager",) if number % 2 else (f"unforeseen-word-{number}",),
            "where": ("here",) if number % 5 else ("elsewhere",),
        },
        certainty=1 + number % 3,
        levels=tuple(
            1 + (number * (place + 3) + place * place) % 6 for place in range(5 + number % 3)
        ),
        passed_by=number,
    )


def year_files() -> dict[str, bytes]:
    """The course and the forms of `forms` and the cases of `bank`, with words to type, and a second
    module of its own questions."""
    files = forms_files()
    files[FILE] += "".join(case(id) for id in IDS[1:]).encode()
    for path in ("basics/sv/01-first.md", "basics/sv/02-second.md"):
        files[path] = files[path].replace(b"## After\n", MORE.encode())
    second = files["basics/sv/02-second.md"]
    for word in (b"Nothing at all", b"To listen", b"police", b"Where do"):
        second = second.replace(word, word[::-1])
    return files | {"basics/sv/02-second.md": second, MEETING_FILE: PAGE.encode()}


@dataclass
class Year:
    make: Factory
    sealer: Sealer
    sheets: Sequence[Sheet]
    """One a person."""
    ballots: Sequence[int]
    """Which sheet of `year_panel` is on each ballot."""
    next_id: Callable[[], UUID]
    people: list[UUID] = field(default_factory=list)
    meetings: list[MeetingOfUnit] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.make.database

    def live(self) -> date:
        """The last day of it."""
        self.make.municipality()
        publish(self.database, self.make.owner, year_files(), now=_moment(FIRST_DAY))
        self.make.duty("basics", modules=["first", "second"])
        for people in UNITS:
            unit = self.make.unit()
            staff = [self.make.person(has_secret=False) for _ in range(people)]
            for person in staff:
                self.make.employment(person, unit)
            self.meetings.append(self._meeting(unit, staff, len(self.people)))
            self.people += staff
        days = sorted(self._days(), key=lambda day: day[:2])
        for day, _, act in days:
            act(day)
        return days[-1][0]

    def _meeting(self, unit: UUID, staff: list[UUID], first: int) -> MeetingOfUnit:
        manager = self.make.person(has_secret=False)
        self.make.grant(manager, "manager", unit)
        sheets = self.sheets[first : first + len(staff)]
        return MeetingOfUnit(
            self.make,
            self.sealer,
            self.next_id,
            unit,
            manager,
            staff,
            [sheet.first.__getitem__ for sheet in sheets],
            [(1 + sheet.levels[0] % 2, 1 + sheet.levels[1] % 2) for sheet in sheets],
            RIGHT,
        )

    def _days(self) -> Iterator[tuple[date, int, Callable[[date], None]]]:
        """With the number of a person, or one below all of those."""
        panel = Panel(self.make, self.sealer, self.ballots, self.next_id)
        for form in ("A", "B"):
            yield FIRST_DAY, -1, partial(panel.settle, form)
        for quarter in QUARTERS:
            yield quarter, -1, self._take_snapshots
        yield LAST_ROUND_ON, -1, partial(panel.begin, "C")
        for day, meeting in zip(MEETINGS_ON, self.meetings, strict=True):
            yield day, -1, meeting.hold
            yield day + timedelta(DAYS_TO_CONFIRM), -1, meeting.confirm
        for number, (person, sheet) in enumerate(zip(self.people, self.sheets, strict=True)):
            for day, act in self._own_days(number):
                yield day, number, partial(act, person, sheet)

    def _own_days(self, number: int) -> Iterator[tuple[date, Callable[[UUID, Sheet, date], None]]]:
        unit, place = (0, number) if number < UNITS[0] else (1, number - UNITS[0])
        first_on = FIRST_DAY + timedelta(LEARNING_DAYS[unit] + DAYS_BETWEEN_PEOPLE * place)
        second_on = first_on + timedelta(DAYS_BETWEEN_MODULES)
        yield first_on - timedelta(1), self._measure_before
        yield first_on, self._first
        yield second_on, self._second
        yield second_on + timedelta(1), self._measure_after
        if number % 3 == 0:
            for days in PRACTICE_DAYS:
                yield FIRST_DAY + timedelta(days + number), self._practise

    def _take_snapshots(self, day: date) -> None:
        with self.database.writing() as session:
            take_snapshots(session, self.make.owner, today=day)
            session.commit()

    def _first(self, person: UUID, sheet: Sheet, day: date) -> None:
        self._learn(person, "first", sheet, day)

    def _second(self, person: UUID, sheet: Sheet, day: date) -> None:
        self._learn(person, "second", sheet, day)

    def _learn(self, person: UUID, module: str, sheet: Sheet, day: date) -> None:
        who = Learner(self.make.owner, person, "basics", module)
        with self.database.writing() as session:
            ids = {"attempt_id": self.next_id(), "secret": self.next_id().hex}
            learning.begin(session, who, self.sealer, **ids, today=day)
            session.commit()
        with self.database.reading() as session:
            found = catalogue.reading(session, who.municipality, "basics", module, "sv").module
        for exercise in found.exercises:
            certainty = sheet.certainty if exercise.confidence else None
            for given in (sheet.first[exercise.id], RIGHT[exercise.id]):
                sent = Sent(lambda *_, given=given: given, certainty=certainty)
                with self.database.writing() as session:
                    learning.answer(session, who, self.sealer, exercise, sent)
                    session.commit()
        with self.database.writing() as session:
            id = self.next_id()
            assert learning.submit(session, who, self.sealer, found, evidence_id=id, today=day)
            session.commit()
        with self.database.writing() as session:
            assert attempts.submitted_attempt(session, *who.key)
            learning.leave_result(session, who)
            session.commit()

    def _practise(self, person: UUID, sheet: Sheet, day: date) -> None:
        who = Practitioner(self.make.owner, person)
        with self.database.writing() as session:
            cases = bank(session, self.make.owner, "en")
            chance = {"token": self.next_id().hex, "seed": self.next_id().hex}
            practice.begin(session, who, self.sealer, cases, (), **chance, today=day)
            session.commit()
        while (under_way := self._kept(who, day).session) and under_way.is_under_way(day):
            version = cases[under_way.cases[under_way.next_number - 1]].exercise.version
            given = _given(under_way, version, sheet, under_way.next_number)
            with self.database.writing() as session:
                practice.answer(session, who, self.sealer, cases, given, today=day)
                session.commit()
        with self.database.writing() as session:
            practice.end(session, who, self.sealer)
            session.commit()

    def _measure_before(self, person: UUID, sheet: Sheet, day: date) -> None:
        self._measure(person, sheet, day, Progress(is_begun=False, is_done=False))

    def _measure_after(self, person: UUID, sheet: Sheet, day: date) -> None:
        self._measure(person, sheet, day, Progress(is_begun=True, is_done=True))

    def _measure(self, person: UUID, sheet: Sheet, day: date, progress: Progress) -> None:
        who = Practitioner(self.make.owner, person)
        with self.database.writing() as session:
            known = forms(session, self.make.owner, "en")
            chance = {"token": self.next_id().hex, "seed": self.next_id().hex}
            about = {"course": COURSE, "progress": progress, "today": day}
            measurement.begin(session, who, self.sealer, known, (), **about, **chance)
            session.commit()
        while block := self._kept(who, day).record.measurement.open:
            id = block.cases[block.asked]
            number = int(id.rpartition("-")[2])
            version = known[block.form].cases[id].exercise.version
            place = number * (2 if block.form.endswith("B") else 1)
            given = _given(block, version, sheet, place)
            act = measurement.skip if number == sheet.passed_by else measurement.answer
            with self.database.writing() as session:
                act(session, who, self.sealer, known, given, today=day)
                session.commit()

    def _kept(self, who: Practitioner, day: date) -> Kept:
        with self.database.reading() as session:
            return kept_practice.kept(session, who, self.sealer, today=day)


def _given(under_way: PracticeSession | OpenBlock, version: str, sheet: Sheet, place: int) -> Given:
    """What stands at this *place* of the sheet."""
    level = sheet.levels[place % len(sheet.levels)]
    return Given(under_way.token, under_way.next_number, version, str(level))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
