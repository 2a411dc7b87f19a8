"""Who leads units sees names among the figures of the administration; that leaves a line."""

from datetime import date

from elearn.domain.people.permissions import Permission
from elearn.services.audit import note_view
from elearn.web.guard import actor, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def note_names_shown(page: str, day: date) -> None:
    """For each topmost unit that the viewer leads; in a write of its own, before names leave."""
    led = within(Permission.SEE_UNIT_STATUS)
    with site().database.writing() as writing:
        for top in (unit for unit in tree() if unit in led and tree().parent(unit) not in led):
            note_view(
                writing,
                municipality_id(),
                actor().person,
                top,
                page,
                day,
                id=site().new_id(),
                now=site().now(),
            )
        writing.commit()
