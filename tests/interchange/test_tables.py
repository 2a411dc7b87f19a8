import io
import zipfile

import pytest
import xlsxwriter

from elearn.domain.errors import FormatError
from elearn.interchange.tables import read_table

HEADINGS = {"förnamn": "given", "e-post": "email", "från": "from", "first name": "given"}


def workbook(*rows: list, sheet_xml: str | None = None) -> bytes:
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    if sheet_xml is None:
        return body.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(body) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = sheet_xml if name == "xl/worksheets/sheet1.xml" else old.read(name)
            new.writestr(name, text)
    return changed.getvalue()


def refused(content: bytes, **options) -> str:
    with pytest.raises(FormatError) as caught:
        read_table(content, HEADINGS, **options)
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_list_is_read_however_the_spreadsheet_wrote_it(separator, encoding, line_end):
    lines = ["Förnamn;E-post", "Åsa;asa@x.se", '"Ek; ""Eken""";ek@x.se']
    text = line_end.join(lines)
    if separator != ";":
        text = text.replace("; ", "§ ").replace(";", separator).replace("§ ", f"{separator} ")

    table = read_table(text.encode(encoding), HEADINGS)

    assert [row.cells["given"] for row in table.rows] == [
        "Åsa",
        " ".join(f'Ek{separator} "Eken"'.split()),
    ]
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    "heading", ["FÖRNAMN", " förnamn ", "För namn", "First Name", "first-name"]
)
def test_a_heading_is_known_in_any_case_and_with_any_spaces(heading):
    table = read_table(f"{heading};x\nAlva;1".encode(), HEADINGS)

    assert table.rows[0].cells == {"given": "Alva"}


def test_an_unknown_column_is_dropped_and_named():
    table = read_table("Förnamn;Lön;Personnummer\nAlva;30000;121212-1212".encode(), HEADINGS)

    assert table.rows[0].cells == {"given": "Alva"}
    assert table.dropped == ("Lön", "Personnummer")
    assert "121212" not in repr(table)


@pytest.mark.parametrize(
    "heading", ["Personnummer", "personal number", "Samordningsnummer", "Person-nr"]
)
def test_no_heading_of_ours_means_a_personal_number(heading):
    from elearn.interchange import people_csv, tables, units_csv

    known = {tables.folded(each) for each in (*people_csv.HEADINGS, *units_csv.HEADINGS)}

    assert tables.folded(heading) not in known


def test_a_row_with_a_personal_number_is_a_fault_that_does_not_repeat_it():
    table = read_table("Förnamn;E-post\nAlva 121212-1212;a@x.se\nBo;b@x.se".encode(), HEADINGS)

    assert [(fault.row, fault.code) for fault in table.faults] == [(2, "looks-like-personnummer")]
    assert "1212" not in repr(table)
    assert [row.cells["given"] for row in table.rows] == ["Bo"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\n\n  \n", "file-empty"),
        ("Förnamn;E-post".encode(), "file-empty"),
        ("Förnamn;E-post\n;\n".encode(), "file-empty"),
        ("Förnamn;E-post\n".encode() + b"a" * 200_000 + b";x", "file-cell-too-long"),
        ("Förnamn;E-post\n".encode() + b'"a' + b"b\n" * 200_000, "file-cell-too-long"),
        ("Förnamn;E-post".encode("utf-16"), "file-wrong-encoding"),
        ("Förnamn;E-post\nSjöström;x".encode("cp850"), "file-wrong-encoding"),
        ("Förnamn;E-post\nÅsa;x".encode().decode("cp1252").encode(), "file-wrong-encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-not-a-table"),
        (b"%PDF-1.7\n\x01\x02", "file-not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-old-excel"),
        ('Förnamn;E-post\n"Alva;a@x.se\n'.encode(), "file-cut-off"),
        ('Förnamn;E-post\n"Al"va;a@x.se\n'.encode(), "file-stray-quote"),
        (b"PK\x03\x04 and then nothing", "file-broken-workbook"),
        ("Förnamn;First name\nA;B".encode(), "column-twice"),
    ],
)
def test_what_is_no_table_is_refused(content, code):
    assert refused(content) == code


def test_a_missing_column_is_named_as_the_list_would_name_it():
    with pytest.raises(FormatError) as caught:
        read_table("Förnamn\nA".encode(), HEADINGS, ("given", "email", "from"))

    assert caught.value.code == "column-missing"
    assert caught.value.values == {"columns": "e-post, från"}


def test_a_file_without_any_heading_of_ours_is_told_apart():
    assert refused(b"a;b\n1;2", required=("given", "email")) == "no-headings"


@pytest.mark.parametrize("line", ["Alva", "Alva;a@x.se;more"])
def test_a_row_with_other_columns_than_the_headings_is_a_fault(line):
    table = read_table(f"Förnamn;E-post\n{line}\nBo;b@x.se".encode(), HEADINGS)

    assert [(fault.row, fault.code) for fault in table.faults] == [(2, "row-has-other-columns")]
    assert len(table.rows) == 1


def test_a_workbook_keeps_its_dates_and_loses_its_decimals():
    from datetime import date

    table = read_table(
        workbook(["Förnamn", "Från", "E-post"], ["Alva", date(2026, 1, 31), 100234]), HEADINGS
    )

    cells = table.rows[0].cells
    assert cells == {"given": "Alva", "from": date(2026, 1, 31), "email": "100234"}


def test_half_a_workbook_is_refused():
    whole = workbook(["Förnamn"], ["Alva"])

    assert refused(whole[: len(whole) // 2]) == "file-broken-workbook"


def test_another_kind_of_zip_is_refused():
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        package.writestr("readme.txt", "hello")

    assert refused(body.getvalue()) == "file-not-a-table"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(3):
            package.writestr(f"xl/{number}.xml", b"0" * (90 * 1024 * 1024))

    assert len(body.getvalue()) < 1024 * 1024
    assert refused(body.getvalue()) == "file-too-large"


@pytest.mark.parametrize("cell", ["A1048576", "XFD2"])
def test_two_cells_far_apart_do_not_make_room_for_all_between(cell):
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        f'<row r="2"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'
        "</sheetData></worksheet>"
    )

    assert refused(workbook(["x"], sheet_xml=xml)) in {"file-too-many-rows", "file-not-a-table"}
