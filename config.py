"""Every setting, read from the environment once. docs/configuration.md explains each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

HERE = Path(__file__).resolve().parent
DEMO_SECRET = "demo"  # noqa: S105 - production refuses it
MODES = ("demo", "production")
SHORTEST_SECRET = 32


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
    instance: Path = field(default=HERE / "instance")
    courses: Path = field(default=HERE / "courses")
    upload_bytes: int = 5 * 1024 * 1024

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Raises SettingError with a sentence for the operator."""
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        config = cls(
            mode=given.get("ELEARN_MODE", cls.mode),
            database_url=given.get("DATABASE_URL", cls.database_url),
            secret_key=given.get("SECRET_KEY", ""),
            data_keys=_words(given.get("DATA_KEYS", "")),
            pepper=given.get("PEPPER", ""),
            host=given.get("HOST", cls.host),
            port=_number(given, "PORT", cls.port),
            base_url=given.get("BASE_URL", "").rstrip("/"),
            redis_url=given.get("REDIS_URL", ""),
            smtp_url=given.get("SMTP_URL", ""),
            metrics_from=_words(given.get("METRICS_FROM", "")) or cls.metrics_from,
            proxies=_number(given, "PROXIES", cls.proxies),
            workers=_number(given, "WORKERS", cls.workers),
        )
        config.check()
        return config

    def check(self) -> None:
        if self.mode not in MODES:
            raise SettingError(
                f"ELEARN_MODE is {self.mode!r}; set it to demo or production."
            )
        if not 0 < self.port < 65536:
            raise SettingError(f"PORT is {self.port}; set it to a number from 1 to 65535.")
        for name, value in self._secrets():
            if not value:
                raise SettingError(f"{name} is missing. {_how_to_make(name)}")
            if not self.is_demo and (value == DEMO_SECRET or len(value) < SHORTEST_SECRET):
                raise SettingError(f"{name} is a default or too short. {_how_to_make(name)}")

    def _secrets(self) -> tuple[tuple[str, str], ...]:
        return (
            ("SECRET_KEY", self.secret_key),
            ("DATA_KEYS", self.data_keys[0] if self.data_keys else ""),
            ("PEPPER", self.pepper),
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise SettingError(f"{name} is {text!r}; set it to a whole number.")
    return int(text)


def _how_to_make(name: str) -> str:
    return (
        f"Make one with `python -m elearn keys` and set {name} to the line it prints; "
        "keep it outside the database and its backups."
    )
