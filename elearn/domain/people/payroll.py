"""What a payroll list would change: the list and what is known go in, changes and faults come out.

The list says how things are from today on; days that have passed stand, except where the list
dates a change itself. It speaks for the units it covers: somebody employed there who is not on
it has left. Nobody outside them is touched, and nobody is recognised by name alone.

Source: decisions/0012.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind, transferred
from elearn.domain.people.intervals import Days, Interval, contains, intersect, later, union
from elearn.domain.people.rows import RowFault, RowHint

LEAVER_FRACTION = 0.05
"""More leavers than this, without an end that was known before, must be meant."""
PROVISIONAL_PREFIX = "ny-"
"""Begins the numbers of posts that a manager entered."""
PROVISIONAL_REMEMBERED_DAYS = 120
"""How late payroll may be with somebody whom a manager entered."""


class Stated(StrEnum):
    """Columns that a list may leave out; what it does not state stays as it is."""

    AID_CODE = "aid_code"
    KIND = "kind"
    TO_ON = "to_on"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One line: a post, or one more leave of the same post."""

    row: int
    number: str
    given_name: str
    family_name: str
    unit: str
    """The unit's code."""
    from_on: date
    to_on: date | None = None
    """The first day after it, unlike the last day that the list holds."""
    aid_code: str = ""
    """Empty when the list does not say."""
    kind: EmploymentKind | None = None
    """None when the list does not say."""
    email: str = ""
    """Empty when the list does not say; an address is not taken away by a list."""
    username: str = ""
    leave: Interval | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: UUID
    given_name: str
    family_name: str
    alias: str | None = None
    email: str | None = None

    @property
    def shown_name(self) -> str:
        return self.alias or f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: UUID
    days: Days
    """When it is there."""
    heir: str = ""
    """The code of the unit it was merged into; empty for most."""


@dataclass(frozen=True, slots=True)
class Known:
    people: Mapping[UUID, KnownPerson]
    """Without those merged into another."""
    posts: Sequence[Employment]
    identifiers: Mapping[str, UUID]
    """Sign-in names and employment numbers, case-folded."""
    units: Mapping[str, KnownUnit]
    """By code, case-folded."""


class ChangeKind(StrEnum):
    JOINS = "joins"
    RETURNS = "returns"
    ADDS_POST = "adds-post"
    """Somebody who works here gets another post."""
    CONFIRMED = "confirmed"
    """A manager had entered the person, and payroll now agrees."""
    MOVES = "moves"
    CHANGES = "changes"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class PostChange:
    kind: ChangeKind
    person: UUID
    number: str
    before: tuple[Employment, ...]
    """Every row that the change touches or stands beside, oldest first."""
    after: tuple[Employment, ...]
    row: int | None
    """None for a leaver, who is on no row."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    before: KnownPerson | None
    """None for somebody new."""
    after: KnownPerson
    numbers: tuple[str, ...]
    """New employment numbers, case-folded."""
    sign_ins: tuple[str, ...]
    """New sign-in names, case-folded."""
    dropped_sign_ins: tuple[str, ...]
    """The old address, when it has changed."""
    row: int

    @property
    def is_visible(self) -> bool:
        """Whether something that people know of them changes."""
        return self.before is not None and (
            self.before != self.after or bool(self.sign_ins or self.dropped_sign_ins)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    people: tuple[PersonChange, ...]
    posts: tuple[PostChange, ...]
    faults: tuple[RowFault, ...]
    hints: tuple[RowHint, ...]
    covered: frozenset[UUID]
    covered_posts: int
    """Posts in the covered units from today on, without those a manager entered."""
    open_leavers: int
    """Leavers whose end nobody knew of."""

    @property
    def counts(self) -> dict[str, int]:
        """By kind, each kind named; `people` are new names or addresses."""
        found = Counter(change.kind.value for change in self.posts)
        renamed = sum(change.is_visible for change in self.people)
        return {**{kind.value: found[kind.value] for kind in ChangeKind}, "people": renamed}

    @property
    def is_empty(self) -> bool:
        return not self.posts and not self.people

    @property
    def has_many_leavers(self) -> bool:
        return self.open_leavers > LEAVER_FRACTION * self.covered_posts

    @property
    def touched(self) -> frozenset[UUID]:
        """The people whose posts change."""
        return frozenset(change.person for change in self.posts)

    @property
    def fingerprint(self) -> str:
        """Two plans that do the same have the same one; ids of new rows do not count."""
        lines = sorted(map(_told, self.posts)) + sorted(map(_told_person, self.people))
        lines += [f"{fault.row}|{fault.code}" for fault in self.faults]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stint:
    """A post as the list has it, with all its leaves."""

    row: int
    unit: UUID
    aid_code: str
    kind: EmploymentKind | None
    from_on: date
    to_on: date | None
    leaves: Days

    @property
    def end(self) -> date:
        return self.to_on or date.max


@dataclass
class _Entry:
    """One employment number of the list."""

    number: str
    key: str
    """The number, case-folded."""
    rows: list[PayrollRow] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)

    @property
    def first(self) -> PayrollRow:
        return self.rows[0]


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
    return _Planner(known, frozenset(stated), named, within, today, new_id).plan(rows)


def timeline(
    old: Sequence[Employment],
    stints: Sequence[Stint],
    stated: Collection[Stated],
    blank: Employment,
    *,
    today: date,
    new_id: Callable[[], UUID],
) -> tuple[Employment, ...]:
    """The rows of one employment number after a list that has *stints* for it.

    Rows that begin after today are plans, and the list replaces them. *blank* is what a new
    row is made of.
    """
    rows = sorted((row for row in old if row.from_on <= today), key=_start)
    planned = {row.from_on: row.id for row in old if row.from_on > today}
    for stint in sorted(stints, key=lambda stint: stint.from_on):
        rows = _placed(rows, stint, stated, blank, today, new_id)
    kept = [replace(row, id=planned.get(row.from_on, row.id)) for row in rows]
    leaves = _leaves(old, stints, stated, today)
    earlier = {row.id: row.leaves for row in old}
    return tuple(_on_leave(row, leaves, earlier.get(row.id, ())) for row in kept)


def _placed(
    rows: list[Employment],
    stint: Stint,
    stated: Collection[Stated],
    blank: Employment,
    today: date,
    new_id: Callable[[], UUID],
) -> list[Employment]:
    """*rows* with *stint* among them."""
    shared = [row for row in rows if row.from_on < stint.end and stint.from_on < row.period.end]
    if not shared:
        return sorted([*rows, _new(blank, stint, stint.from_on, new_id())], key=_start)
    last = shared[-1]
    others = [row for row in rows if row is not last]
    to_on = stint.to_on if Stated.TO_ON in stated else last.to_on
    if _is_same_post(last, stint):
        start = min(last.from_on, stint.from_on) if len(shared) == 1 else last.from_on
        aid_code = last.aid_code or stint.aid_code
        return _with(others, replace(last, from_on=start, to_on=to_on, aid_code=aid_code))
    on = stint.from_on if stint.from_on > last.from_on else max(today, last.from_on)
    if on >= stint.end:
        return _with(others, replace(last, to_on=stint.to_on))
    if last.period.end <= on:
        return _with(rows, _new(blank, stint, on, new_id()))
    *before, after = transferred(last, stint.unit, on, new_id=new_id())
    after = replace(
        after,
        aid_code=stint.aid_code or after.aid_code,
        kind=stint.kind or after.kind,
        to_on=to_on,
        leaves=(),
    )
    return _with(others, *before, after)


def _on_leave(row: Employment, leaves: Days, earlier: Days) -> Employment:
    """*row* with what of *leaves* falls into it; days beyond its end are not worth a change."""
    own = intersect(leaves, (row.period,))
    return replace(row, leaves=earlier if own == intersect(earlier, (row.period,)) else own)


def _new(blank: Employment, stint: Stint, on: date, id: UUID) -> Employment:
    kind = stint.kind or EmploymentKind.PERMANENT
    return replace(
        blank,
        id=id,
        unit=stint.unit,
        aid_code=stint.aid_code,
        kind=kind,
        from_on=on,
        to_on=stint.to_on,
    )


def _with(rows: Iterable[Employment], *more: Employment) -> list[Employment]:
    return sorted([*rows, *more], key=_start)


def _start(row: Employment) -> date:
    return row.from_on


def _is_same_post(row: Employment, stint: Stint) -> bool:
    return (
        row.unit == stint.unit
        and (not stint.aid_code or row.aid_code in {"", stint.aid_code})
        and (stint.kind is None or row.kind is stint.kind)
    )


def _leaves(
    old: Iterable[Employment], stints: Iterable[Stint], stated: Collection[Stated], today: date
) -> Days:
    """Days of leave that have passed stay; the rest is as the list has it."""
    known = union(leave for row in old for leave in row.leaves)
    if Stated.LEAVE not in stated:
        return known
    past = intersect(known, (Interval(date.min, today),))
    return union([*past, *(leave for stint in stints for leave in stint.leaves)])


class _Planner:
    """One planning: it collects faults, hints and changes on the way."""

    def __init__(
        self,
        known: Known,
        stated: frozenset[Stated],
        named: frozenset[UUID],
        within: frozenset[UUID] | None,
        today: date,
        new_id: Callable[[], UUID],
    ) -> None:
        self.known = known
        self.stated = stated
        self.named = named
        self.within = within
        self.today = today
        self.new_id = new_id
        self.faults: list[RowFault] = []
        self.hints: list[RowHint] = []
        self.posts_by_number: dict[str, list[Employment]] = defaultdict(list)
        self.posts_by_person: dict[UUID, list[Employment]] = defaultdict(list)
        for post in known.posts:
            self.posts_by_number[post.number.casefold()].append(post)
            self.posts_by_person[post.person].append(post)
        self.released: set[str] = set()
        self.claims: dict[str, UUID] = {}
        """Who has which name after the list, as far as it has been read."""
        self.after: dict[UUID, tuple[KnownPerson, int]] = {}
        """The people of the list, each with the first row."""
        self.joined: set[UUID] = set()
        self.confirmed: set[UUID] = set()
        """The posts entered by managers that payroll has taken over."""

    def plan(self, rows: Iterable[PayrollRow]) -> Plan:
        entries = self._entries(rows)
        numbers = {entry.key for entry in entries}
        covered = self._covered(entries)
        entries = [entry for entry in entries if self._is_sound(entry)]
        self._release(entries)
        provisional = self._provisional_by_name()
        posts: list[PostChange] = []
        for entry in entries:
            person = self._person(entry, provisional)
            if person is not None and self._describe(entry, person):
                posts += self._post_changes(entry, person)
        leavers = list(self._leavers(numbers, covered))
        self._hint_at_namesakes(posts)
        return Plan(
            people=tuple(self._people(entries)),
            posts=(*posts, *leavers),
            faults=tuple(sorted(self.faults, key=lambda fault: fault.row)),
            hints=tuple(sorted(self.hints, key=lambda hint: hint.row)),
            covered=covered,
            covered_posts=self._posts_today(covered),
            open_leavers=sum(_is_open(leaver) for leaver in leavers),
        )

    # the list by itself

    def _entries(self, rows: Iterable[PayrollRow]) -> list[_Entry]:
        by_number: dict[str, _Entry] = {}
        seen: dict[tuple[object, ...], int] = {}
        for row in rows:
            key = row.number.casefold()
            told = _without_row(row)
            if told in seen:
                self._fault(row, "row-duplicate", other=seen[told])
                continue
            seen[told] = row.row
            if key not in by_number:
                by_number[key] = _Entry(row.number, key)
            by_number[key].rows.append(row)
        return list(by_number.values())

    def _covered(self, entries: Iterable[_Entry]) -> frozenset[UUID]:
        codes = {row.unit.casefold() for entry in entries for row in entry.rows}
        found = (self.known.units[code].id for code in codes if code in self.known.units)
        covered = self.named.union(found)
        return covered if self.within is None else covered & self.within

    def _is_sound(self, entry: _Entry) -> bool:
        """Whether the rows agree with each other and their units can be had; fills stints."""
        before = len(self.faults)
        if len(entry.rows) > 1:
            self._check_agreement(entry)
        if entry.key.startswith(PROVISIONAL_PREFIX):
            self._fault(entry.first, "number-is-ours", number=entry.number)
        for rows in _by_post(entry.rows):
            unit = self._unit(rows[0])
            if unit is not None:
                entry.stints.append(_stint(rows, unit))
        entry.stints.sort(key=lambda stint: stint.from_on)
        self._check_overlaps(entry)
        self._check_leaves(entry)
        return len(self.faults) == before

    def _check_agreement(self, entry: _Entry) -> None:
        first = entry.first
        for row in entry.rows[1:]:
            same_name = _name_key(row.given_name, row.family_name) == _name_key(
                first.given_name, first.family_name
            )
            if not same_name:
                self._fault(row, "rows-disagree-on-name", number=row.number, other=first.row)
            elif (row.email.casefold(), row.username.casefold()) != (
                first.email.casefold(),
                first.username.casefold(),
            ):
                self._fault(row, "rows-disagree-on-address", number=row.number, other=first.row)

    def _unit(self, row: PayrollRow) -> UUID | None:
        unit = self.known.units.get(row.unit.casefold())
        if unit is None:
            self._fault(row, "unit-unknown", code=row.unit)
            return None
        if row.to_on is None or row.to_on > self.today:
            day = max(self.today, row.from_on)
            if not contains(unit.days, day):
                code = "unit-merged-away" if unit.heir else "unit-closed-for-import"
                self._fault(row, code, code=row.unit, on=day, heir=unit.heir)
                return None
        if self.within is not None and unit.id not in self.within:
            self._fault(row, "unit-outside-scope", code=row.unit)
            return None
        return unit.id

    def _check_overlaps(self, entry: _Entry) -> None:
        for earlier, following in zip(entry.stints, entry.stints[1:], strict=False):
            if following.from_on < earlier.end:
                self.faults.append(
                    RowFault(
                        following.row,
                        "employments-overlap",
                        {"number": entry.number, "other": earlier.row},
                    )
                )

    def _check_leaves(self, entry: _Entry) -> None:
        for row in entry.rows:
            if row.leave is None:
                continue
            if not intersect((row.leave,), (Interval(row.from_on, row.to_on),)):
                self._fault(row, "leave-outside-employment")

    # who is it?

    def _release(self, entries: Iterable[_Entry]) -> None:
        """Addresses that their owners give up on this very list may go to somebody else."""
        for entry in entries:
            address = entry.first.email
            owner = self._owner_of_number(entry) if address else None
            person = self.known.people.get(owner) if owner else None
            if person is None or not person.email or person.email == address:
                continue
            if person.email.casefold() != address.casefold():
                self.released.add(person.email.casefold())

    def _owner_of_number(self, entry: _Entry) -> UUID | None:
        posts = self.posts_by_number.get(entry.key)
        return posts[-1].person if posts else self.known.identifiers.get(entry.key)

    def _owner_of_name(self, name: str) -> UUID | None:
        """Whose sign-in name it is, or becomes by an earlier row."""
        value = name.casefold()
        if value in self.claims:
            return self.claims[value]
        return None if value in self.released else self.known.identifiers.get(value)

    def _person(
        self, entry: _Entry, provisional: Mapping[tuple[UUID, str], list[UUID]]
    ) -> UUID | None:
        """The person of *entry*, perhaps new; None after a fault."""
        row = entry.first
        by_number = self._owner_of_number(entry)
        by_name = [self._owner_of_name(name) for name in (row.email, row.username)]
        owners = {owner for owner in (by_number, *by_name) if owner is not None}
        if len(owners) > 1:
            self._fault(row, "address-of-another", address=row.email or row.username)
            return None
        if owners:
            return self._recognised(entry, owners.pop(), is_by_number=by_number is not None)
        if not self._is_worth_adding(entry):
            return None
        return self._entered_by_manager(entry, provisional) or self.new_id()

    def _recognised(self, entry: _Entry, person: UUID, *, is_by_number: bool) -> UUID | None:
        row, known = entry.first, self.known.people.get(person)
        if known is None and person in self.after:
            if _alike(self.after[person][0], row):
                return person
            self._fault(row, "address-twice", address=row.email, other=self.after[person][1])
            return None
        if known is None or self._is_out_of_reach(entry, person):
            self._fault(row, "number-outside-scope", number=row.number)
            return None
        if known.alias is None and not self._is_unnamed(known) and not _alike(known, row):
            code = "number-of-another" if is_by_number else "address-of-another"
            self._fault(row, code, number=row.number, address=row.email or row.username)
            return None
        return person

    def _is_unnamed(self, person: KnownPerson) -> bool:
        """Whether nothing but a sign-in name is known yet, as of a first administrator."""
        own = self.known.identifiers.get(person.given_name.casefold())
        return not person.family_name and own == person.id

    def _is_out_of_reach(self, entry: _Entry, person: UUID) -> bool:
        """Whether the post, or the whole person, is where the list may not speak of."""
        if self.within is None:
            return False
        own = [post.unit for post in self.posts_by_person.get(person, ())]
        moved = [
            post.unit
            for post in self.posts_by_number.get(entry.key, ())
            if post.period.end > self.today
        ]
        return not self.within.intersection(own) or not self.within.issuperset(moved)

    def _is_worth_adding(self, entry: _Entry) -> bool:
        """Somebody unknown who has left already is not taken in."""
        if any(stint.end > self.today for stint in entry.stints):
            return True
        self._hint(entry.first, "ended-before", number=entry.number)
        return False

    def _entered_by_manager(
        self, entry: _Entry, provisional: Mapping[tuple[UUID, str], list[UUID]]
    ) -> UUID | None:
        name = _name_key(entry.first.given_name, entry.first.family_name)
        found = {
            person for stint in entry.stints for person in provisional.get((stint.unit, name), ())
        }
        if len(found) > 1:
            self._hint(entry.first, "several-entered-by-manager", number=entry.number)
        return found.pop() if len(found) == 1 and not found & self.after.keys() else None

    def _provisional_by_name(self) -> dict[tuple[UUID, str], list[UUID]]:
        found: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
        for post in self.known.posts:
            person = self.known.people.get(post.person)
            if person is not None and self._may_be_confirmed(post):
                found[post.unit, _name_key(person.given_name, person.family_name)].append(person.id)
        return found

    def _may_be_confirmed(self, post: Employment) -> bool:
        return post.provisional and later(post.from_on, PROVISIONAL_REMEMBERED_DAYS) >= self.today

    # what changes about the person?

    def _describe(self, entry: _Entry, person: UUID) -> bool:
        """Notes the person's name and address after the list. False after a fault."""
        row, known = entry.first, self.known.people.get(person)
        earlier, earlier_row = self.after.get(person, (known, row.row))
        email = row.email or (earlier.email if earlier else None)
        if known and known.email and row.email.casefold() == known.email.casefold():
            email = known.email
        after = KnownPerson(person, row.given_name, row.family_name, email=email)
        if known and known.alias:
            after = replace(known, email=after.email)
        if person in self.after and not _agree(earlier, after, row):
            self._fault(row, "rows-disagree-on-person", number=row.number, other=earlier_row)
            return False
        self.after[person] = (after, earlier_row)
        return all(self._claim(entry, person, name) for name in _names(entry))

    def _claim(self, entry: _Entry, person: UUID, name: str) -> bool:
        owner = self._owner_of_name(name)
        if owner is not None and owner != person:
            self._fault(entry.first, "address-of-another", address=name)
            return False
        self.claims[name] = person
        return True

    def _people(self, entries: Iterable[_Entry]) -> Iterable[PersonChange]:
        claimed: dict[UUID, list[str]] = defaultdict(list)
        for name, person in self.claims.items():
            if self.known.identifiers.get(name) != person:
                claimed[person].append(name)
        numbers = {entry.key for entry in entries}
        for person, (after, row) in self.after.items():
            before = self.known.people.get(person)
            new = claimed.get(person, [])
            if before == after and not new:
                continue
            yield PersonChange(
                before=before,
                after=after,
                numbers=tuple(name for name in new if name in numbers),
                sign_ins=tuple(name for name in new if name not in numbers),
                dropped_sign_ins=self._dropped(before, after),
                row=row,
            )

    def _dropped(self, before: KnownPerson | None, after: KnownPerson) -> tuple[str, ...]:
        if before is None or not before.email or before.email == after.email:
            return ()
        old = before.email.casefold()
        return (old,) if self.known.identifiers.get(old) == before.id else ()

    # what changes about the posts?

    def _post_changes(self, entry: _Entry, person: UUID) -> Iterable[PostChange]:
        before = tuple(sorted(self.posts_by_number.get(entry.key, ()), key=_start))
        if len(before) == len(entry.stints) == 1 and _is_told(before[0], entry.stints[0]):
            return
        blank = Employment(
            id=person,
            person=person,
            unit=entry.stints[0].unit,
            number=before[-1].number if before else entry.number,
            aid_code="",
            kind=EmploymentKind.PERMANENT,
            from_on=self.today,
            to_on=None,
        )
        after = timeline(
            before, entry.stints, self.stated, blank, today=self.today, new_id=self.new_id
        )
        kind = self._kind(person, before, after)
        if not before:
            before, after, was_entered = self._confirming(person, after)
            kind = ChangeKind.CONFIRMED if was_entered else kind
        if before != after:
            yield PostChange(kind, person, entry.number, before, after, entry.first.row)

    def _kind(
        self, person: UUID, before: tuple[Employment, ...], after: tuple[Employment, ...]
    ) -> ChangeKind:
        if person not in self.known.people:
            is_first = person not in self.joined
            self.joined.add(person)
            return ChangeKind.JOINS if is_first else ChangeKind.ADDS_POST
        if not any(row.period.end > self.today for row in before):
            is_here = any(post.period.contains(self.today) for post in self.posts_by_person[person])
            if before and not any(row.period.end > self.today for row in after):
                return ChangeKind.CHANGES
            return ChangeKind.ADDS_POST if is_here else ChangeKind.RETURNS
        if _unit_on(before, self.today) != _unit_on(after, self.today):
            return ChangeKind.MOVES
        if before[-1].unit != after[-1].unit:
            return ChangeKind.MOVES
        return ChangeKind.CHANGES

    def _confirming(
        self, person: UUID, after: tuple[Employment, ...]
    ) -> tuple[tuple[Employment, ...], tuple[Employment, ...], bool]:
        """The rows before and after when a manager had entered *person* in the same unit.

        The manager's row becomes payroll's; days before payroll's first stay a row of their own.
        """
        units = {row.unit for row in after}
        entered = [
            post
            for post in self.posts_by_person.get(person, ())
            if self._may_be_confirmed(post) and post.unit in units and post.id not in self.confirmed
        ]
        if not entered:
            return (), after, False
        post = max(entered, key=_start)
        self.confirmed.add(post.id)
        first = next(row for row in after if row.unit == post.unit)
        if first.from_on <= post.from_on:
            taken = tuple(replace(row, id=post.id) if row is first else row for row in after)
            return (post,), taken, True
        ended = replace(post, to_on=min(post.period.end, first.from_on))
        return (post,), (ended, *after), True

    def _leavers(self, numbers: Collection[str], covered: Collection[UUID]) -> Iterable[PostChange]:
        for key, posts in self.posts_by_number.items():
            rows = tuple(sorted(posts, key=_start))
            going = [row for row in rows if row.period.end > self.today]
            if key in numbers or not going or going[0].provisional:
                continue
            if going[0].unit not in covered or rows[-1].person not in self.known.people:
                continue
            after = tuple(
                replace(
                    row,
                    to_on=self.today,
                    leaves=intersect(row.leaves, (Interval(row.from_on, self.today),)),
                )
                if row in going
                else row
                for row in rows
                if row not in going or row.from_on < self.today
            )
            yield PostChange(ChangeKind.LEAVES, rows[-1].person, rows[-1].number, rows, after, None)

    def _posts_today(self, covered: Collection[UUID]) -> int:
        return sum(
            post.unit in covered and not post.provisional and post.period.end > self.today
            for post in self.known.posts
        )

    def _hint_at_namesakes(self, posts: Iterable[PostChange]) -> None:
        """Whoever joins under the name of somebody known: perhaps one person twice."""
        joining = [self.after[post.person] for post in posts if post.kind is ChangeKind.JOINS]
        if not joining:
            return
        names = Counter(_full_name(person) for person, _row in joining)
        names.update(_full_name(person) for person in self.known.people.values())
        for person, row in joining:
            if names[_full_name(person)] > 1:
                self.hints.append(RowHint(row, "same-name", {"name": person.shown_name}))

    def _fault(self, row: PayrollRow, fault: str, **values: object) -> None:
        self.faults.append(RowFault(row.row, fault, values))

    def _hint(self, row: PayrollRow, hint: str, **values: object) -> None:
        self.hints.append(RowHint(row.row, hint, values))


def _by_post(rows: Sequence[PayrollRow]) -> Iterable[Sequence[PayrollRow]]:
    """Rows that differ in nothing but the leave are one post."""
    if len(rows) == 1:
        return (rows,)
    by_post: dict[tuple[object, ...], list[PayrollRow]] = defaultdict(list)
    for row in rows:
        by_post[row.unit.casefold(), row.aid_code, row.kind, row.from_on, row.to_on].append(row)
    return by_post.values()


def _stint(rows: Sequence[PayrollRow], unit: UUID) -> Stint:
    first = rows[0]
    return Stint(
        row=first.row,
        unit=unit,
        aid_code=first.aid_code,
        kind=first.kind,
        from_on=first.from_on,
        to_on=first.to_on,
        leaves=union(row.leave for row in rows if row.leave is not None),
    )


def _without_row(row: PayrollRow) -> tuple[object, ...]:
    return (
        row.number.casefold(),
        row.unit.casefold(),
        row.from_on,
        row.to_on,
        row.aid_code,
        row.kind,
        row.leave,
    )


def _names(entry: _Entry) -> list[str]:
    row = entry.first
    return [name.casefold() for name in (entry.number, row.email, row.username) if name]


def _is_told(row: Employment, stint: Stint) -> bool:
    """Whether *row* is *stint* to the letter: the common case, known without a timeline."""
    return (
        row.unit == stint.unit
        and row.aid_code == stint.aid_code
        and row.kind is stint.kind
        and row.from_on == stint.from_on
        and row.to_on == stint.to_on
        and not row.leaves
        and not stint.leaves
    )


def _name_key(given: str, family: str) -> str:
    return " ".join(f"{given} {family}".casefold().replace("-", " ").split())


def _full_name(person: KnownPerson) -> str:
    """Empty for a protected identity, which is compared with nobody."""
    return "" if person.alias else _name_key(person.given_name, person.family_name)


def _agree(earlier: KnownPerson | None, after: KnownPerson, row: PayrollRow) -> bool:
    """Whether two rows say the same of one person; a row without an address does not disagree."""
    if earlier is None:
        return True
    emails = {(earlier.email or "").casefold(), row.email.casefold()} - {""}
    return len(emails) < 2 and _full_name(earlier) == _full_name(after)


def _alike(person: KnownPerson, row: PayrollRow) -> bool:
    """Whether the names have a word in common: marriage changes one, seldom all."""
    known = set(_name_key(person.given_name, person.family_name).split())
    return bool(known & set(_name_key(row.given_name, row.family_name).split()))


def _unit_on(rows: Iterable[Employment], day: date) -> UUID | None:
    return next((row.unit for row in rows if row.period.contains(day)), None)


def _is_open(leaver: PostChange) -> bool:
    return leaver.before[-1].to_on is None


def _told(change: PostChange) -> str:
    rows = [_told_row(row) for row in (*change.before, *change.after)]
    return "|".join([change.kind, change.number.casefold(), str(len(change.before)), *rows])


def _told_row(row: Employment) -> str:
    leaves = ",".join(f"{leave.from_on}/{leave.to_on}" for leave in row.leaves)
    return f"{row.unit} {row.aid_code} {row.kind} {row.from_on} {row.to_on} {leaves}"


def _told_person(change: PersonChange) -> str:
    after = change.after
    known = str(change.before.id) if change.before else "new"
    words = (after.given_name, after.family_name, after.email or "", *change.sign_ins)
    return "|".join([known, *change.numbers, *words])
