"""Courses are opened to anybody, and closed again. Whoever has a number goes on."""

from elearn.domain.errors import Refusal
from elearn.services.acting import Act
from elearn.services.audit import note_act
from elearn.store.models import Course, OpenCourse
from elearn.store.queries.open_courses import is_open
from elearn.store.upsert import insert_new


def open_course(act: Act, course: str) -> None:
    """Anybody may begin it; nothing is done where that is so already.

    Raises: Refusal `course-not-found`.
    """
    if act.session.get(Course, (act.municipality, course)) is None:
        raise Refusal("course-not-found")
    row = {
        "municipality_id": act.municipality,
        "course_id": course,
        "opened_on": act.today,
    }
    if insert_new(act.session, OpenCourse, [row]):
        _note(act, "course-opened")


def close_course(act: Act, course: str) -> None:
    """Nobody begins it any more without signing in; nothing is done where nobody could."""
    if is_open(act.session, act.municipality, course):
        act.session.delete(act.session.get_one(OpenCourse, (act.municipality, course)))
        _note(act, "course-closed")


def _note(act: Act, code: str) -> None:
    """Courses have no id of the kind that the log names."""
    note_act(act.session, act.municipality, act.actor, code, None, id=act.new_id(), now=act.now)
