"""What a PDF holds, for tests."""

import io

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All of its text, line breaks as blanks."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def kinds_of(pdf: PdfReader) -> set[str]:
    """Of its structure elements: what a screen reader calls each."""
    found: set[str] = set()
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, ArrayObject):
            waiting.extend(node)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.add(str(node["/S"]))
            if "/K" in node:
                waiting.append(node["/K"])
    return found
