"""A course whose first module has a page for meetings and four questions; the second has none."""

from tests.library import MODULE, course_files
from tests.services.test_meeting_pages import FILE, PAGE
from tests.year import MORE

RIGHT = {"say": ("2",), "kind": ("1", "3"), "whom": ("manager",), "where": ("here",)}


def meeting_files(module: str = MODULE) -> dict[str, bytes]:
    asked = module.replace("## After\n", MORE)
    return course_files(asked) | {FILE: PAGE.encode()}
