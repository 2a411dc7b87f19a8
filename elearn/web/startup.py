"""What must be true before production answers."""

from config import SettingError
from elearn.store.db import DatabaseGone
from elearn.store.queries.municipalities import demo_slugs
from elearn.web.site import Site


def refuse_demo_in_production(site: Site) -> None:
    """Raises SettingError. A database that cannot be asked now is asked by /readyz later."""
    if site.config.is_demo:
        return
    try:
        with site.database.reading() as session:
            demo = demo_slugs(session)
    except DatabaseGone:
        return
    if demo:
        raise SettingError(
            f"the database holds the demo municipality {', '.join(demo)}, whose passwords are "
            "known to everybody. Point DATABASE_URL at an empty database, or set "
            "ELEARN_MODE=demo to try things out."
        )
