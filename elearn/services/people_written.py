"""What a payroll list has written, and how it is put back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import Employment
from elearn.domain.people.payroll import KnownPerson, PersonChange, Plan, PostChange
from elearn.store.db import Session
from elearn.store.queries import people_import as store


@dataclass(frozen=True, slots=True)
class Written:
    """Rows as they are after the list; of those that changed or went, also as they were."""

    new_posts: Sequence[Employment]
    changed_posts: Sequence[tuple[Employment, Employment]]
    gone_posts: Sequence[Employment]
    new_people: Sequence[UUID]
    changed_people: Sequence[tuple[KnownPerson, KnownPerson]]
    new_names: Sequence[tuple[str, str, UUID]]
    """Kind, name, whose."""
    gone_names: Sequence[tuple[str, str, UUID, date]]
    """Kind, name, whose, since when."""

    @property
    def touched(self) -> frozenset[UUID]:
        """The people whose posts it changed."""
        before = (row for row, _after in self.changed_posts)
        return frozenset(row.person for row in (*self.new_posts, *self.gone_posts, *before))


def write(session: Session, municipality: UUID, planned: Plan, today: date) -> Written:
    dropped = [
        (store.SIGN_IN, name) for change in planned.people for name in change.dropped_sign_ins
    ]
    gone_names = store.identifiers_named(session, municipality, dropped)
    written = _foreseen(planned, gone_names)
    newcomers = [change.after for change in planned.people if change.before is None]
    store.insert_people(session, municipality, newcomers)
    store.update_people(session, municipality, [after for _, after in written.changed_people])
    store.delete_identifiers(session, municipality, dropped)
    store.insert_identifiers(session, municipality, written.new_names, since_on=today)
    store.delete_posts(session, municipality, [row.id for row in written.gone_posts])
    store.update_posts(session, municipality, [after for _, after in written.changed_posts])
    store.insert_posts(session, municipality, written.new_posts, entered_on=today)
    return written


def put_back(session: Session, municipality: UUID, written: Written) -> None:
    """Everything but the new people, who may have used their account.

    Raises: Refusal `import-undo-changed`, when somebody has changed one of the rows since.
    """
    _check_untouched(session, municipality, written)
    store.delete_posts(session, municipality, [row.id for row in written.new_posts])
    store.update_posts(session, municipality, [before for before, _ in written.changed_posts])
    store.insert_posts(session, municipality, written.gone_posts)
    store.update_people(session, municipality, [before for before, _ in written.changed_people])
    names = [(kind, name) for kind, name, _person in written.new_names]
    store.delete_identifiers(session, municipality, names)
    for kind, name, person, since_on in written.gone_names:
        store.insert_identifiers(session, municipality, [(kind, name, person)], since_on=since_on)


def _foreseen(planned: Plan, gone_names: Sequence[tuple[str, str, UUID, date]]) -> Written:
    changes = [_post_rows(change) for change in planned.posts]
    return Written(
        new_posts=[row for new, _changed, _gone in changes for row in new],
        changed_posts=[pair for _new, changed, _gone in changes for pair in changed],
        gone_posts=[row for _new, _changed, gone in changes for row in gone],
        new_people=[change.after.id for change in planned.people if change.before is None],
        changed_people=[
            (change.before, change.after)
            for change in planned.people
            if change.before is not None and change.before != change.after
        ],
        new_names=[name for change in planned.people for name in _names(change)],
        gone_names=gone_names,
    )


def _post_rows(
    change: PostChange,
) -> tuple[list[Employment], list[tuple[Employment, Employment]], list[Employment]]:
    """Those that are new, that changed, that went."""
    before = {row.id: row for row in change.before}
    after = {row.id: row for row in change.after}
    new = [row for id, row in after.items() if id not in before]
    kept = [(row, after[id]) for id, row in before.items() if id in after]
    gone = [row for id, row in before.items() if id not in after]
    return new, [(was, becomes) for was, becomes in kept if was != becomes], gone


def _names(change: PersonChange) -> Iterable[tuple[str, str, UUID]]:
    for number in change.numbers:
        yield store.EMPLOYMENT_NUMBER, number, change.after.id
    for name in change.sign_ins:
        yield store.SIGN_IN, name, change.after.id


def _check_untouched(session: Session, municipality: UUID, written: Written) -> None:
    posts = [*written.new_posts, *(after for _, after in written.changed_posts)]
    found = {row.id: row for row in store.posts(session, municipality, [row.id for row in posts])}
    changed = {row.person for row in posts if found.get(row.id) != row}
    people = [after for _, after in written.changed_people]
    now = store.people(session, municipality, [person.id for person in people])
    changed |= {person.id for person in people if not _is_as(now.get(person.id), person)}
    if changed:
        raise Refusal("import-undo-changed", count=len(changed))


def _is_as(person: KnownPerson | None, written: KnownPerson) -> bool:
    """An alias, which no list writes, may have come since."""
    return person is not None and replace(person, alias=written.alias) == written
