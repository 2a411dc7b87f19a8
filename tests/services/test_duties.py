from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.aid import families_of
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Actor, Grant, Role
from elearn.domain.record.duty import DueFrom, Need
from elearn.services import duties, roles, standing
from elearn.services.duties import Wanted
from elearn.services.duty_preview import foresee_change
from elearn.store.models import Course, Duty, Evidence, Module, ModuleVersion, StatusPeriod
from elearn.store.queries.org import placements
from tests.conftest import NOW
from tests.services.organisation import TODAY, Organisation


@pytest.fixture
def place(session) -> Organisation:
    made = Organisation(session)
    made.unit("Norr")
    made.unit("Inre", "Norr")
    made.unit("Syd")
    publish(made, "grunden", "a1", "a2")
    return made


def publish(place: Organisation, course: str, *modules: str) -> None:
    session = place.session
    session.add(
        Course(
            municipality_id=place.id,
            id=course,
            titles={"sv": course},
            summaries={},
            default_duty={},
            published_at=NOW,
        )
    )
    session.flush()
    for position, module in enumerate(modules):
        session.add(
            Module(
                municipality_id=place.id,
                course_id=course,
                id=module,
                position=position,
                version="1" * 64,
                withdrawn_at=None,
            )
        )
    session.flush()


def act(place: Organisation, within=None) -> duties.Act:
    tree = OrgTree.on(TODAY, placements(place.session, place.id))
    own = frozenset(tree) if within is None else within
    return duties.Act(place.session, place.id, None, tree, own, uuid4, NOW, TODAY)


def wanted(place: Organisation, *units: str, **values) -> Wanted:
    return replace(
        Wanted(
            course="grunden",
            modules=(),
            need=Need.ALL,
            units=frozenset(place.units[unit] for unit in units or ("Norr",)),
            aid_families=frozenset(),
            due_days=30,
            valid_days=730,
            renewal_days=60,
            from_on=TODAY,
        ),
        **values,
    )


def refused(call, *arguments) -> str:
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value.code


def concerned(place: Organisation) -> set:
    rows = place.session.query(StatusPeriod).filter_by(municipality_id=place.id)
    return {row.person_id for row in rows}


def test_a_duty_concerns_at_once_whom_it_is_for(place):
    inner, outer = place.person(), place.person()
    place.post(inner, "Inre")
    place.post(outer, "Syd")

    duties.set_duty(act(place), wanted(place))

    assert concerned(place) == {inner}


def test_the_whole_course_means_the_modules_of_the_day(place):
    made = duties.set_duty(act(place), wanted(place))

    assert place.session.get(Duty, (place.id, made)).modules == ["a1", "a2"]


def test_a_course_has_one_duty_at_a_time(place):
    first = duties.set_duty(act(place), wanted(place))

    assert refused(duties.set_duty, act(place), wanted(place, "Syd")) == "duty-exists"
    duties.end_duty(act(place), first, TODAY + timedelta(days=10))
    later = wanted(place, "Syd", from_on=TODAY + timedelta(days=10))
    duties.set_duty(act(place), later)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"course": "nix"}, "course-not-found"),
        ({"modules": ("nix",)}, "duty-modules-unknown"),
        ({"units": frozenset()}, "duty-without-units"),
        ({"units": frozenset({uuid4()})}, "unit-not-found"),
        ({"due_days": -1}, "duty-days-outside"),
        ({"due_days": 0}, "duty-days-outside"),
        ({"due_days": 3651}, "duty-days-outside"),
        ({"valid_days": 0}, "duty-validity-outside"),
        ({"renewal_days": -1}, "days-below-zero"),
        ({"from_on": date(1900, 1, 1)}, "duty-first-day-outside"),
        ({"from_on": date(2036, 1, 1)}, "duty-first-day-outside"),
        ({"valid_days": 30, "renewal_days": 30}, "renewal-not-within-validity"),
    ],
)
def test_what_cannot_be_asked_is_refused(place, values, code):
    assert refused(duties.set_duty, act(place), wanted(place, **values)) == code


def test_a_changed_duty_concerns_others(place):
    alva = place.person()
    place.post(alva, "Syd")
    made = duties.set_duty(act(place), wanted(place))

    duties.change_duty(act(place), made, wanted(place, "Syd"))

    assert concerned(place) == {alva}


def test_a_changed_duty_keeps_the_units_that_nobody_can_choose_any_more(place):
    made = duties.set_duty(act(place), wanted(place))
    gone = uuid4()
    row = place.session.get(Duty, (place.id, made))
    row.units = [*row.units, str(gone)]
    place.session.flush()

    duties.change_duty(act(place), made, wanted(place, "Syd"))

    assert set(row.units) == {str(gone), str(place.units["Syd"])}


def test_a_first_day_of_long_ago_may_stay(place):
    made = duties.set_duty(act(place), wanted(place))
    long_ago = date(2015, 1, 1)
    place.session.get(Duty, (place.id, made)).from_on = long_ago
    place.session.flush()

    duties.change_duty(act(place), made, wanted(place, from_on=long_ago, due_days=60))

    assert place.session.get(Duty, (place.id, made)).due_days == 60


def test_a_coordinator_leaves_duties_of_other_units_alone(place):
    made = duties.set_duty(act(place), wanted(place, "Kommunen"))
    north = act(place, frozenset({place.units["Norr"], place.units["Inre"]}))

    assert refused(duties.change_duty, north, made, wanted(place)) == "duty-not-found"
    assert refused(duties.end_duty, north, made, TODAY) == "duty-not-found"


def test_an_ended_duty_still_explains_the_past(place):
    place.post(place.person(), "Norr")
    made = duties.set_duty(act(place), wanted(place, from_on=date(2026, 1, 1)))

    duties.end_duty(act(place), made, TODAY)

    assert place.session.get(Duty, (place.id, made)).to_on == TODAY
    assert concerned(place)


def test_a_duty_that_never_ran_leaves_nothing(place):
    place.post(place.person(), "Norr")
    made = duties.set_duty(act(place), wanted(place))

    duties.end_duty(act(place), made, TODAY)

    assert place.session.query(Duty).count() == 0
    assert concerned(place) == set()


@pytest.mark.parametrize(
    ("text", "families"),
    [("", []), ("207", ["207"]), (" 207, 351;40 ", ["207", "351", "40"])],
)
def test_families_are_read_from_a_line(text, families):
    assert sorted(families_of(text)) == families


@pytest.mark.parametrize("text", ["abc", "207x", "12345678901", "207 ٣"])
def test_what_is_no_family_is_refused(text):
    with pytest.raises(Refusal, match="aid-families-malformed"):
        families_of(text)


def test_of_a_course_that_is_a_choice_one_module_is_enough(place):
    """Whoever has done one of them is current: as a count from the rows alone has it."""
    place.session.get(Course, (place.id, "grunden")).need = "one-of"
    place.session.flush()
    people = [place.person() for _ in range(4)]
    for person in people:
        place.post(person, "Norr")
    for person, modules in zip(people, [(), ("a1",), ("a2",), ("a1", "a2")], strict=True):
        for module in modules:
            place.session.add(done(place, person, module))

    made = duties.set_duty(act(place), wanted(place))

    duty = place.session.get(Duty, (place.id, made))
    assert (duty.need, duty.modules) == ("one-of", ["a1", "a2"])
    slowly = {row.person_id for row in place.session.query(Evidence)}
    periods = place.session.query(StatusPeriod).filter_by(status="valid")
    assert {row.person_id for row in periods} == slowly == set(people[1:])
    assert not list(standing.disagreements(place.session, place.id))


def test_some_of_its_modules_can_still_all_be_asked_for(place):
    place.session.get(Course, (place.id, "grunden")).need = "one-of"
    place.session.flush()

    made = duties.set_duty(act(place), wanted(place, modules=("a1", "a2")))

    assert place.session.get(Duty, (place.id, made)).need == "all"


def done(place: Organisation, person, module: str) -> Evidence:
    return Evidence(
        municipality_id=place.id,
        id=uuid4(),
        person_id=person,
        course_id="grunden",
        module_id=module,
        version="1" * 64,
        completed_on=TODAY - timedelta(days=5),
        recorded_at=NOW,
        kind="self",
    )


def due_dates(place: Organisation) -> dict:
    rows = place.session.query(StatusPeriod).filter_by(municipality_id=place.id)
    return {row.person_id: row.due_on for row in rows}


def test_nobody_has_fewer_working_days_than_the_duty_says(place):
    """The day on which the duty is set counts, however long ago it says that it began."""
    alva = place.person()
    place.post(alva, "Norr", from_on=date(2026, 1, 1))
    since_spring = wanted(place, from_on=date(2026, 3, 1), due_days=5)

    duties.set_duty(act(place), replace(since_spring, least_working_days=10))

    assert due_dates(place) == {alva: date(2026, 12, 7)}
    assert not list(standing.disagreements(place.session, place.id))


def test_a_duty_for_a_role_comes_and_goes_with_it(place):
    boss, other = place.person(), place.person()
    for person in (boss, other):
        place.post(person, "Norr", from_on=date(2026, 1, 1))
    asked = wanted(place, roles=frozenset({Role.MANAGER}), due_from=DueFrom.ROLE)
    duties.set_duty(act(place), asked)
    assert concerned(place) == set()
    admin = place.person()
    place.grant(admin, "administrator", "Kommunen")
    tree = OrgTree.on(TODAY, placements(place.session, place.id))
    grants = (Grant(Role.ADMINISTRATOR, place.units["Kommunen"], date(2020, 1, 1), None),)
    actor = Actor(place.id, admin, grants)
    now = {"new_id": uuid4, "now": NOW, "today": TODAY}

    grant = roles.grant_role(
        place.session, actor, boss, Role.MANAGER, place.units["Inre"], TODAY, None, tree, **now
    )

    assert due_dates(place) == {boss: TODAY + timedelta(days=30)}
    roles.end_role(place.session, actor, grant, TODAY, tree, **now)
    assert concerned(place) == set()
    assert not list(standing.disagreements(place.session, place.id))


def test_a_duty_for_one_kind_of_employment_leaves_the_others_alone(place):
    hourly, permanent = place.person(), place.person()
    place.post(hourly, "Norr", kind="hourly")
    place.post(permanent, "Norr")

    duties.set_duty(act(place), wanted(place, employment_kinds=frozenset({EmploymentKind.HOURLY})))

    assert concerned(place) == {hourly}


def test_days_are_counted_from_the_publication_of_the_last_module(place):
    alva = place.person()
    place.post(alva, "Norr")
    for module, days_ago in (("a1", 20), ("a2", 10)):
        for number in (1, 2):
            place.session.add(
                ModuleVersion(
                    municipality_id=place.id,
                    course_id="grunden",
                    module_id=module,
                    digest=str(number) * 64,
                    number=f"{number}.0.0",
                    source_language="sv",
                    published_at=NOW - timedelta(days=days_ago / number),
                    change="minor",
                    retake="none",
                )
            )

    duties.set_duty(act(place), wanted(place, due_from=DueFrom.PUBLICATION, due_days=25))

    assert due_dates(place) == {alva: TODAY + timedelta(days=15)}


def statuses(place: Organisation, person, *days: date) -> list[str | None]:
    place.session.expire_all()
    rows = place.session.query(StatusPeriod).filter_by(person_id=person).all()
    return [
        next((row.status for row in rows if row.from_on <= day < (row.to_on or date.max)), None)
        for day in days
    ]


def test_a_change_from_a_day_leaves_the_past_as_it_was(place):
    """Also when it changes again, and again from an earlier day, and when the duty ends."""
    north, south = place.person(), place.person()
    place.post(north, "Norr", from_on=date(2026, 1, 1))
    place.post(south, "Syd", from_on=date(2026, 1, 1))
    spring, summer = date(2026, 3, 1), date(2026, 7, 1)
    made = duties.set_duty(act(place), wanted(place, from_on=spring))
    before = statuses(place, north, spring, summer, TODAY)

    since = wanted(place, "Syd", from_on=spring, holds_from=TODAY)
    assert foresee_change(act(place), made, since).earlier == 0
    duties.change_duty(act(place), made, since)

    assert statuses(place, north, spring, summer, TODAY) == [*before[:2], None]
    assert statuses(place, south, summer, TODAY) == [None, "never-not-due"]
    assert due_dates(place)[south] == TODAY + timedelta(days=30)
    row = place.session.get(Duty, (place.id, made))
    assert (row.from_on, row.changed_on, len(row.earlier)) == (spring, TODAY, 1)
    duties.change_duty(
        act(place), made, wanted(place, "Norr", "Syd", from_on=spring, holds_from=summer)
    )
    assert (row.changed_on, len(row.earlier)) == (summer, 1)
    assert statuses(place, south, spring, summer) == [None, "never-not-due"]
    duties.end_duty(act(place), made, TODAY)
    assert statuses(place, north, spring, TODAY) == [before[0], None]
    assert not list(standing.disagreements(place.session, place.id))
    assert not list(standing.miscounted(place.session, place.id))


def test_a_change_without_a_day_holds_from_the_first(place):
    alva = place.person()
    place.post(alva, "Syd", from_on=date(2026, 1, 1))
    spring = date(2026, 3, 1)
    made = duties.set_duty(act(place), wanted(place, from_on=spring))
    duties.change_duty(act(place), made, wanted(place, from_on=spring, holds_from=TODAY))

    duties.change_duty(act(place), made, wanted(place, "Syd", from_on=spring))

    row = place.session.get(Duty, (place.id, made))
    assert (row.changed_on, row.earlier) == (None, [])
    assert statuses(place, alva, spring) == ["never-not-due"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"holds_from": TODAY + timedelta(days=1)}, "change-holds-from-later"),
        ({"holds_from": TODAY, "from_on": date(2026, 4, 1)}, "change-of-the-first-day-too"),
    ],
)
def test_a_change_that_cannot_hold_is_refused(place, values, code):
    spring = date(2026, 3, 1)
    made = duties.set_duty(act(place), wanted(place, from_on=spring))
    asked = wanted(place, **{"from_on": spring, **values})

    assert refused(duties.change_duty, act(place), made, asked) == code


def test_a_duty_may_end_on_the_day_on_which_it_was_changed(place):
    alva = place.person()
    place.post(alva, "Norr", from_on=date(2026, 1, 1))
    spring = date(2026, 3, 1)
    made = duties.set_duty(act(place), wanted(place, from_on=spring))
    duties.change_duty(act(place), made, wanted(place, "Syd", from_on=spring, holds_from=TODAY))

    duties.end_duty(act(place), made, TODAY)

    assert statuses(place, alva, spring, TODAY) == ["never-not-due", None]
