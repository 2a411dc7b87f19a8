"""The server as it is started: a real process, a real port."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from config import Config
from elearn.cli import serve
from elearn.domain.errors import Refusal
from tests.checkout import ROOT, name_of, tracked
from tests.cli.conftest import LONG

LONGEST_SECONDS = 60
SERVER_AND_WORKER = 4
"""Processes: gunicorn, its two workers, the job worker."""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(words, folder, **environment):
    """The process of a command, in a group of its own as a terminal would start it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "elearn", *words],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(LONGEST_SECONDS)
        process.stdout.close()


def lines_until(process, words):
    """What it says up to the line that holds *words*, or its end."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            break
    return said


def answers(port, path="/healthz"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            return response.status
    except OSError:
        return None


def descendants(pid):
    """The processes below *pid*, from the process table."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def alive(pids):
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def wait_until(claim):
    deadline = time.monotonic() + LONGEST_SECONDS
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_leaves_nothing_behind(town, port, how):
    with running(["serve"], ROOT, PORT=str(port), DATABASE_URL=town.url) as process:
        said = lines_until(process, f"http://127.0.0.1:{port}")
        was_answering = answers(port)
        wait_until(lambda: len(descendants(process.pid)) == SERVER_AND_WORKER)
        below = descendants(process.pid)

        os.killpg(process.pid, how)
        code = process.wait(LONGEST_SECONDS)

    assert "Ctrl-C" in said
    assert was_answering == 200
    assert code == 0
    assert answers(port) is None
    wait_until(lambda: not alive(below))


def test_killed_outright_it_takes_the_server_along(town, port):
    with running(["serve"], ROOT, PORT=str(port), DATABASE_URL=town.url) as process:
        lines_until(process, "Ctrl-C")
        below = descendants(process.pid)

        process.kill()
        process.wait(LONGEST_SECONDS)

    wait_until(lambda: not alive(below))
    assert answers(port) is None


def test_when_a_child_ends_by_itself_everything_ends_and_says_so(town, port):
    with running(["serve"], ROOT, PORT=str(port), DATABASE_URL=town.url) as process:
        lines_until(process, "Ctrl-C")
        below = descendants(process.pid)
        server = next(
            pid for pid in below if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text()
        )

        os.kill(server, signal.SIGKILL)
        said = lines_until(process, "ended by itself")
        code = process.wait(LONGEST_SECONDS)

    assert code == 1
    assert "gunicorn ended by itself with exit code -9" in said
    wait_until(lambda: not alive(below))


def test_a_port_that_is_taken_is_said_in_a_sentence(town, port, monkeypatch):
    monkeypatch.setenv("PORT", str(port))
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        said = town.run("serve")

    assert said.code == 1
    assert f"Port {port} is taken" in said.err


def test_a_database_without_tables_is_not_served(terminal):
    said = terminal.run("serve")

    assert said.code == 1
    assert "python -m elearn db upgrade" in said.err


def test_production_does_not_serve_the_people_of_a_demo(town, monkeypatch):
    monkeypatch.setenv("ELEARN_MODE", "production")

    said = town.run("serve")

    assert said.code == 1
    assert said.err.startswith("The database holds the demo municipality forsmyra")


@pytest.mark.slow
def test_a_bare_checkout_becomes_a_filled_demo_and_keeps_it(terminal, tmp_path, port):
    checkout = tmp_path / "checkout"
    for file in tracked():
        target = checkout / name_of(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    database = f"sqlite:///{checkout / 'instance' / 'elearn.sqlite'}"
    settings = {"PORT": str(port), "DATABASE_URL": database, "SECRET_KEY": "", "PEPPER": ""}
    settings |= {"DATA_KEYS": "", "ELEARN_MODE": "demo"}

    said = []
    for _start in range(2):
        with running(["serve", "--demo-setup"], checkout, **settings) as process:
            said.append(lines_until(process, "admin@demo.test"))
            assert answers(port, "/login") == 200
    keys = (checkout / "instance" / "keys.env").stat()

    assert "Filling the demo municipality" in said[0]
    assert "Filling" not in said[1]
    assert all(f"{who}@demo.test" in said[1] for who in ("employee", "manager", "coordinator"))
    assert keys.st_mode & 0o077 == 0


@pytest.mark.slow
def test_one_line_of_json_a_request_names_nobody(town, port):
    with running(["serve"], ROOT, PORT=str(port), DATABASE_URL=town.url) as process:
        lines_until(process, "Ctrl-C")
        answers(port, "/login?next=/me")
        written = lines_until(process, '"event": "request"').splitlines()[-1]

    line = json.loads(written)
    assert line["endpoint"] == "account.login"
    assert "/me" not in written


def test_the_demo_setup_of_a_ready_demo_does_not_start_in_production(town, monkeypatch):
    monkeypatch.setattr(serve, "is_ready", lambda config: True)
    monkeypatch.setattr(serve, "keep_keys", lambda path: False)
    monkeypatch.setenv("ELEARN_MODE", "production")

    said = town.run("serve", "--demo-setup")

    assert said.code == 1
    assert said.err.startswith("Invented people belong in a demo")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Not started: SECRET_KEY is missing"),
        ({"PEPPER": LONG}, "Not started: the database holds the demo municipality forsmyra"),
    ],
    ids=["a missing key", "a demo database"],
)
def test_gunicorn_by_itself_gives_up_where_production_may_not_start(town, port, changed, sentence):
    settings = {"ELEARN_MODE": "production", "DATABASE_URL": town.url, **changed}

    ended = subprocess.run(
        [sys.executable, "-m", "gunicorn", "run:app", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )

    assert ended.returncode == 3
    assert ended.stderr.count(sentence) == 1


def test_nobody_waits_for_ever_for_a_server_that_says_nothing(terminal, port, monkeypatch):
    monkeypatch.setattr(serve, "LONGEST_START_SECONDS", 0)
    config = Config(mode="demo", port=port)

    with pytest.raises(Refusal, match="server-silent"):
        serve._greet(config, lambda: False)
