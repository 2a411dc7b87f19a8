"""The privacy page, its document and the schema say the same."""

from pathlib import Path

from elearn.domain.record.retention import Kept
from elearn.store.models import Municipality
from elearn.wording.privacy import HOLDINGS, TERMS, how_long
from tools.privacy_table import PAGE, with_table


def test_every_table_of_the_database_has_its_line_and_no_other():
    listed = sorted(holding.table for holding in HOLDINGS)

    assert listed == sorted(Municipality.metadata.tables)


def test_the_page_needs_no_sign_in_and_shows_every_line(client, make):
    client.post("/account/language", {"language": "en", "next": "/privacy"})

    page = client.page("/privacy")

    for holding in HOLDINGS:
        assert holding.what.split("'")[0] in page
    assert "If everything were stolen" in page


def test_the_times_on_the_page_are_those_of_the_retention_table():
    said = {holding.kept: how_long(holding, str) for holding in HOLDINGS}

    assert said[Kept.AUDIT] == "24 months"
    assert said[Kept.SLIP] == "14 days"
    assert not [text for text in said.values() if "%(" in text]


def test_every_term_of_the_page_is_kept_by_some_table():
    assert set(TERMS) == {each.kept for each in HOLDINGS if isinstance(each.kept, Kept)}


def test_the_document_holds_the_same_table():
    page = Path(PAGE).read_text(encoding="utf-8")

    assert page == with_table(page), "run: python tools/privacy_table.py"
