from datetime import date

import pytest

from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import Interval
from elearn.domain.people.payroll import Stated
from elearn.interchange.people_csv import read_people

HEADINGS = (
    "Anställningsnummer;Förnamn;Efternamn;E-post;Enhet;AID-kod;Anställningsform;"
    "Från;Till;Ledig från;Ledig till"
)
ROW = {
    "number": "1001",
    "given": "Alva",
    "family": "Lind",
    "email": "alva.lind@sjoviken.example",
    "unit": "HTJ1",
    "aid": "207024",
    "kind": "Tillsvidare",
    "from": "2020-01-01",
    "to": "",
    "leave_from": "",
    "leave_to": "",
}


def people(**cells: str):
    return read_people(f"{HEADINGS}\n{';'.join({**ROW, **cells}.values())}\n".encode())


def test_a_row_of_the_payroll_list_becomes_a_post():
    listed = people(to="2026-12-31", leave_from="2026-01-10", leave_to="2026-02-10")

    row = listed.rows[0]
    assert (row.number, row.given_name, row.unit, row.aid_code) == (
        "1001",
        "Alva",
        "HTJ1",
        "207024",
    )
    assert row.kind is EmploymentKind.PERMANENT
    assert row.leave == Interval(date(2026, 1, 10), date(2026, 2, 11))
    assert listed.stated == frozenset(Stated)


def test_the_last_day_of_the_list_is_a_day_of_work():
    assert people(to="2026-12-31").rows[0].to_on == date(2027, 1, 1)


@pytest.mark.parametrize("end", ["", "9999-12-31", "99991231"])
def test_no_end_is_written_in_more_than_one_way(end):
    assert people(to=end).rows[0].to_on is None


@pytest.mark.parametrize(
    "written", ["2026-01-31", "20260131", "31/1 2026", "31.1.2026", "2026-01-31 00:00:00"]
)
def test_a_day_is_read_as_swedes_write_it(written):
    assert people(**{"from": written}).rows[0].from_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"from": "2026-02-30"}, "date-does-not-exist"),
        ({"from": "2026-13-01"}, "date-does-not-exist"),
        ({"from": "20260231"}, "date-does-not-exist"),
        ({"from": "01/02/2026"}, "date-not-understood"),
        ({"from": "i våras"}, "date-not-understood"),
        ({"from": "1820-01-01"}, "date-out-of-range"),
        ({"from": "2200-01-01"}, "date-out-of-range"),
        ({"from": ""}, "from-missing"),
        ({"to": "2019-12-31"}, "last-day-before-first"),
        ({"leave_from": "2026-02-02", "leave_to": "2026-02-01"}, "last-day-before-first"),
        ({"leave_to": "2026-02-01"}, "leave-without-start"),
        ({"number": ""}, "number-missing"),
        ({"family": " "}, "name-missing"),
        ({"unit": ""}, "unit-missing"),
        ({"kind": "trivs"}, "kind-unknown"),
        ({"kind": ""}, "kind-missing"),
        ({"aid": "2070X4"}, "aid-code-not-digits"),
        ({"email": "alva"}, "email-not-an-address"),
        ({"given": "A" * 81}, "cell-too-long"),
        ({"number": "121212-1212"}, "looks-like-personnummer"),
    ],
)
def test_a_wrong_cell_is_a_fault_of_its_row(cells, code):
    listed = people(**cells)

    assert [(fault.row, fault.code) for fault in listed.faults] == [(2, code)]
    assert listed.rows == ()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("tillsvidare", EmploymentKind.PERMANENT),
        ("TIMAVLÖNAD", EmploymentKind.HOURLY),
        ("Visstid", EmploymentKind.TEMPORARY),
        ("Vikarie", EmploymentKind.TEMPORARY),
    ],
)
def test_a_kind_is_read_in_payrolls_words(written, kind):
    assert people(kind=written).rows[0].kind is kind


def test_a_column_that_is_not_there_is_not_stated():
    listed = read_people(
        b"Employment number,First name,Last name,Unit,From\n1,Alva,Lind,HTJ1,2020-01-01"
    )

    assert listed.stated == frozenset()
    assert listed.rows[0].kind is None
