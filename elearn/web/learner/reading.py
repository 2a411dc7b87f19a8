"""The text of a module, or the page that says there is none."""

from flask import abort

from elearn.store.queries import catalogue
from elearn.store.queries.catalogue import Reading
from elearn.web.course_text import course_language, reads_easily
from elearn.web.published import published


def reading_or_404(course: str, module: str, version: str | None = None) -> Reading:
    """The easy-read text to those who asked for it, where there is one."""
    found = published(
        catalogue.reading, course, module, course_language(), version, easily=reads_easily()
    )
    if found is None:
        abort(404)
    return found
