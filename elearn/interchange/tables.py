"""The bytes of a CSV or XLSX file, as rows under the headings we know.

A column under any other heading is dropped before anybody looks at its values. So is a
column of personal numbers, because no heading of ours means one; and a kept value that looks
like a personal number is a fault of its row, in words that do not repeat it.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from unicodedata import normalize

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum
from python_calamine import CalamineWorkbook as Workbook

from elearn.domain.errors import FormatError
from elearn.domain.people.naming import looks_like_personnummer
from elearn.domain.people.rows import RowFault

Cell: TypeAlias = "str | date"

LARGEST_BYTES = 25 * 1024 * 1024
LARGEST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_ROWS = 300_000
MOST_COLUMNS = 200
SEPARATORS = ";\t,"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MISREAD = re.compile(r"Ã[¥¤¶…„–©]|\ufffd")
"""UTF-8 that was once taken for Windows-1252, or letters that were lost on the way."""
_DOS = re.compile(r"[^\W\d_][†„”™][^\W\d_]")
"""The å ä ö Ö of DOS, read as Windows-1252."""
_CELL_NAME = re.compile(rb"""\br\s*=\s*["']([A-Z]*)([0-9]+)["']""")


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """As a spreadsheet counts: 1 is the first row of the file."""
    cells: Mapping[str, Cell]
    """By field; text without spaces around it, empty when the cell is."""


@dataclass(frozen=True, slots=True)
class Table:
    fields: frozenset[str]
    """Those that the file has a column for."""
    rows: tuple[Row, ...]
    """Without empty ones and those with a fault."""
    faults: tuple[RowFault, ...]
    dropped: tuple[str, ...]
    """The headings of columns that nobody read."""


def read_table(content: bytes, headings: Mapping[str, str], required: Sequence[str] = ()) -> Table:
    """*headings* maps a heading to its field; case, spaces and punctuation do not count.

    Raises: FormatError, when *content* is no table, or none with the *required* fields.
    """
    if len(content) > LARGEST_BYTES:
        raise FormatError("file-too-large", megabytes=LARGEST_BYTES // 1024 // 1024)
    lines = iter(_xlsx(content) if content.startswith(_ZIP) else _csv(content))
    numbered = ((number, line) for number, line in enumerate(lines, 1) if any(line))
    first = next(numbered, None)
    if first is None:
        raise FormatError("file-empty")
    kept, dropped = _columns(first[1], headings)
    _require(kept, headings, required)
    table = _collected(numbered, kept, first[1], dropped)
    if not (table.rows or table.faults):
        raise FormatError("file-empty")
    return table


def folded(heading: str) -> str:
    """Letters and digits only, in lower case: `E-post ` and `epost` are one heading."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def _columns(
    line: Sequence[Cell], headings: Mapping[str, str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each known field stands, and the headings of the other columns."""
    known = {folded(heading): field for heading, field in headings.items()}
    kept: dict[str, int] = {}
    dropped = []
    for place, heading in enumerate(line):
        text = str(heading).strip()
        field = known.get(folded(text))
        if field is None:
            dropped += [text[:40]] if text and not looks_like_personnummer(text) else []
        elif field in kept:
            raise FormatError("column-twice", column=text[:40])
        else:
            kept[field] = place
    return kept, tuple(dropped)


def _require(kept: Mapping[str, int], headings: Mapping[str, str], required: Sequence[str]) -> None:
    """Names a missing column by the first heading that means it."""
    first_heading = {field: heading for heading, field in reversed(list(headings.items()))}
    missing = [first_heading[field] for field in required if field not in kept]
    if len(missing) == len(required) and required:
        raise FormatError("no-headings", columns=", ".join(missing))
    if missing:
        raise FormatError("column-missing", columns=", ".join(missing))


def _collected(
    numbered: Iterable[tuple[int, Sequence[Cell]]],
    kept: Mapping[str, int],
    titles: Sequence[Cell],
    dropped: tuple[str, ...],
) -> Table:
    rows, faults = [], []
    for number, line in numbered:
        fault = _fault(number, line, kept, titles)
        if fault is not None:
            faults.append(fault)
        else:
            rows.append(Row(number, {field: line[place] for field, place in kept.items()}))
        if number > MOST_ROWS:
            raise FormatError("file-too-many-rows", rows=MOST_ROWS)
    return Table(frozenset(kept), tuple(rows), tuple(faults), dropped)


def _fault(
    number: int, line: Sequence[Cell], kept: Mapping[str, int], titles: Sequence[Cell]
) -> RowFault | None:
    width = len(titles)
    if len(line) < width or any(line[width:]):
        return RowFault(number, "row-has-other-columns", {"cells": len(line), "columns": width})
    for place in kept.values():
        cell = line[place]
        if isinstance(cell, str) and looks_like_personnummer(cell):
            return RowFault(number, "looks-like-personnummer", {"column": titles[place]})
    return None


# CSV


def _csv(content: bytes) -> Iterator[list[Cell]]:
    text = _decoded(content)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for line in reader:
            if len(line) > MOST_COLUMNS:
                raise FormatError("file-not-a-table")
            yield [normalize("NFC", " ".join(cell.split())) for cell in line]
    except csv.Error as error:
        raise FormatError(_fault_of_csv(str(error)), line=reader.line_num) from error


def _fault_of_csv(said: str) -> str:
    if "end of data" in said:
        return "file-cut-off"
    return "file-cell-too-long" if "field limit" in said else "file-stray-quote"


def _decoded(content: bytes) -> str:
    if content.startswith(_OLD_EXCEL):
        raise FormatError("file-old-excel")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatError("file-wrong-encoding")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows(content)
    if _CONTROL.search(text):
        raise FormatError("file-not-a-table")
    if _MISREAD.search(text):
        raise FormatError("file-wrong-encoding")
    return text


def _as_windows(content: bytes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        code = "file-not-a-table" if b"\x00" in content else "file-wrong-encoding"
        raise FormatError(code) from error
    if _DOS.search(text):
        raise FormatError("file-wrong-encoding")
    return text


# XLSX


def _xlsx(content: bytes) -> Iterator[list[Cell]]:
    """The first sheet that is to be seen; others are not read."""
    _check_package(content)
    try:
        workbook = Workbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        if not names:
            raise FormatError("file-empty")
        rows = workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except PasswordError as error:
        raise FormatError("file-old-excel") from error
    except (CalamineError, ValueError, OSError) as error:
        raise FormatError("file-broken-workbook") from error
    return ([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> Cell:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return normalize("NFC", " ".join(str(value).split()))


def _check_package(content: bytes) -> None:
    """Reads every part once before the spreadsheet reader does, which unpacks into memory
    without a limit and makes room for each cell between the first and the last one named."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
                raise FormatError("file-too-large", megabytes=LARGEST_BYTES // 1024 // 1024)
            if not any(part.filename.startswith("xl/") for part in parts):
                raise FormatError("file-not-a-table")
            for part in parts:
                _check_part(package, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise FormatError("file-broken-workbook") from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown packing, or a password
        raise FormatError("file-old-excel") from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    end = b""
    with package.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if part.filename.endswith(".xml") and b"\x00" in chunk:
                raise FormatError("file-broken-workbook")
            _check_cell_names(end + chunk)
            end = chunk[-64:]


def _check_cell_names(text: bytes) -> None:
    for column, row in set(_CELL_NAME.findall(text)):
        if len(row) > 7 or int(row) > MOST_ROWS:
            raise FormatError("file-too-many-rows", rows=MOST_ROWS)
        if _column_number(column) > MOST_COLUMNS:
            raise FormatError("file-not-a-table")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
