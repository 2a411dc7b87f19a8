"""The words of published texts and of the glossary, made ready to be searched."""

from elearn.domain.content import plain
from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.course import Library, ModuleText
from elearn.domain.content.walk import open_parts
from elearn.domain.folding import folded
from elearn.services.shelf import Shelf
from elearn.store.models import SearchEntry
from elearn.store.queries import published


def index_text(shelf: Shelf, text: ModuleText, compiled: CompiledModule) -> None:
    if compiled.variant:
        return
    published.forget_search(
        shelf.session, shelf.municipality, text.course, text.front.id, compiled.language
    )
    for part in open_parts(compiled):
        heading = plain.of_html(part.heading)
        title = f"{compiled.title}: {heading}" if heading else compiled.title
        words = compiled.plain[part.id]
        _add_search(shelf, compiled.language, text.course, text.front.id, part.id, title, words)


def index_glossary(shelf: Shelf, library: Library) -> None:
    published.forget_search(shelf.session, shelf.municipality, "")
    for term in library.glossary.values():
        for language, word in term.term.items():
            meaning = term.means.get(language, "")
            _add_search(shelf, language, "", term.key, "", word, meaning)


def _add_search(
    shelf: Shelf, language: str, course: str, module: str, block: str, title: str, text: str
) -> None:
    shelf.session.add(
        SearchEntry(
            municipality_id=shelf.municipality,
            language=language,
            course_id=course,
            module_id=module,
            block_id=block,
            title=title,
            text=text,
            folded=folded(plain.filled(f"{title} {text}", {})),
        )
    )
