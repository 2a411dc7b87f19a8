"""A municipality made by hand, for the services that change one."""

from datetime import date
from uuid import UUID, uuid4

from elearn.store.models import Employment, Municipality, Person, RoleGrant, Unit, UnitPlacement

TODAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)


class Organisation:
    """Units by name, under a top of their own; everything in one open session."""

    def __init__(self, session, slug: str = "sjoviken") -> None:
        self.session = session
        self.units: dict[str, UUID] = {}
        municipality = Municipality(id=uuid4(), slug=slug, name=slug)
        self.id = municipality.id
        self._add(municipality)
        self.top = self.unit("Kommunen", None)

    def unit(self, name: str, parent: str | None = "Kommunen", **values) -> UUID:
        unit = Unit(municipality_id=self.id, id=uuid4(), code=name, kind=values.pop("kind", "unit"))
        self._add(unit)
        self._add(
            UnitPlacement(
                municipality_id=self.id,
                unit_id=unit.id,
                parent_id=self.units[parent] if parent else None,
                name=name,
                from_on=values.pop("from_on", LONG_AGO),
                to_on=values.pop("to_on", None),
            )
        )
        self.units[name] = unit.id
        return unit.id

    def person(self, given: str = "Alva", family: str = "Lind", **values) -> UUID:
        person = Person(
            municipality_id=self.id, id=uuid4(), given_name=given, family_name=family, **values
        )
        self._add(person)
        return person.id

    def post(self, person: UUID, unit: str, **values) -> UUID:
        post = Employment(
            municipality_id=self.id,
            id=uuid4(),
            person_id=person,
            unit_id=self.units[unit],
            number=values.pop("number", str(uuid4())[:8]),
            aid_code=values.pop("aid_code", "207024"),
            kind=values.pop("kind", "permanent"),
            from_on=values.pop("from_on", LONG_AGO),
            to_on=values.pop("to_on", None),
            **values,
        )
        self._add(post)
        return post.id

    def grant(self, person: UUID, role: str, unit: str, **values) -> UUID:
        grant = RoleGrant(
            municipality_id=self.id,
            id=uuid4(),
            person_id=person,
            role=role,
            unit_id=self.units[unit],
            from_on=values.pop("from_on", LONG_AGO),
            to_on=values.pop("to_on", None),
        )
        self._add(grant)
        return grant.id

    def posts_of(self, person: UUID) -> list[tuple]:
        self.session.flush()
        self.session.expire_all()
        names = {id: name for name, id in self.units.items()}
        rows = self.session.query(Employment).filter_by(municipality_id=self.id, person_id=person)
        return sorted((row.from_on, names[row.unit_id], row.to_on) for row in rows)

    def roles_of(self, person: UUID) -> list[tuple]:
        self.session.flush()
        self.session.expire_all()
        names = {id: name for name, id in self.units.items()}
        rows = self.session.query(RoleGrant).filter_by(municipality_id=self.id, person_id=person)
        return sorted((row.from_on, row.role, names[row.unit_id], row.to_on) for row in rows)

    def placements(self) -> list[tuple]:
        self.session.flush()
        self.session.expire_all()
        names = {id: name for name, id in self.units.items()}
        rows = self.session.query(UnitPlacement).filter_by(municipality_id=self.id)
        return sorted(
            (row.name, names.get(row.parent_id, ""), row.from_on, row.to_on) for row in rows
        )

    def _add(self, row) -> None:
        self.session.add(row)
        self.session.flush()
