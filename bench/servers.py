"""Starts a server as `serve` does, and reads from the process table what it used."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bench.load import Request, fetch
from config import Config
from elearn.cli.serve import server_command

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    port: int
    master: int

    def cpu_seconds(self) -> float:
        """Of all its processes so far."""
        return sum(_cpu_seconds(pid) for pid in (self.master, *_children(self.master)))

    @staticmethod
    def database_seconds() -> float:
        """Processor time of the PostgreSQL processes on this machine, which work for nobody else
        while we measure."""
        return sum(_cpu_seconds(pid) for pid in _named("postgres"))

    def memory_mib(self) -> float:
        """Proportional share of all its processes."""
        pids = (self.master, *_children(self.master))
        return sum(_pss_kib(pid) for pid in pids) / 1024


@contextmanager
def running(
    app: str, config: Config, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """*app* is what the server imports: `run:app`."""
    port = _free_port()
    command = [
        app if word == "run:app" else word for word in server_command(replace(config, port=port))
    ]
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {}), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(60)


def machine_busy_seconds() -> float:
    """Processor time that anybody on this machine has used."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    idle = int(fields[3]) + int(fields[4])
    return (sum(map(int, fields[:8])) - idle) / TICKS


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    probe = Request(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode(), b"")
    while process.poll() is None:
        with suppress(OSError):
            fetch(port, probe)
            return
        time.sleep(0.05)
    raise SystemExit("The server did not start; its words are above.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def _named(name: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (folder / "comm").read_text().strip() == name:
                yield int(folder.name)


def _cpu_seconds(pid: int) -> float:
    """None left of a process that has just ended."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    fields = said.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _pss_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
