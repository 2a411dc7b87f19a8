from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from elearn.web.tables import csv_bytes, xlsx_bytes

ARMED = ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def test_a_csv_opens_in_swedish_excel():
    body = csv_bytes(["Namn", "Läge"], [["Åsa; Öman", 'sa "hej"']])

    assert body == '\ufeffNamn;Läge\r\n"Åsa; Öman";"sa ""hej"""\r\n'.encode()


@pytest.mark.parametrize("cell", ARMED)
def test_no_cell_of_a_csv_begins_like_a_formula(cell):
    text = csv_bytes(["Namn"], [[cell]]).decode("utf-8-sig")

    row = text.removeprefix("Namn\r\n").strip("\n").removesuffix("\r").strip('"')
    assert row.startswith("'" + cell[0])


@pytest.mark.parametrize("cell", [*ARMED, "https://exempel.test", "42", ""])
def test_every_cell_of_a_sheet_is_the_words_themselves(cell):
    body = xlsx_bytes(["Namn", "Sista"], [[cell, "x"]])

    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
    read = sheet.to_python()[1][0]
    assert isinstance(read, str)
    assert read.replace("_x000D_", "\r") == cell
