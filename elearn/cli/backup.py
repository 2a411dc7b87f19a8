"""`backup FILE` and `restore FILE`: everything but the keys, in one file."""

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

from elearn.cli._language import _
from elearn.cli._place import Place, open_place
from elearn.cli.db import upgrade
from elearn.domain.errors import Refusal
from elearn.services.practice import forget_persons
from elearn.services.privacy import dispose
from elearn.store import disposal_list
from elearn.store.archive import read_archive, write_archive
from elearn.store.bulk import refresh_statistics
from elearn.store.sealing import Sealer


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = subparsers.add_parser("backup", help=_("write everything but the keys into a file"))
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = subparsers.add_parser("restore", help=_("fill an empty database from such a file"))
    restore.add_argument("file", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    return _restore(args) if args.command == "restore" else _back_up(args)


def _back_up(args: argparse.Namespace) -> int:
    with open_place(args) as place, _new_file(args.file) as file:
        rows = write_archive(place.database, file, made_at=place.now())
    print(_("%(rows)s rows are in %(file)s.") % {"rows": rows, "file": args.file})
    print(
        _(
            "SECRET_KEY, DATA_KEYS and PEPPER are not in it. Keep them somewhere else: without "
            "them, unfinished answers cannot be opened again."
        )
    )
    return 0


def _restore(args: argparse.Namespace) -> int:
    with args.file.open("rb") as file, open_place(args, migrated=False) as place:
        upgrade(place)
        rows = read_archive(place.database, file)
        _dispose_again(place)
    print(_("%(rows)s rows came from %(file)s.") % {"rows": rows, "file": args.file})
    print(_("Everybody signs in anew. Check the result with `python -m elearn verify`."))
    return 0


def _dispose_again(place: Place) -> None:
    """Records that were disposed of after the backup was made are taken out again."""
    listed: dict[UUID, list[UUID]] = defaultdict(list)
    for gone in disposal_list.read(place.config.instance / disposal_list.FILE):
        listed[gone.municipality].append(gone.person)
    sealer = Sealer(place.config.data_keys, place.config.pepper)
    with place.database.writing() as session:
        for municipality, persons in listed.items():
            dispose(session, municipality, persons, new_id=place.new_id, now=place.now())
            forget_persons(session, municipality, persons, sealer)
        refresh_statistics(session)
        session.commit()


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all, for its owner's eyes only.

    Raises: Refusal `file-exists`, `folder-missing`; OSError.
    """
    if not path.parent.is_dir():
        raise Refusal("folder-missing", folder=path.parent)
    if path.exists():
        raise Refusal("file-exists", file=path)
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
