"""A letter reaches a server or a folder whole, and a bad address harms nobody."""

import smtplib
from email import message_from_bytes
from email.policy import default

import pytest

from elearn.domain.errors import FormatError
from elearn.mail.letters import Letter
from elearn.mail.send import MailServer, by_server, into_folder, mail_server, message

LETTER = Letter("alva@example.se", "Välj ett lösenord", "Hej Åsa,\n", "<1@larande.example.se>")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp://post.example.se",
            MailServer("post.example.se", 587, "", "", False, "no-reply@larande.example.se"),
        ),
        (
            "smtp://u%40x:p%2Fw@post.example.se:25?from=larande@example.se",
            MailServer("post.example.se", 25, "u@x", "p/w", False, "larande@example.se"),
        ),
        (
            "smtps://post.example.se",
            MailServer("post.example.se", 465, "", "", True, "no-reply@larande.example.se"),
        ),
    ],
)
def test_a_mail_server_is_one_address(url, expected):
    assert mail_server(url, "larande.example.se") == expected


@pytest.mark.parametrize("url", ["post.example.se", "http://post", "smtp://", "smtp://post:port"])
def test_an_address_that_is_no_mail_server_is_refused_without_repeating_it(url):
    with pytest.raises(FormatError) as refused:
        mail_server(url, "larande.example.se")

    assert (refused.value.code, dict(refused.value.values)) == ("smtp-url", {})


def test_a_letter_in_a_folder_reads_as_it_was_written(tmp_path):
    into_folder(tmp_path / "mail", "from@example.se")(LETTER)
    into_folder(tmp_path / "mail", "from@example.se")(LETTER)

    (file,) = (tmp_path / "mail").iterdir()
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["Subject"] == "Välj ett lösenord"
    assert read["Message-ID"] == "<1@larande.example.se>"
    assert read.get_content().strip() == "Hej Åsa,"


@pytest.mark.parametrize(
    "to", ["", "alva", "a@b@c", "a@b.se, c@d.se", "a@b.se\nBcc: c@d.se", "<a@b.se>"]
)
def test_an_address_that_could_reach_somebody_else_is_refused(to):
    with pytest.raises(FormatError):
        message(Letter(to, "s", "t", "<1@x>"), "from@example.se")


class Server:
    """Stands for a mail server; notes what is done to it."""

    def __init__(self, offers=()):
        self.done = []
        self.offers = offers

    def __call__(self, host, port, **_options):
        self.done.append((host, port))
        return self

    def quit(self):
        self.done.append("quit")

    def close(self):
        pass

    def ehlo(self):
        pass

    def has_extn(self, name):
        return name in self.offers

    def starttls(self, context):
        self.done.append("starttls")

    def login(self, user, password):
        self.done.append(("login", user, password))

    def send_message(self, sent):
        self.done.append(sent["To"])


@pytest.mark.parametrize(
    ("url", "offers", "done"),
    [
        ("smtp://post:25", (), [("post", 25), "alva@example.se", "quit"]),
        ("smtp://post:25", ("starttls",), [("post", 25), "starttls", "alva@example.se", "quit"]),
        (
            "smtp://u:p@post",
            (),
            [("post", 587), "starttls", ("login", "u", "p"), "alva@example.se", "quit"],
        ),
    ],
)
def test_a_password_never_travels_in_the_clear(monkeypatch, url, offers, done):
    server = Server(offers)
    monkeypatch.setattr(smtplib, "SMTP", server)

    by_server(mail_server(url, "larande.example.se"))(LETTER)

    assert server.done == done
