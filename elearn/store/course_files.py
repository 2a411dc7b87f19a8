"""A folder of courses on disk ↔ bytes by path; the domain never sees the disk."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile


def read_course_files(folder: Path) -> dict[str, bytes]:
    """Every file under *folder*, by its path from there with `/` between folders.

    Files and folders with a name that begins with a dot are left out, and so are links that
    lead out of *folder*. Raises: OSError.
    """
    root = folder.resolve(strict=True)
    files: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and path.is_file() and path.resolve().is_relative_to(root):
            files[inside.as_posix()] = path.read_bytes()
    return files


def write_course_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace the files of *files* under *folder*, each whole or not at all. Raises: OSError."""
    for name, data in files.items():
        path = folder / name
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as temporary:
            temporary.write(data)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(temporary.name).chmod(path.stat().st_mode)
        Path(temporary.name).replace(path)
