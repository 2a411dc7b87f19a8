"""A table of words as a file that opens in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from flask import Response

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST_COLUMN = 60


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """As Swedish Excel opens it: UTF-8 with its mark, semicolons. No cell is run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([disarmed(cell) for cell in header])
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of strings: nothing in it is a formula, a number or a link."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    widths = [len(label) for label in header]
    for column, label in enumerate(header):
        sheet.write_string(0, column, label, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)
            widths[column] = max(widths[column], len(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST_COLUMN) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return body.getvalue()


def disarmed(cell: str) -> str:
    """*cell* so that a spreadsheet reads it as words, whatever it begins with.

    Source: OWASP, CSV Injection.
    """
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def as_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """*name* without its ending, in plain letters."""
    return _download(csv_bytes(header, rows), f"{name}.csv", CSV_TYPE)


def as_xlsx(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    return _download(xlsx_bytes(header, rows), f"{name}.xlsx", XLSX_TYPE)


def _download(body: bytes, name: str, media_type: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(body, content_type=media_type, headers={"Content-Disposition": disposition})
