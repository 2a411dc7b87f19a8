"""`certificate`: whether a certificate is as we made it, and the key by which others can tell."""

import argparse
from pathlib import Path

from config import Config
from elearn.cli._language import _
from elearn.interchange.paper.signature import taken_apart
from elearn.store.signing import Signer, is_signed


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("certificate", help=_("check signed files"))
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help=_("say whether a certificate is as it was made"))
    check.add_argument("file", type=Path, help=_("the certificate, a PDF"))
    check.add_argument(
        "--key", type=Path, help=_("the public key of whoever made it; otherwise ours")
    )
    acts.add_parser("key", help=_("print the public key, for whoever checks"))


def run(args: argparse.Namespace) -> int:
    if args.act == "key":
        print(own_key().decode(), end="")
        return 0
    return _check(args.file.read_bytes(), args.key.read_bytes() if args.key else own_key())


def own_key() -> bytes:
    return Signer(Config.from_environment().pepper).public_key()


def _check(file: bytes, key: bytes) -> int:
    parts = taken_apart(file)
    if parts is None:
        print(_("The file carries no signature: it is not a certificate, or its end is missing."))
        return 1
    try:
        is_whole = is_signed(*parts, key)
    except ValueError:
        print(_("The key is not one of ours: it should begin with BEGIN PUBLIC KEY."))
        return 2
    if not is_whole:
        print(_("The signature does not fit: the file was changed, or another place made it."))
        return 1
    print(_("The file is as it was made. Whether it still counts is told by the link in it."))
    return 0
