"""The files of this repository, for tests that read them as text."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "instance", "node_modules", "__pycache__"}
"""Left out where there is no git to ask."""


@cache
def tracked(suffix: str = "") -> tuple[Path, ...]:
    """Every file that is kept, whose name ends with *suffix*, in the order of names."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode == 0:
        found = [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.parts)]
    return tuple(sorted(path for path in found if path.is_file() and path.name.endswith(suffix)))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
