"""`keys`: new secrets, one line a setting, for whoever sets up an installation."""

import argparse
import base64
import os
import secrets
from pathlib import Path

from elearn.cli._language import _

SECRET_BYTES = 32


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("keys", help=_("print new values for SECRET_KEY, DATA_KEYS and PEPPER"))


def run(args: argparse.Namespace) -> int:
    print(new_keys(), end="")
    return 0


def new_keys() -> str:
    """Lines of `NAME=value`."""
    values = {
        "SECRET_KEY": secrets.token_urlsafe(SECRET_BYTES),
        "DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(SECRET_BYTES)).decode(),
        "PEPPER": secrets.token_urlsafe(SECRET_BYTES),
    }
    return "".join(f"{name}={value}\n" for name, value in values.items())


def keep_keys(path: Path) -> bool:
    """Makes *path* with new keys, for its owner's eyes only. False when it was there already."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(new_keys())
    return True
