"""Modules go out of use and come back; what duties ask of them waits meanwhile."""

from collections.abc import Collection

from elearn.domain.record.working_days import swedish_day
from elearn.services.shelf import Shelf
from elearn.services.standing import recompute
from elearn.store.models import Module, ModuleGap
from elearn.store.queries import withdrawn


def withdraw(shelf: Shelf, module: Module) -> None:
    """From today on it cannot be begun."""
    module.withdrawn_at = shelf.now
    shelf.report.withdrawn.append(f"{module.course_id}/{module.id}")
    key = (shelf.municipality, module.course_id, module.id, swedish_day(shelf.now))
    found = shelf.session.get(ModuleGap, key)
    if found is not None:
        found.to_on = None
        return
    _municipality, course, id, day = key
    shelf.session.add(
        ModuleGap(municipality_id=shelf.municipality, course_id=course, module_id=id, from_on=day)
    )


def bring_back(shelf: Shelf, module: Module) -> None:
    """From today on it can be taken again; one that was away for less than a day never was."""
    if module.withdrawn_at is None:
        return
    module.withdrawn_at = None
    shelf.report.brought_back.append(f"{module.course_id}/{module.id}")
    gap = withdrawn.open_gap(shelf.session, shelf.municipality, module.course_id, module.id)
    if gap is None:
        return
    day = swedish_day(shelf.now)
    if gap.from_on < day:
        gap.to_on = day
    else:
        shelf.session.delete(gap)


def settle(shelf: Shelf) -> None:
    """Everybody's status follows, where a duty asks for what went or came back."""
    changed = [*shelf.report.withdrawn, *shelf.report.brought_back]
    shelf.session.flush()
    if changed and _is_asked(shelf, changed):
        recompute(shelf.session, shelf.municipality)


def _is_asked(shelf: Shelf, changed: Collection[str]) -> bool:
    asked = withdrawn.modules_asked_for(shelf.session, shelf.municipality)
    return any(tuple(each.split("/")) in asked for each in changed)
