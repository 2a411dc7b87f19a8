"""Who comes under a duty and who no longer does, and why; names for those who lead them alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.domain.record.concern import Rule
from elearn.services.duty_preview import Foreseen, Moved
from elearn.store.queries.reminding import ROWS_AT_ONCE, names
from elearn.web.db import session
from elearn.web.guard import tree, within
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_units_shown

MOST_NAMES = 100
REASONS: Mapping[Rule, Any] = {
    Rule.OCCUPATION: _l("Because of their occupation"),
    Rule.KIND: _l("Because of their kind of employment"),
    Rule.ROLE: _l("Because of their role"),
    Rule.PERIOD: _l("Because of the days on which the duty runs"),
}


@dataclass(frozen=True, slots=True)
class ShownMove:
    is_joining: bool
    reason: str
    count: int
    names: tuple[str, ...]
    """Of those in units that the viewer leads, in order; the first hundred."""
    unnamed: int


def shown_moves(foreseen: Foreseen) -> list[ShownMove]:
    """Names among them leave a line, so nothing may wait to be committed."""
    led = within(Permission.SEE_UNIT_STATUS)
    moved = [one for each in foreseen.moved for one in each.people if one[1] in led]
    note_units_shown("admin.duty", {(unit, foreseen.on) for _person, unit in moved})
    seen = [person for person, _unit in moved]
    known: dict[UUID, str] = {}
    for start in range(0, len(seen), ROWS_AT_ONCE):
        known |= names(session(), municipality_id(), seen[start : start + ROWS_AT_ONCE])
    return [_shown(each, known) for each in foreseen.moved]


def _shown(moved: Moved, known: Mapping[UUID, str]) -> ShownMove:
    named = sorted((known[one] for one, _unit in moved.people if one in known), key=sorting_key)
    named = named[:MOST_NAMES]
    return ShownMove(
        moved.is_joining,
        _reason(moved),
        len(moved.people),
        tuple(named),
        len(moved.people) - len(named),
    )


def _reason(moved: Moved) -> str:
    if moved.rule is not Rule.UNIT:
        return str(REASONS[moved.rule])
    if moved.top is None or moved.top not in tree():
        return str(_("Because of the unit where they work"))
    return str(_("Because they work in %(unit)s or under it", unit=tree().name(moved.top)))
