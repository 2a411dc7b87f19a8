"""`course.yaml` and the registers of `_shared/` → courses, routes, laws and terms."""

from collections.abc import Callable
from typing import Any, TypeVar

from elearn.domain.content.course import Course, DefaultDuty, Law, Term
from elearn.domain.content.record import Record
from elearn.domain.content.routes import ANY_ROLE, Age, Route, Urgency
from elearn.domain.content.source import Mistakes
from elearn.domain.content.yaml_text import Node, read_yaml
from elearn.domain.record.duty import Need

# fmt: off
_COURSE_KEYS = ("id", "title", "summary", "modules", "need", "duty")
_DUTY_KEYS = ("audience", "due_days", "valid_days", "renewal_days")
_ROUTE_KEYS = (
    "key", "label", "phone", "url", "urgency", "age", "role", "hours", "owner", "verified_until",
)
_LAW_KEYS = (
    "key", "title", "number", "paragraph", "says", "source", "read_on", "review_by", "verified",
)
_TERM_KEYS = ("key", "term", "means")
# fmt: on
_MAX_DAYS = 3650
_EVERYBODY = "alla"

Entry = TypeVar("Entry", Route, Law, Term)
NEVER = "never"
"""In place of the day, of a route that nobody has verified."""


def read_course(folder: str, lines: tuple[str, ...], mistakes: Mistakes) -> Course | None:
    """The course whose `course.yaml` is *lines*; None when it cannot be read at all."""
    node = read_yaml(lines, 1, mistakes)
    if node is None:
        return None
    record = Record(node, _COURSE_KEYS, mistakes)
    record.require("id", "title", "modules")
    course_id = record.identifier("id")
    if course_id and course_id != folder:
        line = record.line_by_key["id"]
        mistakes.add("course-id-not-folder", line, id=course_id, folder=folder)
    return Course(
        id=folder,
        title=record.by_language("title"),
        summary=record.by_language("summary"),
        modules=record.identifiers("modules"),
        duty=_duty(record.nested("duty"), mistakes),
        file=mistakes.file,
        need=record.one_of("need", Need, Need.ALL),
        line_by_key=record.line_by_key,
    )


def _duty(node: Node | None, mistakes: Mistakes) -> DefaultDuty | None:
    if node is None:
        return None
    record = Record(node, _DUTY_KEYS, mistakes)
    record.require("due_days")
    return DefaultDuty(
        audience=record.texts("audience") or (_EVERYBODY,),
        due_days=record.whole("due_days", most=_MAX_DAYS) or 0,
        valid_days=record.whole("valid_days", most=_MAX_DAYS),
        renewal_days=record.whole("renewal_days", most=_MAX_DAYS),
    )


def read_routes(lines: tuple[str, ...], mistakes: Mistakes) -> dict[str, Route]:
    """The routes by key, in the register's order."""
    return _register(lines, "routes", _ROUTE_KEYS, _route, mistakes)


def read_laws(lines: tuple[str, ...], mistakes: Mistakes) -> dict[str, Law]:
    """The laws by key, in the register's order."""
    return _register(lines, "laws", _LAW_KEYS, _law, mistakes)


def read_glossary(lines: tuple[str, ...], mistakes: Mistakes) -> dict[str, Term]:
    """The terms by key, in the register's order."""
    return _register(lines, "terms", _TERM_KEYS, _term, mistakes)


def _register(
    lines: tuple[str, ...],
    name: str,
    keys: tuple[str, ...],
    read: Callable[[Record], Entry | None],
    mistakes: Mistakes,
) -> dict[str, Entry]:
    """What *read* makes of each entry of the list under *name*, by key."""
    entries: dict[str, Entry] = {}
    for item in _items(read_yaml(lines, 1, mistakes), name, mistakes):
        entry = read(Record(item, keys, mistakes))
        if entry and entry.key in entries:
            mistakes.add("key-of-entry-twice", item.line, key=entry.key)
        elif entry:
            entries[entry.key] = entry
    return entries


def _items(node: Node | None, name: str, mistakes: Mistakes) -> tuple[Node, ...]:
    if node is None:
        return ()
    entries = Record(node, (name,), mistakes).nested(name)
    if entries is None or not entries.value:
        return ()
    if isinstance(entries.value, tuple):
        return entries.value
    mistakes.add("register-not-a-list", entries.line, name=name)
    return ()


def _route(record: Record) -> Route | None:
    record.require("key", "label", "urgency", "owner", "verified_until")
    key, is_unverified = record.identifier("key"), record.text("verified_until") == NEVER
    verified_until = None if is_unverified else record.day("verified_until")
    if not key or (verified_until is None and not is_unverified):
        return None
    return Route(
        key=key,
        label=record.by_language("label"),
        phone=record.text("phone"),
        url=record.text("url"),
        urgency=record.one_of("urgency", Urgency, Urgency.ADVICE),
        age=record.one_of("age", Age, Age.ANY),
        role=record.text("role") or ANY_ROLE,
        hours=record.by_language("hours"),
        owner=record.text("owner"),
        verified_until=verified_until,
        line=record.line,
    )


def _law(record: Record) -> Law | None:
    record.require("key", "title", "number", "paragraph", "says", "source", "review_by")
    key, review_by, read_on = (
        record.identifier("key"),
        record.day("review_by"),
        record.day("read_on"),
    )
    if not key or review_by is None:
        return None
    return Law(
        key=key,
        title=record.by_language("title"),
        number=record.text("number"),
        paragraph=record.text("paragraph"),
        says=record.by_language("says"),
        source=record.text("source"),
        read_on=read_on,
        review_by=review_by,
        is_verified=record.yes("verified", default=False),
        line=record.line,
    )


def _term(record: Record) -> Term | None:
    record.require("key", "term", "means")
    key = record.identifier("key")
    return Term(key, record.by_language("term"), record.by_language("means")) if key else None


REGISTERS: dict[str, Callable[[tuple[str, ...], Mistakes], dict[str, Any]]] = {
    "routes": read_routes,
    "laws": read_laws,
    "glossary": read_glossary,
}
"""By name of the file in `_shared/`, without its ending."""
