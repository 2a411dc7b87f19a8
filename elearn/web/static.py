"""Addresses of static files carry a hash of their bytes, so browsers may keep them a year."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask

A_YEAR = 365 * 24 * 3600
FOLDER = Path(__file__).parent / "static"


def install(app: Flask) -> None:
    known: dict[str, str] = {}

    def add_hash(endpoint: str, values: dict[str, Any]) -> None:
        name = values.get("filename")
        if endpoint != "static" or not name:
            return
        if name not in known or app.debug:
            known[name] = _hash(FOLDER / name)
        values["v"] = known[name]

    app.url_defaults(add_hash)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "0"
