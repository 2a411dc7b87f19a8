"""A list and what is known → the whole plan."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from uuid import UUID

from elearn.domain.people.payroll.changes import ChangeKind, Plan, PostChange
from elearn.domain.people.payroll.entries import Entry, entries_of
from elearn.domain.people.payroll.facts import Known, PayrollRow, Stated
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.leavers import is_open, leavers, posts_from_today
from elearn.domain.people.payroll.likeness import full_name
from elearn.domain.people.payroll.persons import Persons
from elearn.domain.people.payroll.posts import Posts
from elearn.domain.people.payroll.recognition import Recognition
from elearn.domain.people.payroll.soundness import is_sound
from elearn.domain.people.rows import Notes, by_row


def plan(
    rows: Iterable[PayrollRow],
    known: Known,
    *,
    stated: Collection[Stated] = frozenset(Stated),
    named: frozenset[UUID] = frozenset(),
    within: frozenset[UUID] | None = None,
    today: date,
    new_id: Callable[[], UUID],
) -> Plan:
    """*named* units are covered besides those that occur on the list. *within* limits what the
    list may speak of to these units; None means everything."""
    given = Given(known, frozenset(stated), within, today, new_id)
    notes = Notes()
    entries = entries_of(rows, notes)
    covered = _covered(entries, named, given)
    sound = [entry for entry in entries if is_sound(entry, given, notes)]
    persons = Persons(given, notes, sound)
    posts = list(_post_changes(sound, given, notes, persons))
    gone = list(leavers(given, {entry.key for entry in entries}, covered))
    _hint_at_namesakes(posts, given, notes, persons)
    return Plan(
        people=tuple(persons.changes()),
        posts=(*posts, *gone),
        faults=by_row(notes.faults),
        hints=by_row(notes.hints),
        covered=covered,
        covered_posts=posts_from_today(given, covered),
        open_leavers=sum(map(is_open, gone)),
    )


def _covered(entries: Iterable[Entry], named: frozenset[UUID], given: Given) -> frozenset[UUID]:
    units = given.known.units
    codes = {row.unit.casefold() for entry in entries for row in entry.rows}
    covered = named.union(units[code].id for code in codes if code in units)
    return covered if given.within is None else covered & given.within


def _post_changes(
    entries: Iterable[Entry], given: Given, notes: Notes, persons: Persons
) -> Iterable[PostChange]:
    """Describes the people of *entries* on the way."""
    recognition = Recognition(given, notes, persons)
    posts = Posts(given)
    for entry in entries:
        person = recognition.person(entry)
        if person is not None and persons.describe(entry, person):
            yield from posts.changes(entry, person)


def _hint_at_namesakes(
    posts: Iterable[PostChange], given: Given, notes: Notes, persons: Persons
) -> None:
    """Whoever joins under the name of somebody known: perhaps one person twice."""
    joining = [persons.after[post.person] for post in posts if post.kind is ChangeKind.JOINS]
    if not joining:
        return
    names = Counter(full_name(person) for person, _row in joining)
    names.update(full_name(person) for person in given.known.people.values())
    for person, row in joining:
        if names[full_name(person)] > 1:
            notes.hint(row, "same-name", name=person.shown_name)
