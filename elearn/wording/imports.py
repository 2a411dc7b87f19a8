"""What an import says: what is wrong with a file or a row, and what a list would change."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Days
from elearn.domain.people.payroll import ChangeKind, PersonChange, PostChange
from elearn.domain.people.unit_list import UnitChange, UnitChangeKind, UnitKind
from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    # a file
    "file-empty": N_("The file is empty. Choose a file with a row of headings and at least a row."),
    "file-cell-too-long": N_(
        "A cell near line %(line)s is far too long to be one of this list. Shorten it, or look for "
        "a quotation mark that is never closed."
    ),
    "file-too-large": N_(
        "The file is too large to read. The limit is %(megabytes)s MB; divide the list."
    ),
    "file-too-many-rows": N_(
        "The file has more than %(rows)s rows. Divide the list, or delete empty rows at its end."
    ),
    "file-wrong-encoding": N_(
        "The letters å, ä and ö cannot be read. Save the file as CSV UTF-8, or as Excel (.xlsx)."
    ),
    "file-not-a-table": N_("This is not a table. Choose a CSV file or an Excel file (.xlsx)."),
    "file-old-excel": N_(
        "The workbook is locked, or of an old kind. Save it as Excel (.xlsx) without a password."
    ),
    "file-broken-workbook": N_(
        "The workbook cannot be opened; only a part of it may have arrived. Save it and send it "
        "again."
    ),
    "file-cut-off": N_(
        "The file ends in the middle of a cell: a quotation mark is never closed. Export it again."
    ),
    "file-stray-quote": N_(
        "There is a quotation mark in the middle of a cell near line %(line)s. Remove it."
    ),
    "column-twice": N_("Two columns mean the same: %(column)s. Remove one of them."),
    "column-missing": N_("Columns are missing: %(columns)s. Add them, with these headings."),
    "no-headings": N_(
        "The first row holds none of the headings we know. It should have: %(columns)s."
    ),
    # a row of any list
    "row-has-other-columns": N_(
        "The row has %(cells)s cells and the headings have %(columns)s. Is a separator missing, "
        "or one too many?"
    ),
    "looks-like-personnummer": N_(
        "A personal identity number stands under %(column)s. Take it away; nothing of the row "
        "was kept."
    ),
    "cell-too-long": N_("“%(text)s…” is too long: at most %(letters)s characters."),
    "date-not-understood": N_(
        "“%(date)s” is not a day we can read. Write it as year-month-day, for example 2026-01-31."
    ),
    "date-does-not-exist": N_("%(date)s does not exist. Check the day and the month."),
    "date-out-of-range": N_("%(date)s is too far away. Check the year."),
    "last-day-before-first": N_("The last day comes before the first. Change one of them."),
    "unit-missing": N_("The unit's code is missing."),
    "unit-outside-scope": N_("The unit %(code)s is not one of yours. Take the row away."),
    "unit-closed-for-import": N_("The unit %(code)s is closed. Give the unit people work in now."),
    # a row of the payroll list
    "number-missing": N_("The employment number is missing."),
    "number-is-ours": N_(
        "%(number)s is a number that we give new colleagues. Give payroll's own number."
    ),
    "number-of-another": N_(
        "Employment number %(number)s belongs to somebody with quite another name. If it is the "
        "same person, change the name on the person's page first. If not, payroll has used a "
        "number twice."
    ),
    "number-outside-scope": N_(
        "Employment number %(number)s belongs to a unit that is not one of yours. Ask an "
        "administrator of the whole municipality."
    ),
    "from-missing": N_("The first day is missing."),
    "kind-missing": N_("The kind of employment is missing."),
    "kind-unknown": N_(
        "“%(kind)s” is not a kind of employment we know. Write tillsvidare, visstid or timavlönad."
    ),
    "email-not-an-address": N_("“%(address)s” is not an e-mail address. Correct it or empty it."),
    "address-of-another": N_(
        "%(address)s is how another person signs in. If it is the same person, merge the two "
        "under People. If not, take the address away from the other person's page."
    ),
    "address-twice": N_(
        "%(address)s also stands on row %(other)s, for another name. Correct one of the rows."
    ),
    "leave-without-start": N_("The leave has a last day but no first day."),
    "leave-outside-employment": N_("The leave lies outside the employment. Correct the days."),
    "row-duplicate": N_("The row says the same as row %(other)s. Take one of them away."),
    "rows-disagree-on-name": N_(
        "Row %(other)s has employment number %(number)s too, with another name. Correct one."
    ),
    "rows-disagree-on-address": N_(
        "Row %(other)s has employment number %(number)s too, with another address or user name. "
        "Correct one."
    ),
    "rows-disagree-on-person": N_(
        "Row %(other)s is about the same person, with another name or address. Correct one."
    ),
    "employments-overlap": N_(
        "Employment number %(number)s is in two places at once: here and on row %(other)s. "
        "Correct the days."
    ),
    "unit-unknown": N_(
        "There is no unit with the code %(code)s. Correct it, or add the unit first: an import "
        "of people makes no new units."
    ),
    "unit-merged-away": N_(
        "The unit %(code)s has been merged into another. Give the code %(heir)s instead."
    ),
    # hints
    "same-name": N_(
        "%(name)s has a namesake. If they are one person, merge the two under People afterwards."
    ),
    "ended-before": N_(
        "Employment number %(number)s has ended and is not known here. Nothing is added."
    ),
    "several-entered-by-manager": N_(
        "Several new colleagues of this name wait for payroll. Merge the right one by hand."
    ),
    # a row of the list of units
    "unit-name-missing": N_("The unit's name is missing."),
    "unit-kind-unknown": N_(
        "“%(kind)s” is not a type of unit. Write kommun, förvaltning, område, enhet, arbetsplats "
        "or bolag."
    ),
    "months-not-a-number": N_("“%(months)s” is not a number of months from 1 to %(most)s."),
    "unit-code-twice": N_("The code %(code)s also stands on row %(other)s. Correct one."),
    "unit-without-parent": N_("Give the code of the unit that %(code)s stands under."),
    "parent-unknown": N_("There is no unit with the code %(code)s to stand under."),
    "unit-cycle-in-list": N_("The unit would stand under itself. Correct the units above."),
    "unit-overlap-in-list": N_("The unit would stand in two places on one day."),
    "unit-gap-in-list": N_("The unit would be gone for some days and come back."),
    "parent-missing-in-list": N_(
        "The unit above is not there on %(on)s. Give it an earlier first day, or this one a later."
    ),
    # the import as a whole
    "import-has-faults": N_(
        "%(count)s rows are wrong, so nothing was changed. Correct them and send the list again."
    ),
    "import-many-leavers": N_(
        "%(leavers)s of %(posts)s employments would end although nobody knew of an end. Tick the "
        "box if this is meant, or send a complete list."
    ),
    "command-many-leavers": N_(
        "%(leavers)s of %(posts)s employments would end although nobody knew of an end. Add "
        "--allow-leavers if this is meant, or take a complete list."
    ),
    "import-not-found": N_("That import is no longer there. Send the list again."),
    "import-of-another": N_("Somebody else made that preview. Send the list yourself."),
    "import-already-done": N_("That list has been imported already. Nothing was done twice."),
    "import-plan-changed": N_(
        "Something has changed since the preview was made. Here is a new one; look at it again."
    ),
    "import-not-undoable": N_("Only the last import can be undone, and only once."),
    "import-undo-changed": N_(
        "%(count)s of what was imported has been changed since, so it cannot be undone as a "
        "whole. Correct the rest by hand or with a new list."
    ),
    "units-in-use": N_(
        "%(count)s of the new units are in use already. Empty them first, or close them instead."
    ),
}

POST_HEADINGS: Mapping[ChangeKind, str] = {
    ChangeKind.JOINS: N_("New people"),
    ChangeKind.RETURNS: N_("Coming back"),
    ChangeKind.ADDS_POST: N_("One more employment"),
    ChangeKind.CONFIRMED: N_("Entered by a manager, confirmed by payroll"),
    ChangeKind.MOVES: N_("Moving to another unit"),
    ChangeKind.CHANGES: N_("Other changes"),
    ChangeKind.LEAVES: N_("Leaving"),
}
PEOPLE_HEADING = N_("New name or address")
UNIT_HEADINGS: Mapping[UnitChangeKind, str] = {
    UnitChangeKind.CREATED: N_("New units"),
    UnitChangeKind.RENAMED: N_("New name"),
    UnitChangeKind.MOVED: N_("Moving"),
    UnitChangeKind.CHANGED: N_("Other changes to units"),
}
UNIT_KINDS: Mapping[UnitKind, str] = {
    UnitKind.MUNICIPALITY: N_("Municipality"),
    UnitKind.DEPARTMENT: N_("Department"),
    UnitKind.AREA: N_("Area"),
    UnitKind.UNIT: N_("Unit"),
    UnitKind.WORKPLACE: N_("Workplace"),
    UnitKind.COMPANY: N_("Municipal company"),
}
EMPLOYMENT_KINDS: Mapping[EmploymentKind, str] = {
    EmploymentKind.PERMANENT: N_("Permanent"),
    EmploymentKind.TEMPORARY: N_("Temporary"),
    EmploymentKind.HOURLY: N_("Paid by the hour"),
}
_WHOLE_POST: Mapping[ChangeKind, str] = {
    ChangeKind.JOINS: N_("Begins in %(unit)s on %(day)s"),
    ChangeKind.RETURNS: N_("Comes back, to %(unit)s on %(day)s"),
    ChangeKind.ADDS_POST: N_("Also works in %(unit)s from %(day)s"),
    ChangeKind.CONFIRMED: N_("Confirmed in %(unit)s from %(day)s"),
}
NO_DAY = N_("none")
NOT_KNOWN = N_("not known")

Gettext = Callable[[str], str]
Written = Callable[[date], str]
"""How a day is told: in a command as the list has it, on a page in words."""


def post_told(
    change: PostChange,
    units: Mapping[UUID, str],
    _: Gettext,
    written: Written = date.isoformat,
) -> str:
    """What happens, without the name. *units* are names by id."""
    if change.kind in _WHOLE_POST:
        return _begun(change, units, _, written)
    if change.kind is ChangeKind.LEAVES:
        return _left(change, units, _, written)
    if change.kind is ChangeKind.MOVES:
        return _moved(change, units, _, written)
    return "; ".join(_differences(change, _, written))


def person_told(change: PersonChange, _: Gettext) -> str:
    before, after = change.before, change.after
    told = []
    if before is not None and before.shown_name != after.shown_name:
        told.append(
            _("Is now called %(name)s, was %(old)s")
            % {"name": after.shown_name, "old": before.shown_name}
        )
    if before is not None and before.email != after.email:
        told.append(
            _("Address: %(old)s becomes %(new)s")
            % {"old": before.email or _(NO_DAY), "new": after.email or _(NO_DAY)}
        )
    others = [name for name in change.sign_ins if name != (after.email or "").casefold()]
    if others:
        told.append(_("Can sign in as %(names)s") % {"names": ", ".join(others)})
    return "; ".join(told)


def unit_told(change: UnitChange, units: Mapping[UUID, str], _: Gettext) -> str:
    """*units* are names by id, new ones among them."""
    above = units.get(change.parent, _(NO_DAY)) if change.parent else _(NO_DAY)
    if change.before is None:
        return _("New, under %(above)s") % {"above": above}
    told = []
    if UnitChangeKind.RENAMED in change.kinds:
        told.append(
            _("Is now called %(name)s, was %(old)s") % {"name": change.name, "old": change.old_name}
        )
    if UnitChangeKind.MOVED in change.kinds:
        old = units.get(change.old_parent, _(NO_DAY)) if change.old_parent else _(NO_DAY)
        told.append(_("Moves from %(old)s to %(new)s") % {"old": old, "new": above})
    return "; ".join([*told, *_unit_differences(change, _)])


def last_day(to_on: date | None, _: Gettext, written: Written) -> str:
    """The last day of something that ends before *to_on*."""
    return written(to_on - timedelta(days=1)) if to_on else _(NO_DAY)


def _begun(change: PostChange, units: Mapping[UUID, str], _: Gettext, written: Written) -> str:
    known = {row.id for row in change.before if not row.provisional}
    rows = [row for row in change.after if row.id not in known and not row.provisional]
    row = (rows or list(change.after))[-1]
    values = {"unit": units.get(row.unit, ""), "day": written(row.from_on)}
    return _(_WHOLE_POST[change.kind]) % values


def _left(change: PostChange, units: Mapping[UUID, str], _: Gettext, written: Written) -> str:
    gone = [row for row in change.before if row not in change.after]
    row = gone[-1]
    values = {"unit": units.get(row.unit, ""), "day": written(row.from_on)}
    if not any(row.id == kept.id for kept in change.after):
        return _("Does not begin in %(unit)s on %(day)s after all") % values
    if row.to_on is None:
        return _("Is not on the list and leaves %(unit)s") % values
    values["last"] = last_day(row.to_on, _, written)
    return _("Is not on the list and leaves %(unit)s before %(last)s") % values


def _moved(change: PostChange, units: Mapping[UUID, str], _: Gettext, written: Written) -> str:
    new = [row for row in change.after if row not in change.before]
    arrived = new[-1]
    left = next((row for row in reversed(change.before) if row.unit != arrived.unit), None)
    return _("Moves from %(old)s to %(new)s on %(day)s") % {
        "old": units.get(left.unit, "") if left else _(NO_DAY),
        "new": units.get(arrived.unit, ""),
        "day": written(arrived.from_on),
    }


def _differences(change: PostChange, _: Gettext, written: Written) -> Iterator[str]:
    old, new = change.before[-1], change.after[-1]
    first_old, first_new = change.before[0].from_on, change.after[0].from_on
    if first_old != first_new:
        yield _arrow(_("First day"), written(first_old), written(first_new), _)
    if old.to_on != new.to_on:
        days = [last_day(row.to_on, _, written) for row in (old, new)]
        yield _arrow(_("Last day"), days[0], days[1], _)
    if old.aid_code != new.aid_code:
        yield _arrow(_("Occupation code"), old.aid_code or _(NOT_KNOWN), new.aid_code, _)
    if old.kind is not new.kind:
        kinds = [_(EMPLOYMENT_KINDS[kind]) for kind in (old.kind, new.kind)]
        yield _arrow(_("Kind"), kinds[0], kinds[1], _)
    if _leaves(change.before) != _leaves(change.after):
        told = [_days(_leaves(rows), _, written) for rows in (change.before, change.after)]
        yield _arrow(_("Leave"), told[0], told[1], _)


def _unit_differences(change: UnitChange, _: Gettext) -> Iterator[str]:
    old, new = change.before, change.after
    if old is None:
        return
    if old.kind != new.kind:
        kinds = [_(UNIT_KINDS.get(UnitKind(kind), kind)) for kind in (old.kind, new.kind)]
        yield _arrow(_("Type"), kinds[0], kinds[1], _)
    if old.controller != new.controller:
        yield _arrow(
            _("Controller of personal data"),
            old.controller or _(NO_DAY),
            new.controller or _(NO_DAY),
            _,
        )
    if old.retention_months != new.retention_months:
        yield _arrow(
            _("Months that evidence is kept"),
            old.retention_months or _(NO_DAY),
            new.retention_months or _(NO_DAY),
            _,
        )


def _arrow(label: str, old: object, new: object, _: Gettext) -> str:
    return _("%(label)s: %(old)s becomes %(new)s") % {"label": label, "old": old, "new": new}


def _leaves(rows: tuple[Employment, ...]) -> Days:
    return tuple(leave for row in rows for leave in row.leaves)


def _days(leaves: Days, _: Gettext, written: Written) -> str:
    told = [f"{written(leave.from_on)} – {last_day(leave.to_on, _, written)}" for leave in leaves]
    return ", ".join(told) or _(NO_DAY)
