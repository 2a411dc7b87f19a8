"""Every setting, read from the environment once. docs/configuration.md explains each."""

import os
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
DEMO_SECRET = "demo"  # noqa: S105 - production refuses it
KEYS_FILE = "keys.env"
"""Under instance/: the keys of a demo, made by its first start. Production never reads it."""
MODES = ("demo", "production")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SCHEDULES = ("fsrs", "leitner")
DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")
SHORTEST_SECRET = 32
FEWEST_DIFFERENT = 8
"""Characters in a secret; 32 drawn at random have more even when they are hexadecimal."""
FERNET_BYTES = 32
_FOR_THE_DEMO = "For the demo, put ELEARN_MODE=demo before the command."


class SettingError(Exception):
    """A setting is missing or unusable. The message says what to do."""


@dataclass(frozen=True)
class Config:
    mode: str = "production"
    database_url: str = f"sqlite:///{HERE / 'instance' / 'elearn.sqlite'}"
    secret_key: str = ""
    """Signs cookies and one-time codes."""
    data_keys: tuple[str, ...] = ()
    """Fernet keys for attempts, the newest first; older ones still open what they sealed."""
    pepper: str = ""
    """Turns a person into a pseudonym in practice and counters."""
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    """How people reach the site, for links on slips and in letters: https://larande.example.se"""
    redis_url: str = ""
    smtp_url: str = ""
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses that may read /metrics."""
    proxies: int = 0
    """How many trusted proxies stand in front and set X-Forwarded-For, -Proto and -Host."""
    workers: int = 2
    practice_schedule: str = "fsrs"
    """When cases to practise come back: one of SCHEDULES."""
    instance: Path = field(default=HERE / "instance")
    courses: Path = field(default=HERE / "courses")
    upload_bytes: int = 5 * 1024 * 1024

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def database_file(self) -> Path | None:
        """Where SQLite keeps everything; None for another database, or one in memory."""
        scheme, _, path = self.database_url.partition(":///")
        in_memory = path.partition("?")[0] in {"", ":memory:"}
        return None if scheme != "sqlite" or in_memory else Path(path.partition("?")[0])

    @property
    def address(self) -> str:
        """Where a browser finds the site, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Raises SettingError with a line for each fault, for the operator."""
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        mode = given.get("ELEARN_MODE", cls.mode)
        if mode == "demo":
            given = read_keys(HERE / "instance" / KEYS_FILE) | given
        unread = dict(_not_numbers(given))
        config = cls(
            mode=mode,
            database_url=given.get("DATABASE_URL", cls.database_url),
            secret_key=given.get("SECRET_KEY", ""),
            data_keys=_words(given.get("DATA_KEYS", "")),
            pepper=given.get("PEPPER", ""),
            host=given.get("HOST", cls.host),
            port=cls.port if "PORT" in unread else int(given.get("PORT", cls.port)),
            base_url=given.get("BASE_URL", "").rstrip("/"),
            redis_url=given.get("REDIS_URL", ""),
            smtp_url=given.get("SMTP_URL", ""),
            metrics_from=_words(given.get("METRICS_FROM", "")) or cls.metrics_from,
            proxies=cls.proxies if "PROXIES" in unread else int(given.get("PROXIES", cls.proxies)),
            practice_schedule=given.get("PRACTICE_SCHEDULE", cls.practice_schedule),
            workers=cls.workers if "WORKERS" in unread else int(given.get("WORKERS", cls.workers)),
        )
        faults = [*unread.values(), *config.faults()]
        if faults:
            raise SettingError("\n".join(faults))
        return config

    def faults(self) -> Iterator[str]:
        """What stops a start, a sentence each. None of them repeats a secret."""
        if self.mode not in MODES:
            yield f"ELEARN_MODE is {self.mode!r}; set it to demo or production."
        if not 0 < self.port < 65536:
            yield f"PORT is {self.port}; set it to a number from 1 to 65535."
        if self.workers < 1:
            yield f"WORKERS is {self.workers}; set it to 1 or more."
        if self.practice_schedule not in SCHEDULES:
            yield f"PRACTICE_SCHEDULE is {self.practice_schedule!r}; set it to fsrs or leitner."
        if self.is_demo and self.host not in LOOPBACK:
            yield (
                f"HOST is {self.host!r}, but everybody knows the passwords of the demo. Leave HOST "
                "at 127.0.0.1, or set ELEARN_MODE=production."
            )
        yield from self._faults_of_addresses()
        yield from self._faults_of_secrets()

    def _faults_of_addresses(self) -> Iterator[str]:
        if not _is_database(self.database_url):
            yield (
                "DATABASE_URL is not an address of a database. Write sqlite:///path/to/file.sqlite "
                "or postgresql://user:password@host:5432/name."
            )
        if self.base_url and not _is_address(self.base_url, ("http", "https")):
            yield (
                f"BASE_URL is {self.base_url!r}; write the whole address, for example "
                "https://larande.example.se."
            )
        if self.smtp_url and not _is_address(self.smtp_url, ("smtp", "smtps")):
            yield (
                "SMTP_URL is not an address of a mail server. Write "
                "smtp://user:password@host:587?from=larande@example.se."
            )
        elif not unquote(self.smtp_url).isascii():
            yield (
                "SMTP_URL holds a letter that cannot be sent to mail servers as a user name or a "
                "password, such as å. Choose one of a to z, digits and signs."
            )
        for address in self.metrics_from:
            if not _is_ip(address):
                yield (
                    f"METRICS_FROM holds {address!r}; write IP addresses, for example 10.0.0.5, "
                    "with spaces between."
                )

    def _faults_of_secrets(self) -> Iterator[str]:
        for name, value in self._secrets():
            if not value:
                demo = f" {_FOR_THE_DEMO}" if name == "SECRET_KEY" else ""
                yield f"{name} is missing. {_how_to_make(name)}{demo}"
            elif not self.is_demo and (value == DEMO_SECRET or len(value) < SHORTEST_SECRET):
                yield f"{name} is a default or too short. {_how_to_make(name)}"
            elif not self.is_demo and _is_monotonous(value):
                yield f"{name} is easily guessed: too few letters, repeated. {_how_to_make(name)}"
        if not all(map(_is_fernet_key, self.data_keys)):
            yield f"DATA_KEYS holds something else. {_how_to_make('DATA_KEYS')}"

    def _secrets(self) -> tuple[tuple[str, str], ...]:
        return (
            ("SECRET_KEY", self.secret_key),
            *(("DATA_KEYS", key) for key in self.data_keys or ("",)),
            ("PEPPER", self.pepper),
        )


def read_keys(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of *path*; empty when there is no such file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def terminal_language(environment: Mapping[str, str] = os.environ) -> str:
    """`sv` or `en`, from the variables by which a terminal says its language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "sv" if environment[name].lower().startswith("sv") else "en"
    return "en"


def _is_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_name = parts.scheme == "sqlite" or bool(parts.path.strip("/"))
        return parts.scheme in DATABASES and "://" in url and has_name and parts.port != 0
    except ValueError:
        return False


def _is_fernet_key(text: str) -> bool:
    try:
        return len(urlsafe_b64decode(text)) == FERNET_BYTES
    except (NotBase64, ValueError):
        return False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _is_address(url: str, schemes: Collection[str]) -> bool:
    """Whether *url* is whole: one of *schemes*, a host, and a port that can be."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_monotonous(secret: str) -> bool:
    """Whether *secret* has few different characters, or is a short piece said over and over."""
    halves = range(1, len(secret) // 2 + 1)
    repeats = any(secret[piece:] == secret[:-piece] for piece in halves)
    return repeats or len(set(secret)) < FEWEST_DIFFERENT


def _not_numbers(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The settings that should be whole numbers and are none, each with what to say."""
    for name in ("PORT", "PROXIES", "WORKERS"):
        text = given.get(name, "0")
        if not text.isascii() or not text.isdigit():
            yield name, f"{name} is {text!r}; set it to a whole number."


def _how_to_make(name: str) -> str:
    return (
        f"Make one with `python -m elearn keys` and set {name} to the line it prints; "
        "keep it outside the database and its backups."
    )
