"""Bring the catalogues under elearn/translations up to the sentences in the code.

    python tools/translations.py

New sentences come in without a text, sentences that nobody says any more go out. English has
no catalogue: what stands in the code is the English text. Another language is one more folder
with a messages.po that holds the same heading as the Swedish one.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "elearn" / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "_n": (1, 2)}
HEADING = """\
# What the product says; the English is in the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def places() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """File, sentence (or its forms), notes for translators, context: each place by itself."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for name, _line, said, notes, context in extract_from_dir(
        ROOT / "elearn", methods, options, KEYWORDS, ("Translators:",), strip_comment_tags=True
    ):
        yield f"elearn/{name}", said, notes, context


def sentences() -> Catalog:
    """Every sentence marked for translation in the code and templates, with its files."""
    gathered = Catalog(charset="utf-8")
    for name, said, notes, context in places():
        gathered.add(said, None, [(name, None)], auto_comments=notes, context=context)
    return gathered


def catalogue(language: str) -> Catalog:
    """The texts of *language* as they stand in its file."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def languages() -> list[str]:
    """Those that have a catalogue."""
    return sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))


def written(texts: Catalog) -> str:
    """A catalogue as a file: by page, without line numbers, so that a diff shows texts alone."""
    lines = io.BytesIO()
    write_po(
        lines,
        texts,
        width=None,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    heading = HEADING.format(language=texts.locale_identifier, plurals=texts.plural_forms)
    return heading + lines.getvalue().decode().lstrip("\n")


def forget_changed_plurals(texts: Catalog, template: Catalog) -> None:
    """A catalogue finds a sentence by its singular; the old plural's text would stay."""
    for message in list(texts):
        said = template.get(forms(message.id)[0]) if message.id else None
        if said and said.id != message.id:
            texts.delete(forms(message.id)[0])


def forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """A sentence in one and in several, or one that is always the same; "" where it is missing."""
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def main() -> None:
    template = sentences()
    for language in languages():
        texts = catalogue(language)
        forget_changed_plurals(texts, template)
        texts.update(template, no_fuzzy_matching=True)
        path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
        path.write_text(written(texts), encoding="utf-8")
        missing = sum(1 for each in texts if each.id and not all(forms(each.string)))
        sys.stdout.write(f"{language}: {len(texts)} sentences, {missing} without a text\n")


if __name__ == "__main__":
    main()
