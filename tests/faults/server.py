"""The real server in a process of its own, and a browser that talks to it over a socket."""

import html
import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from cryptography.fernet import Fernet

from config import HERE, Config
from elearn.cli.serve import server_command
from elearn.store.sealing import Sealer
from tests.factories import PASSWORD

KEY = Fernet.generate_key().decode()
PEPPER = "pepper" * 8
SEALER = Sealer([KEY], PEPPER)
SECONDS_TO_START = 30
LOST = (OSError, http.client.HTTPException)
"""What a browser meets when the server is gone."""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@dataclass
class Server:
    database_url: str
    port: int = field(default_factory=free_port)
    workers: int = 2
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        config = Config(mode="demo", port=self.port, workers=self.workers)
        self.process = subprocess.Popen(
            server_command(config),
            env=self._environment(),
            cwd=HERE,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait()

    def kill(self) -> None:
        """Master and workers at once, with no time to do anything."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self._ended()

    def ask_to_stop(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        assert self.process
        if self.process.poll() is None:
            self.ask_to_stop()
        return self._ended()

    def _ended(self) -> int:
        assert self.process
        self.process.communicate(timeout=SECONDS_TO_START)
        return self.process.returncode

    def _wait(self) -> None:
        assert self.process
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if self.process.poll() is not None:
                said = self.process.communicate()[1].decode()
                raise AssertionError(f"the server did not start:\n{said}")
            try:
                if Browser(self.port).get("/healthz").status == 200:
                    return
            except LOST:
                time.sleep(0.05)
        self.kill()
        raise AssertionError("the server did not answer in time")

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "ELEARN_MODE": "demo",
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": "secret" * 8,
            "DATA_KEYS": KEY,
            "PEPPER": PEPPER,
        }


@contextmanager
def serving(database_url: str, **settings: int) -> Iterator[Server]:
    server = Server(database_url, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"")

    def post(self, path: str, **fields: object) -> Answer:
        sent = urlencode({"csrf_token": self.token, **fields}, doseq=True)
        return self._ask("POST", path, sent.encode())

    def sign_in(self, name: str) -> None:
        self.get("/login")
        answer = self.post("/login", username=name, password=PASSWORD)
        assert answer.status == 303, answer.text[-2000:]
        self.get("/courses")

    def twin(self, port: int) -> "Browser":
        """Another tab of the same person, at another server."""
        return Browser(port, dict(self.cookies), self.token)

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text):
            self.token = html.unescape(found[1])
        return Answer(response.status, response.headers.get("Location") or "", text)
