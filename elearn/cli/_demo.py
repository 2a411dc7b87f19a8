"""What is known about a demo without opening its database, so that it starts in a moment."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from config import HERE, Config
from elearn.cli._language import N_, _

DEMO_PASSWORD = "demo-demo-demo"  # noqa: S105 - printed at every start of a demo
STAMP = "demo.stamp"
"""Under instance/: what everything looked like when the demo was last made ready."""
MIGRATIONS = HERE / "elearn" / "store" / "migrations" / "versions"
WHO = (
    ("employee@demo.test", N_("Employee")),
    ("manager@demo.test", N_("Manager")),
    ("coordinator@demo.test", N_("Coordinator and author")),
    ("admin@demo.test", N_("Administrator and reviewer")),
)


def sign_ins() -> str:
    """Who can sign in, a line each."""
    title = _("Sign in with the password %(password)s as") % {"password": DEMO_PASSWORD}
    return "\n".join([title, *(f"  {name:<24}{_(role)}" for name, role in WHO)])


def is_ready(config: Config) -> bool:
    """Whether nothing has changed since `note_ready`: the same SQLite file, tables, courses."""
    stamp = config.instance / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _looks(config)


def note_ready(config: Config) -> None:
    stamp = config.instance / STAMP
    stamp.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp.write_text(_looks(config), encoding="utf-8")


def _looks(config: Config) -> str:
    """A hash of sizes and times; contents are not read. Empty when that says nothing."""
    file = config.database_file
    if file is None or not file.exists():
        return ""
    watched = [*_files_below(config.courses), *_files_below(MIGRATIONS)]
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in watched]
    return hashlib.sha256(repr((file, file.stat().st_ino, facts)).encode()).hexdigest()


def _files_below(folder: Path) -> Iterator[Path]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return (path for path in files if path.suffix != ".pyc")
