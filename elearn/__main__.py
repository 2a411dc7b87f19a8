"""`python -m elearn …`: finds the command, runs it, and says in one sentence what went wrong."""

import argparse
import errno
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Protocol, cast

from config import SettingError
from elearn import cli
from elearn.cli._language import N_, _
from elearn.domain.errors import ContentErrors, FormatError, Refusal
from elearn.registry import modules_of
from elearn.wording.operation import database_trouble
from elearn.wording.refusals import sentence

GOOD, FINDINGS, WRONG_USAGE = 0, 1, 2
INTERRUPTED = 130
FILE_TROUBLE: Mapping[int, str] = {
    errno.ENOENT: "file-missing",
    errno.EISDIR: "file-is-folder",
    errno.ENOTDIR: "file-not-folder",
    errno.EACCES: "file-not-yours",
    errno.EPERM: "file-not-yours",
}
DESCRIPTION = N_("Training for municipal staff: run it, fill it, look after it.")


class Command(Protocol):
    """What a module of elearn/cli binds."""

    def register(self, subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Adds its command, or several."""

    def run(self, args: argparse.Namespace) -> int:
        """Does what was asked: 0 when all is well, 1 with findings, 2 for wrong usage."""


def main(argv: Sequence[str] | None = None) -> int:
    everywhere, rest = _everywhere(add_help=False).parse_known_args(argv)
    parser, runs = _parser(rest[:1])
    args = parser.parse_args(rest, everywhere)
    try:
        return runs[args.command](args)
    except SettingError as problem:
        return _complain(str(problem))
    except (Refusal, FormatError) as error:
        return _complain(sentence(error, _))
    except ContentErrors as errors:
        return _complain(str(errors))
    except _database_gone() as error:
        return _complain(sentence(database_trouble(str(getattr(error, "orig", error))), _))
    except OSError as error:
        return _complain(_system_trouble(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser(
    first_word: Sequence[str],
) -> tuple[argparse.ArgumentParser, Mapping[str, Callable[[argparse.Namespace], int]]]:
    """The parser, and which function runs each command.

    Where the first word is the name of a module, no other is imported: it takes a while.
    """
    parser = _everywhere(add_help=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    runs: dict[str, Callable[[argparse.Namespace], int]] = {}
    for module in modules_of(cli, first_word):
        known = set(commands.choices)
        _command(module).register(commands)
        runs |= dict.fromkeys(set(commands.choices) - known, _command(module).run)
    return parser, runs


def _everywhere(*, add_help: bool) -> argparse.ArgumentParser:
    """What may stand before a command or after it."""
    parser = argparse.ArgumentParser(
        prog="python -m elearn", description=_(DESCRIPTION), add_help=add_help, allow_abbrev=False
    )
    parser.add_argument(
        "--municipality",
        metavar="SLUG",
        help=_("which municipality; needed when there are several"),
    )
    return parser


def _command(module: ModuleType) -> Command:
    return cast(Command, module)


def _database_gone() -> type[Exception]:
    """Imported only once something went wrong, for the same reason."""
    from elearn.store.db import DatabaseGone

    return DatabaseGone


def _system_trouble(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return sentence(Refusal("disk-full"), _)
    known = FILE_TROUBLE.get(error.errno or 0)
    if error.filename and known:
        return sentence(Refusal(known, file=error.filename), _)
    return f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")


def _complain(problem: str) -> int:
    print(problem, file=sys.stderr)  # noqa: T201 - this is the terminal
    return FINDINGS


if __name__ == "__main__":
    sys.exit(main())
