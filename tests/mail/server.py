"""A mail server on this machine, which refuses, or hangs up, where a test wants it to."""

import socket
import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"
USER, PASSWORD = "larande", "ratt losenord"


class Post:
    """What the server does with letters: each entry of *script* is for one letter that comes, and
    when there is none left, all is well."""

    def __init__(self, *script):
        self.script = list(script)
        self.taken = []
        self.rejected = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.script and self.script[0].startswith("rcpt "):
            self.rejected += 1
            return self.script.pop(0).removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        said = self.script.pop(0) if self.script else "250 OK"
        if said[0] in "45":
            self.rejected += 1
            return said
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        if said == "hang up":
            server.transport.abort()
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        return "421 Too busy to say goodbye"


@contextmanager
def serving(post, *, tls=None, asks_for_password=False):
    """The port it listens at. It offers STARTTLS when given *tls*."""
    port = _free_port()
    controller = Controller(
        post,
        hostname=HOST,
        port=port,
        tls_context=tls,
        auth_required=asks_for_password,
        auth_require_tls=bool(tls),
        authenticator=_knows if asks_for_password else None,
        enable_SMTPUTF8=True,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _knows(server, session, envelope, mechanism, told):
    is_known = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


def certificate(folder):
    """A context for the server, and the file by which its clients know it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "post.example.se")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file, key_file = folder / "post.pem", folder / "post.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key_file)
    return context, file
