"""The payroll list: one row per employment, with Swedish or English headings.

What each column means is written in docs/imports.md. An end is the *last* day in the file and
the first day after it everywhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.payroll import PayrollRow, Stated
from elearn.domain.people.rows import RowFault
from elearn.interchange.tables import Cell, Row, read_table

HEADINGS: Mapping[str, str] = {
    "anställningsnummer": "number",
    "anställningsnr": "number",
    "anst nr": "number",
    "employment number": "number",
    "employee number": "number",
    "förnamn": "given_name",
    "tilltalsnamn": "given_name",
    "given name": "given_name",
    "first name": "given_name",
    "efternamn": "family_name",
    "family name": "family_name",
    "last name": "family_name",
    "surname": "family_name",
    "e-post": "email",
    "e-postadress": "email",
    "e-mail": "email",
    "email address": "email",
    "användarnamn": "username",
    "user name": "username",
    "enhet": "unit",
    "enhetskod": "unit",
    "unit": "unit",
    "unit code": "unit",
    "aid-kod": "aid_code",
    "aid": "aid_code",
    "etikett": "aid_code",
    "aid code": "aid_code",
    "anställningsform": "kind",
    "employment kind": "kind",
    "kind": "kind",
    "från": "from_on",
    "fr.o.m.": "from_on",
    "from": "from_on",
    "till": "to_on",
    "t.o.m.": "to_on",
    "to": "to_on",
    "ledig från": "leave_from",
    "ledig fr.o.m.": "leave_from",
    "leave from": "leave_from",
    "ledig till": "leave_to",
    "ledig t.o.m.": "leave_to",
    "leave to": "leave_to",
}
REQUIRED = ("number", "given_name", "family_name", "unit", "from_on")
KINDS: Mapping[str, EmploymentKind] = {
    "tillsvidare": EmploymentKind.PERMANENT,
    "tillsvidareanställning": EmploymentKind.PERMANENT,
    "tillsvidareanställd": EmploymentKind.PERMANENT,
    "tv": EmploymentKind.PERMANENT,
    "fast": EmploymentKind.PERMANENT,
    "permanent": EmploymentKind.PERMANENT,
    "timavlönad": EmploymentKind.HOURLY,
    "timanställd": EmploymentKind.HOURLY,
    "timlön": EmploymentKind.HOURLY,
    "intermittent": EmploymentKind.HOURLY,
    "hourly": EmploymentKind.HOURLY,
    "visstid": EmploymentKind.TEMPORARY,
    "visstidsanställning": EmploymentKind.TEMPORARY,
    "särskild visstid": EmploymentKind.TEMPORARY,
    "särskild visstidsanställning": EmploymentKind.TEMPORARY,
    "allmän visstid": EmploymentKind.TEMPORARY,
    "vikarie": EmploymentKind.TEMPORARY,
    "vikariat": EmploymentKind.TEMPORARY,
    "provanställning": EmploymentKind.TEMPORARY,
    "säsong": EmploymentKind.TEMPORARY,
    "säsongsanställning": EmploymentKind.TEMPORARY,
    "feriejobb": EmploymentKind.TEMPORARY,
    "temporary": EmploymentKind.TEMPORARY,
    "substitute": EmploymentKind.TEMPORARY,
}
LONGEST = {
    "number": 40,
    "given_name": 80,
    "family_name": 80,
    "email": 254,
    "username": 254,
    "unit": 60,
    "aid_code": 10,
}
EARLIEST, LATEST = date(1930, 1, 1), date(2199, 12, 31)
FOR_EVER = date(9999, 12, 31)
"""What payroll systems write for "no end"."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2}) (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)


@dataclass(frozen=True, slots=True)
class PayrollList:
    rows: tuple[PayrollRow, ...]
    faults: tuple[RowFault, ...]
    """Of rows that are not among *rows*."""
    stated: frozenset[Stated]
    dropped: tuple[str, ...]
    """Headings of the columns that nobody read."""


class Unreadable(Exception):  # noqa: N818 - it never leaves this package
    """A cell that means nothing here; its row is left out."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_people(content: bytes) -> PayrollList:
    """Raises: FormatError, when *content* is no payroll list at all."""
    table = read_table(content, HEADINGS, REQUIRED)
    rows, faults = [], list(table.faults)
    for row in table.rows:
        try:
            rows.append(_row(row))
        except Unreadable as error:
            faults.append(RowFault(row.number, error.code, error.values))
    return PayrollList(tuple(rows), tuple(faults), _stated(table.fields), table.dropped)


def read_date(cell: Cell) -> date | None:
    """None for an empty cell, and for the last day of all, which means no end.

    Raises: Unreadable.
    """
    if isinstance(cell, date):
        found: date | None = cell
    elif not cell:
        return None
    else:
        found = _parsed(cell)
    if found == FOR_EVER:
        return None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Unreadable("date-out-of-range", date=str(cell)[:40])
    return found


def text(row: Row, field: str) -> str:
    """The cell as text; a date that stands where none belongs is written as ISO does.

    Raises: Unreadable, when it is too long to be what it should be.
    """
    cell = row.cells.get(field, "")
    found = cell.isoformat() if isinstance(cell, date) else cell
    if len(found) > LONGEST.get(field, 160):
        raise Unreadable("cell-too-long", text=found[:20], letters=LONGEST.get(field, 160))
    return found


def required_text(row: Row, field: str, code: str) -> str:
    found = text(row, field)
    if not found:
        raise Unreadable(code)
    return found


def _row(row: Row) -> PayrollRow:
    from_on = read_date(row.cells["from_on"])
    if from_on is None:
        raise Unreadable("from-missing")
    last_on = read_date(row.cells.get("to_on", ""))
    if last_on is not None and last_on < from_on:
        raise Unreadable("last-day-before-first", from_on=from_on, to_on=last_on)
    return PayrollRow(
        row=row.number,
        number=required_text(row, "number", "number-missing"),
        given_name=required_text(row, "given_name", "name-missing"),
        family_name=required_text(row, "family_name", "name-missing"),
        unit=required_text(row, "unit", "unit-missing"),
        from_on=from_on,
        to_on=_after(last_on),
        aid_code=_aid_code(text(row, "aid_code")),
        kind=_kind(row),
        email=_email(text(row, "email")),
        username=text(row, "username"),
        leave=_leave(row),
    )


def _stated(fields: frozenset[str]) -> frozenset[Stated]:
    columns = {
        Stated.AID_CODE: "aid_code",
        Stated.KIND: "kind",
        Stated.TO_ON: "to_on",
        Stated.LEAVE: "leave_from",
    }
    return frozenset(stated for stated, column in columns.items() if column in fields)


def _parsed(cell: str) -> date:
    found = next((match for shape in _DATES if (match := shape.fullmatch(cell))), None)
    if found is None:
        raise Unreadable("date-not-understood", date=cell[:40])
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise Unreadable("date-does-not-exist", date=cell[:40]) from error


def _after(last_on: date | None) -> date | None:
    return last_on + timedelta(days=1) if last_on else None


def _kind(row: Row) -> EmploymentKind | None:
    """None when the list has no such column."""
    if "kind" not in row.cells:
        return None
    written = required_text(row, "kind", "kind-missing")
    found = KINDS.get(written.casefold())
    if found is None:
        raise Unreadable("kind-unknown", kind=written[:40])
    return found


def _aid_code(written: str) -> str:
    code = written.replace(" ", "")
    if code and not (code.isascii() and code.isdigit()):
        raise Unreadable("aid-code-not-digits", aid_code=written)
    return code


def _email(written: str) -> str:
    if written and not _EMAIL.fullmatch(written):
        raise Unreadable("email-not-an-address", address=written[:60])
    return written


def _leave(row: Row) -> Interval | None:
    from_on = read_date(row.cells.get("leave_from", ""))
    last_on = read_date(row.cells.get("leave_to", ""))
    if from_on is None:
        if last_on is not None:
            raise Unreadable("leave-without-start")
        return None
    if last_on is not None and last_on < from_on:
        raise Unreadable("last-day-before-first", from_on=from_on, to_on=last_on)
    return Interval(from_on, _after(last_on))
