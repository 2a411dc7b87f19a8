"""`db upgrade` and `db current`: the tables this version of the product needs."""

import argparse
from pathlib import Path

from config import Config
from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.domain.errors import Refusal
from elearn.services.standing import recompute
from elearn.store import schema
from elearn.store.queries.municipalities import all_municipalities


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("db", help=_("bring the database to this version"))
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    upgrade = acts.add_parser("upgrade", help=_("make or change the tables"))
    upgrade.add_argument(
        "--to",
        default="head",
        metavar="REVISION",
        help=_("up to this revision; the newest if left out"),
    )
    acts.add_parser("current", help=_("say which revision the database has"))


def run(args: argparse.Namespace) -> int:
    with open_place(args, migrated=False) as place:
        if args.act == "current":
            return _tell(place)
        copy = upgrade(place, to=args.to)
        if copy is not None:
            print(_("A copy of the database as it was: %(path)s") % {"path": copy})
        return _tell(place)


def upgrade(place: Place, *, to: str = "head") -> Path | None:
    """Runs what is missing. Where SQLite held something, the copy that was made of it first,
    because SQLite cannot take back half a change of tables."""
    revision = schema.revision(place.database)
    if revision == schema.head() and to == "head":
        return None
    if revision is not None and not schema.knows(revision):
        raise Refusal("database-ahead", revision=revision)
    copy = _copy_beside(place.config, revision) if revision is not None else None
    if copy is not None:
        schema.copy_sqlite(place.database, copy)
    schema.upgrade(place.database, to)
    if revision is not None and to == "head":
        _derive_anew(place)
    return copy


def _derive_anew(place: Place) -> None:
    """What is worked out from the facts may have got a new table, which is empty."""
    with place.database.writing() as session:
        for municipality in all_municipalities(session):
            recompute(session, municipality.id)
        session.commit()


def _tell(place: Place) -> int:
    """1 when the database is not what this version needs."""
    revision = schema.revision(place.database)
    values = {"revision": revision or _("empty"), "head": schema.head()}
    print(_("The database is at %(revision)s; this version needs %(head)s.") % values)
    return 0 if revision == schema.head() else 1


def _copy_beside(config: Config, revision: str) -> Path | None:
    """A file name that is free, beside SQLite's; None for other databases."""
    if config.database_file is None:
        return None
    file = config.database_file
    names = (file.with_name(f"{file.name}.{revision}-{number}.bak") for number in range(1, 10_000))
    return next(name for name in names if not name.exists())
