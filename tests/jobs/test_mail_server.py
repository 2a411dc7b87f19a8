"""The worker and a mail server that refuses or hangs up: nothing is lost, little is repeated."""

import smtplib
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from elearn.jobs._worker import Worker, known_jobs
from elearn.services.mail_health import Trouble, signs
from elearn.store.models import Job, Reminder
from tests.mail.server import HOST, PASSWORD, USER, Post, certificate, serving


@pytest.fixture
def alva(made):
    """To whom the weekly letter is due."""
    with made.at_once():
        made.course("basics", "The basics")
        unit = made.unit("North")
        made.duty("basics", units=[unit], from_on=date(2026, 10, 21))
        person = made.person("Alva", "Lind", email="alva@example.se")
        made.employment(person, unit)
    made.recompute()
    return person


def worker_for(workshop, port, *, user="", password=""):
    who = f"{quote(user)}:{quote(password)}@" if user else ""
    url = f"smtp://{who}{HOST}:{port}"
    return Worker(replace(workshop, config=replace(workshop.config, smtp_url=url)), known_jobs())


def work(worker, clock, rounds=1):
    """Everything that is due, and again later as often as *rounds* says."""
    for number in range(rounds):
        if number:
            clock.moment += timedelta(minutes=30)
        while worker.step():
            pass


def letter_job(made):
    with made.database.reading() as session:
        [job] = session.query(Job).filter_by(name="mail-week").all()
        return job


def told(made):
    with made.database.reading() as session:
        return session.query(Reminder).count()


def test_a_letter_that_was_taken_is_sent_once_though_the_server_says_no_goodbye(
    made, alva, workshop, clock
):
    post = Post()
    with serving(post) as port:
        work(worker_for(workshop, port), clock, rounds=3)

    [letter] = post.taken
    assert letter["To"] == "alva@example.se"
    assert letter["Message-ID"] == f"<{letter_job(made).id}@larande.example.se>"
    assert (letter_job(made).state, told(made)) == ("done", 1)


@pytest.mark.parametrize(
    "said", ["451 Try again later", "rcpt 450 Greylisted", "554 No", "rcpt 550 No such user"]
)
def test_what_the_server_refuses_is_tried_again_and_not_counted_as_said(
    made, alva, workshop, clock, said
):
    post = Post(said)
    with serving(post) as port:
        worker = worker_for(workshop, port)
        work(worker, clock)
        assert (letter_job(made).state, post.taken, told(made)) == ("waiting", [], 0)
        work(worker, clock, rounds=2)

    assert post.rejected == 1
    assert (len(post.taken), letter_job(made).state, told(made)) == (1, "done", 1)


def test_a_server_that_hangs_up_after_the_letter_gets_it_once_more_as_the_same_letter(
    made, alva, workshop, clock
):
    post = Post("hang up")
    with serving(post) as port:
        work(worker_for(workshop, port), clock, rounds=4)

    first, second = post.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert (letter_job(made).state, told(made)) == ("done", 1)


def test_a_password_is_not_sent_to_a_server_without_encryption(made, alva, workshop, clock):
    post = Post()
    with serving(post) as port:
        work(worker_for(workshop, port, user=USER, password=PASSWORD), clock)

    assert post.taken == []
    assert letter_job(made).error == smtplib.SMTPNotSupportedError.__name__


def test_a_certificate_that_nobody_vouches_for_is_refused(made, alva, workshop, clock, tmp_path):
    tls, _file = certificate(tmp_path)
    post = Post()
    with serving(post, tls=tls) as port:
        work(worker_for(workshop, port), clock)

    assert post.taken == []
    assert letter_job(made).error == "SSLCertVerificationError"


@pytest.fixture
def tls(tmp_path, monkeypatch):
    context, file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return context


def test_a_password_is_sent_once_it_is_encrypted(made, alva, workshop, clock, tls):
    post = Post()
    with serving(post, tls=tls, asks_for_password=True) as port:
        work(worker_for(workshop, port, user=USER, password=PASSWORD), clock)

    assert (len(post.taken), letter_job(made).state) == (1, "done")


def test_a_wrong_password_loses_no_letter_once_it_is_mended(made, alva, workshop, clock, tls):
    post = Post()
    with serving(post, tls=tls, asks_for_password=True) as port:
        work(worker_for(workshop, port, user=USER, password="fel"), clock)
        assert letter_job(made).error == smtplib.SMTPAuthenticationError.__name__
        clock.moment += timedelta(minutes=5)
        work(worker_for(workshop, port, user=USER, password=PASSWORD), clock)

    assert (len(post.taken), letter_job(made).state, told(made)) == (1, "done", 1)


def test_a_server_that_refuses_for_hours_is_told_of_and_next_week_says_it_again(
    made, alva, workshop, clock
):
    post = Post(*["554 No"] * 4)
    with serving(post) as port:
        worker = worker_for(workshop, port)
        work(worker, clock, rounds=4)
        with made.database.reading() as session:
            found = signs(session, made.owner, has_mail_server=True, now=clock())
        clock.moment += timedelta(days=7)
        work(worker, clock)

    assert post.rejected == 4
    assert [sign.trouble for sign in found] == [Trouble.LATE]
    assert (len(post.taken), told(made)) == (1, 1)
