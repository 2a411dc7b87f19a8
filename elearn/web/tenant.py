"""Which municipality this request is for, from its host name."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask, abort, g, request

from elearn.store.queries.municipalities import municipality_of_host
from elearn.web.site import site

REMEMBERED_SECONDS = 20
PATHS_WITHOUT_TENANT = ("/healthz", "/readyz", "/metrics", "/static/")


@dataclass(frozen=True)
class Tenant:
    id: UUID
    name: str
    theme: str
    language: str
    help_contact: str


class Tenants:
    """Host names change seldom: each is looked up again after some seconds."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Tenant | None]] = {}

    def of_host(self, host: str) -> Tenant | None:
        second = site().now().timestamp()
        looked_up_at, tenant = self._known.get(host, (0.0, None))
        if tenant is None or second - looked_up_at > REMEMBERED_SECONDS:
            tenant = _look_up(host)
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[host] = (second, tenant)
        return tenant


def install(app: Flask) -> None:
    app.extensions["tenants"] = Tenants()

    def find() -> None:
        if request.path.startswith(PATHS_WITHOUT_TENANT):
            return
        tenant = app.extensions["tenants"].of_host(request.host.rsplit(":", 1)[0])
        if tenant is None:
            abort(404)
        g.tenant = tenant

    app.before_request(find)


def tenant() -> Tenant:
    found: Tenant = g.tenant
    return found


def municipality_id() -> UUID:
    return tenant().id


def _look_up(host: str) -> Tenant | None:
    with site().database.reading() as session:
        row = municipality_of_host(session, host)
        if row is None:
            return None
        return Tenant(row.id, row.name, row.theme, row.language, row.help_contact)
