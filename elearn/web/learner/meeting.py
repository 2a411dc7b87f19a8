"""How a module is taken together: all of it for whoever leads, one part a screen for the room.

Nothing of a meeting is entered or kept here: who came is asked elsewhere, who said what nowhere.
"""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.meeting import meeting_page
from elearn.domain.people.permissions import Permission
from elearn.store.queries import meeting_pages
from elearn.web.course_text import course_language, filler, numbers_in_doubt
from elearn.web.guard import requires
from elearn.web.learner.blueprint import pages
from elearn.web.paper import as_pdf
from elearn.web.published import published


@pages.get("/meetings")
@requires(Permission.LEARN)
def meetings() -> ResponseReturnValue:
    found = published(meeting_pages.meetings, course_language())
    return render_template("learner/meetings.html", courses=found)


@pages.get("/courses/<course>/<module>/meeting")
@requires(Permission.LEARN)
def meeting(course: str, module: str) -> ResponseReturnValue:
    """Everything, to read beforehand or to print."""
    return _page(_text_or_404(course, module))


@pages.get("/courses/<course>/<module>/meeting.pdf")
@requires(Permission.LEARN)
def meeting_pdf(course: str, module: str) -> ResponseReturnValue:
    """The same page as a file."""
    text = _text_or_404(course, module)
    return as_pdf(_page(text), text.title)


def _page(text: CompiledModule) -> str:
    return render_template(
        "learner/meeting.html",
        text=text,
        page=meeting_page(text),
        fill=filler(text.language),
        in_doubt=numbers_in_doubt(text),
    )


@pages.get("/courses/<course>/<module>/meeting/<int:number>")
@requires(Permission.LEARN)
def meeting_part(course: str, module: str, number: int) -> ResponseReturnValue:
    """One part in big letters, for a screen that everybody sees."""
    text = _text_or_404(course, module)
    shown = meeting_page(text).shown
    if not 1 <= number <= len(shown):
        abort(404)
    return render_template(
        "learner/meeting_part.html",
        text=text,
        part=shown[number - 1],
        number=number,
        total=len(shown),
        fill=filler(text.language),
    )


def _text_or_404(course: str, module: str) -> CompiledModule:
    found = published(meeting_pages.meeting_text, course, module, course_language())
    if found is None:
        abort(404)
    return found
