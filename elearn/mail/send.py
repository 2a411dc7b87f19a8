"""Hands a letter to a mail server, or to a folder where it can be read.

The server is one address: `smtp://user:password@host:587?from=larande@example.se`, or `smtps://`
for TLS from the first byte. With `smtp://` the connection is encrypted when the server offers
it, and must be when a password is sent.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from elearn.domain.errors import FormatError
from elearn.mail.letters import Letter

Send = Callable[[Letter], None]
TIMEOUT_SECONDS = 20
DEFAULT_PORTS = {"smtp": 587, "smtps": 465}
ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    """Empty when the server asks for none."""
    password: str
    tls_from_start: bool
    sender: str


def mail_server(url: str, site_host: str) -> MailServer:
    """*url* as the module says; without `from`, letters come from no-reply at *site_host*.

    Raises: FormatError `smtp-url`, with no part of the address in it: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise FormatError("smtp-url") from None
    if not parts.hostname:
        raise FormatError("smtp-url")
    sender = parse_qs(parts.query).get("from", [f"no-reply@{site_host}"])[0]
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls_from_start=parts.scheme == "smtps",
        sender=sender,
    )


def by_server(server: MailServer) -> Send:
    """Each letter over a connection of its own. What goes wrong is an OSError."""

    def send(letter: Letter) -> None:
        made = message(letter, server.sender)
        with _connected(server) as connection:
            connection.send_message(made)

    return send


def into_folder(folder: Path, sender: str) -> Send:
    """Each letter as a file `<message id>.eml`; the same letter again replaces it."""

    def send(letter: Letter) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = "".join(each for each in letter.message_id if each.isalnum() or each in "-.@")
        unfinished = folder / f".{name}.part"
        unfinished.write_bytes(message(letter, sender).as_bytes())
        unfinished.replace(folder / f"{name}.eml")

    return send


def message(letter: Letter, sender: str) -> EmailMessage:
    """Raises: FormatError `mail-address`, when *to* is no single address."""
    if not ADDRESS.fullmatch(letter.to):
        raise FormatError("mail-address")
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = letter.to
    made["Subject"] = letter.subject
    made["Message-ID"] = letter.message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    if letter.html is not None:
        made.add_alternative(letter.html, subtype="html")
    return made


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """What the server says to our leaving changes nothing about a letter that it has taken."""
    connection = _reached(server)
    try:
        if server.user:
            connection.login(server.user, server.password)
        yield connection
    finally:
        with suppress(OSError):
            connection.quit()
        connection.close()


def _reached(server: MailServer) -> smtplib.SMTP:
    """Encrypted where the server offers it; always before a password is sent."""
    place = (server.host, server.port)
    context = ssl.create_default_context()
    if server.tls_from_start:
        return smtplib.SMTP_SSL(*place, timeout=TIMEOUT_SECONDS, context=context)
    connection = smtplib.SMTP(*place, timeout=TIMEOUT_SECONDS)
    try:
        connection.ehlo()
        if server.user or connection.has_extn("starttls"):
            connection.starttls(context=context)
    except OSError:
        connection.close()
        raise
    return connection
