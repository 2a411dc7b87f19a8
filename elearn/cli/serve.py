"""`serve`: the web server, and on request the job worker, as child processes of this one.

The server is a process of its own because Flask stays out of the command line.
"""

import argparse
import errno
import http.client
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from config import HERE, KEYS_FILE, Config
from elearn.cli._children import GRACE_SECONDS, run_together
from elearn.cli._demo import is_ready, note_ready, sign_ins
from elearn.cli._language import _
from elearn.cli.keys import keep_keys
from elearn.domain.errors import Refusal

THREADS = 4
ASK_EVERY_SECONDS = 0.05
LONGEST_START_SECONDS = 120
"""A server that has not answered by then never will."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the server's heartbeat then touches no disk
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("serve", help=_("answer browsers"))
    parser.add_argument(
        "--with-worker", action="store_true", help=_("run the job worker beside it")
    )
    parser.add_argument(
        "--demo-setup",
        action="store_true",
        help=_("first make what a demo lacks: keys, tables, courses, people"),
    )


def run(args: argparse.Namespace) -> int:
    if args.demo_setup:
        keep_keys(HERE / "instance" / KEYS_FILE)
    config = _prepared(args)
    check_port_is_free(config)
    commands = {"gunicorn": server_command(config)}
    if (args.with_worker or config.is_demo) and find_spec("elearn.cli.worker"):
        commands["worker"] = [sys.executable, "-m", "elearn", "worker"]
    run_together(commands, when_ready=lambda is_over: _greet(config, is_over))
    return 0


def server_command(config: Config) -> list[str]:
    host = f"[{config.host}]" if ":" in config.host else config.host
    command = [sys.executable, "-m", "gunicorn", "run:app", "--chdir", str(HERE)]
    command += ["--bind", f"{host}:{config.port}", "--no-control-socket"]
    command += ["--worker-class", "gthread", "--workers", str(config.workers)]
    command += ["--threads", str(THREADS), "--graceful-timeout", str(GRACE_SECONDS)]
    command += ["--log-level", "warning"]
    if SHARED_MEMORY.is_dir():
        command += ["--worker-tmp-dir", str(SHARED_MEMORY)]
    return command


def check_port_is_free(config: Config) -> None:
    """Raises: Refusal `port-taken`, `host-not-here`."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise Refusal("port-taken", port=config.port) from error
            raise Refusal("host-not-here", host=config.host) from error


def _prepared(args: argparse.Namespace) -> Config:
    """The settings, once the database has what the server needs.

    Raises: Refusal `devdata-in-production`, and what `_check_database` raises.

    Whatever opens the database is imported here, because a demo that is ready opens none.
    """
    config = Config.from_environment()
    if args.demo_setup and not config.is_demo:
        raise Refusal("devdata-in-production")
    if not args.demo_setup:
        _check_database(args)
    elif not is_ready(config):
        from elearn.cli._place import open_place
        from elearn.cli.devdata.demo import prepare

        with open_place(args, migrated=False) as place:
            prepare(place)
        note_ready(config)
    return config


def _check_database(args: argparse.Namespace) -> None:
    """A database that does not answer is no reason not to start: the server says 503 until it
    does.

    Raises: Refusal `database-behind`, `demo-in-production`.
    """
    from elearn.cli._place import open_place
    from elearn.store.db import DatabaseGone
    from elearn.store.queries.municipalities import demo_slugs

    with suppress(DatabaseGone), open_place(args) as place, place.database.reading() as session:
        demo = demo_slugs(session)
        if demo and not place.config.is_demo:
            raise Refusal("demo-in-production", demo=", ".join(demo))


def _greet(config: Config, is_over: Callable[[], bool]) -> None:
    """Says where to go, once somebody would answer there.

    Raises: Refusal `server-silent`.
    """
    until = time.monotonic() + LONGEST_START_SECONDS
    while not _is_alive(config):
        if is_over():
            return
        if time.monotonic() > until:
            raise Refusal("server-silent", seconds=LONGEST_START_SECONDS)
        time.sleep(ASK_EVERY_SECONDS)
    print(_("Open %(address)s in a browser. Ctrl-C ends it.") % {"address": config.address})
    if config.is_demo:
        print(sign_ins())
    sys.stdout.flush()


def _is_alive(config: Config) -> bool:
    host = EVERYWHERE.get(config.host, config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
