"""A course that is asked of managers alone, and one of whose modules is out of use for a while.

The next time that courses are published the module comes back: its file was never gone.
"""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from elearn.cli.devdata.rows import Rows
from elearn.services.shelf import Shelf, SyncReport
from elearn.services.standing import recompute
from elearn.services.withdrawal import withdraw
from elearn.store.bulk import insert_rows
from elearn.store.db import Session
from elearn.store.models import Duty, Evidence
from elearn.store.queries import demo
from elearn.store.queries.published import modules_of
from elearn.store.queries.sign_in import account_named

COURSE = "chef-och-samordnare"
SEED = 6
BEGAN_DAYS_AGO = 40
DUE_DAYS = 60
OUT_OF_USE_DAYS = 6


def ask(session: Session, municipality: UUID, today: date) -> None:
    """Nothing where the course is not published. The caller commits."""
    modules = modules_of(session, municipality, COURSE)
    if not modules:
        return
    rows = Rows(municipality, Random(SEED), today)  # noqa: S311 - not a secret
    demo_manager = account_named(session, municipality, "manager@demo.test")
    managers = demo.managers(session, municipality)
    rows.add(
        Duty,
        id=rows.new_id(),
        course_id=COURSE,
        modules=[module.id for module in modules],
        need="all",
        units=[str(demo.top_unit(session, municipality))],
        aid_families=[],
        roles=["manager"],
        due_days=DUE_DAYS,
        valid_days=None,
        renewal_days=0,
        from_on=today - timedelta(BEGAN_DAYS_AGO),
        to_on=None,
        set_on=today - timedelta(BEGAN_DAYS_AGO + 5),
    )
    for place, manager in enumerate(managers):
        is_demo = demo_manager is not None and manager == demo_manager.person
        done = len(modules) - 1 if is_demo else place % (len(modules) + 1)
        for module in modules[:done]:
            _complete(rows, manager, module.id, module.version)
    for model in (Duty, Evidence):
        insert_rows(session, model, rows.by_model[model])
    out_on = rows.midday(today - timedelta(OUT_OF_USE_DAYS))
    withdraw(Shelf(session, municipality, out_on, SyncReport()), modules[-1])
    session.flush()
    recompute(session, municipality, managers)


def _complete(rows: Rows, person: UUID, module: str, version: str) -> None:
    ago = rows.chance.randint(OUT_OF_USE_DAYS + 2, BEGAN_DAYS_AGO - 2)
    day = rows.today - timedelta(ago)
    rows.add(
        Evidence,
        id=rows.new_id(),
        person_id=person,
        course_id=COURSE,
        module_id=module,
        version=version,
        completed_on=day,
        recorded_at=rows.midday(day),
        kind="self",
    )
