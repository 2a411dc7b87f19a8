"""Every address of the product and who may open it, as `tests/route-list.json` has it.

`python -m tests.routes` writes the list anew after an address was meant to change.
"""

import json
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from flask import Flask

LIST = Path(__file__).parent / "route-list.json"
NOT_COUNTED = {"HEAD", "OPTIONS"}


def routes_of(app: Flask) -> dict[str, dict[str, Any]]:
    """By address and methods; what an address has in brackets is variable."""
    from elearn.web.guard import permission_of

    listed = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        permission, unit = permission_of(app, rule.endpoint)
        methods = " ".join(sorted((rule.methods or set()) - NOT_COUNTED))
        listed[f"{methods} {rule.rule}"] = {
            "endpoint": rule.endpoint,
            "permission": permission.value,
            **({"unit": unit} if unit else {}),
        }
    return dict(sorted(listed.items(), key=lambda pair: pair[0].partition(" ")[2]))


def listed() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(LIST.read_text(encoding="utf-8"))
    return found


def _write() -> None:
    from config import Config
    from elearn.store.db import open_database
    from elearn.web import create_app

    key = Fernet.generate_key().decode()
    config = Config(mode="demo", secret_key="x" * 40, data_keys=(key,), pepper="x" * 40)
    app = create_app(config, open_database("sqlite://"))
    LIST.write_text(json.dumps(routes_of(app), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
