"""Years of learning: one duty a course, and what people have done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from elearn.cli.devdata import tree
from elearn.cli.devdata.people import Post, Workforce
from elearn.cli.devdata.rows import Rows, history_days
from elearn.domain.record.duty import Need
from elearn.store.models import Duty, Evidence, Exemption

DUE_DAYS = 60
VALID_DAYS = 365
RENEWAL_DAYS = 60

LET_LAPSE = 0.06
ABOUT_TO = 0.09
NEVER_BEGAN = 0.09
UNDER_WAY = 0.06
EXEMPT = 0.012
"""Of those employed long enough for it; everybody else is valid."""
BY_EQUIVALENCE = 0.03
BY_HAND = 0.02


@dataclass(frozen=True)
class Published:
    """A course as it can be learnt today."""

    course: str
    need: Need
    versions: tuple[tuple[str, str], ...]
    """Module id and version, in order."""


def remember(rows: Rows, workforce: Workforce, courses: Sequence[Published]) -> None:
    for course in courses:
        duty = _duty(rows, workforce, course)
        meetings = _meetings(rows, workforce)
        for post in workforce.posts:
            if post.person == workforce.demo["employee@demo.test"]:
                continue
            _live_through(rows, workforce, course, duty, post, meetings[post.unit.code])
        _take_back(rows)


def _duty(rows: Rows, workforce: Workforce, course: Published) -> UUID:
    duty = rows.new_id()
    rows.add(
        Duty,
        id=duty,
        course_id=course.course,
        modules=[module for module, _ in course.versions],
        need=course.need.value,
        units=[str(workforce.units[tree.TOP])],
        aid_families=[],
        due_days=DUE_DAYS,
        valid_days=VALID_DAYS,
        renewal_days=RENEWAL_DAYS,
        from_on=rows.today - timedelta(rows.history_days),
        to_on=None,
    )
    return duty


def _meetings(rows: Rows, workforce: Workforce) -> dict[str, date]:
    """A day of the year on which each unit learnt together."""
    codes = dict.fromkeys(post.unit.code for post in workforce.posts)
    days = {
        code: rows.today - timedelta(rows.chance.randint(20, VALID_DAYS - RENEWAL_DAYS - 5))
        for code in codes
    }
    return {code: day - timedelta(max(0, day.weekday() - 4)) for code, day in days.items()}


def _live_through(
    rows: Rows,
    workforce: Workforce,
    course: Published,
    duty: UUID,
    post: Post,
    meeting_on: date,
) -> None:
    """What one person has done since the duty began, or since they came."""
    chance = rows.chance
    last_on = (post.to_on or rows.today + timedelta(1)) - timedelta(1)
    last_on = min(last_on, rows.today)
    first_on = max(post.from_on, rows.today - timedelta(rows.history_days))
    is_demo = post.person in workforce.demo.values()
    draw = 1.0 if is_demo else chance.random()
    for years_ago in range(1, rows.years):
        _renewed_before(rows, course, duty, workforce, post, years_ago)
    if draw < EXEMPT:
        _exempt(rows, workforce, duty, post)
    elif last_on < first_on or draw < EXEMPT + NEVER_BEGAN or post.on_leave:
        return
    elif draw < EXEMPT + NEVER_BEGAN + UNDER_WAY:
        begun = course.versions[: chance.randint(1, max(1, len(course.versions) - 1))]
        day = max(first_on, last_on - timedelta(chance.randint(2, 50)))
        _complete(rows, post, course, begun, day)
    elif (last_on - first_on).days < chance.randint(5, 70):
        return
    else:
        _finish(rows, workforce, course, post, first_on, last_on, meeting_on, draw)


def _finish(
    rows: Rows,
    workforce: Workforce,
    course: Published,
    post: Post,
    first_on: date,
    last_on: date,
    meeting_on: date,
    draw: float,
) -> None:
    chance = rows.chance
    lapsed = EXEMPT + NEVER_BEGAN + UNDER_WAY + LET_LAPSE
    if draw < lapsed:
        ago = chance.randint(VALID_DAYS + 1, history_days(1) - 5)
    elif draw < lapsed + ABOUT_TO:
        ago = chance.randint(VALID_DAYS - RENEWAL_DAYS + 2, VALID_DAYS - 2)
    else:
        ago = chance.randint(3, VALID_DAYS - RENEWAL_DAYS - 3)
        if first_on <= meeting_on <= last_on and chance.random() < post.unit.work.at_meetings:
            leader = workforce.managers.get(post.unit.code)
            kind = "meeting" if leader else "self"
            _complete(rows, post, course, course.versions, meeting_on, kind, leader)
            return
    day = min(max(first_on, rows.today - timedelta(ago)), last_on)
    kind, recorded_by = _kind(rows, workforce)
    _complete(rows, post, course, course.versions, day, kind, recorded_by)


def _renewed_before(
    rows: Rows,
    course: Published,
    duty: UUID,
    workforce: Workforce,
    post: Post,
    years_ago: int,
) -> None:
    """What somebody had done in an earlier year: in time or late, or not at all."""
    chance = rows.chance
    began_on = rows.today - timedelta(history_days(years_ago + 1))
    first_on = max(post.from_on, began_on)
    last_on = min(post.to_on or rows.today, began_on + timedelta(VALID_DAYS)) - timedelta(1)
    draw = chance.random()
    if last_on < first_on or draw < NEVER_BEGAN:
        return
    day = min(first_on + timedelta(chance.randint(5, DUE_DAYS + 40)), last_on)
    if draw < NEVER_BEGAN + EXEMPT:
        until = day + timedelta(chance.randint(30, 200))
        _exempt_for(rows, workforce, duty, post, day, until)
    elif draw < NEVER_BEGAN + EXEMPT + UNDER_WAY:
        _complete(rows, post, course, course.versions[:1], day)
    else:
        kind, recorded_by = _kind(rows, workforce)
        _complete(rows, post, course, course.versions, day, kind, recorded_by)


def _kind(rows: Rows, workforce: Workforce) -> tuple[str, UUID | None]:
    draw = rows.chance.random()
    if draw < BY_EQUIVALENCE:
        return "equivalence", workforce.demo["coordinator@demo.test"]
    if draw < BY_EQUIVALENCE + BY_HAND:
        return "manual", workforce.demo["coordinator@demo.test"]
    return "self", None


def _complete(
    rows: Rows,
    post: Post,
    course: Published,
    versions: Sequence[tuple[str, str]],
    last_on: date,
    kind: str = "self",
    recorded_by: UUID | None = None,
) -> None:
    """The last of *versions* on *last_on*, the earlier ones up to some days before; one of them
    where one is enough."""
    if course.need is Need.ONE_OF:
        versions = [rows.chance.choice(versions)]
    day = last_on
    for module, version in reversed(versions):
        _record(rows, post.person, course.course, module, version, day, kind, recorded_by)
        if kind == "self":
            day = max(post.from_on, day - timedelta(rows.chance.choice((0, 0, 0, 1, 3, 6))))


def _record(
    rows: Rows,
    person: UUID,
    course: str,
    module: str,
    version: str,
    day: date,
    kind: str,
    recorded_by: UUID | None,
    withdraws: UUID | None = None,
    reason: str | None = None,
) -> None:
    rows.add(
        Evidence,
        id=rows.new_id(),
        person_id=person,
        course_id=course,
        module_id=module,
        version=version,
        completed_on=day,
        recorded_at=rows.midday(day) + timedelta(minutes=rows.chance.randint(-180, 180)),
        kind=kind,
        recorded_by=recorded_by,
        withdraws=withdraws,
        reason=reason,
    )


def _take_back(rows: Rows) -> None:
    """Ticks at the wrong name in a meeting's roster, noticed the same day; one a year."""
    ticked = [row for row in rows.by_model[Evidence] if row["kind"] == "meeting"]
    for row in ticked[: rows.years]:
        taken_back = row | {
            "id": rows.new_id(),
            "recorded_at": row["recorded_at"] + timedelta(hours=1),
            "withdraws": row["id"],
            "reason": "wrong-person",
        }
        rows.by_model[Evidence].append(taken_back)


def _exempt(rows: Rows, workforce: Workforce, duty: UUID, post: Post) -> None:
    from_on = max(post.from_on, rows.today - timedelta(rows.chance.randint(10, 200)))
    until = rows.today + timedelta(rows.chance.randint(30, 300))
    _exempt_for(rows, workforce, duty, post, from_on, until)


def _exempt_for(
    rows: Rows, workforce: Workforce, duty: UUID, post: Post, from_on: date, to_on: date
) -> None:
    rows.add(
        Exemption,
        id=rows.new_id(),
        duty_id=duty,
        person_id=post.person,
        from_on=from_on,
        to_on=to_on,
        reason="trained-elsewhere",
        approved_by=workforce.demo["coordinator@demo.test"],
    )
