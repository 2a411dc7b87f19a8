"""Letters about passwords: who gets one, what stands in it, and what rests in the database."""

import re
from dataclasses import replace
from datetime import timedelta

from elearn.domain.ids import new_id
from elearn.jobs._worker import Worker, known_jobs
from elearn.services import jobs, sign_in
from elearn.store.models import Job, OneTimeCode


def ask(made, person, number=1, act=jobs.ask_for_link):
    with made.database.writing() as session:
        id = new_id(made.clock(), number.to_bytes(10, "big"))
        act(session, made.owner, person, id=id, now=made.clock())
        session.commit()
    return id


def link_in(letter):
    return re.search(r"https://\S+", letter.get_content())[0]


def test_the_link_in_the_letter_opens_and_the_database_holds_no_code(made, worker, outbox, clock):
    person = made.person(email="alva@example.se", sign_in="alva")
    ask(made, person)

    worker.step()

    (letter,) = outbox()
    code = link_in(letter).rpartition("/")[2]
    assert letter["To"] == "alva@example.se"
    assert "alva" in letter.get_content()
    with made.database.writing() as session:
        stored = session.query(Job).filter_by(name="mail-link").one()
        assert code not in repr((stored.payload, stored.once_key, stored.error))
        assert sign_in.use_code(session, made.owner, code, now=clock()).person_id == person


def test_the_letter_speaks_the_language_of_its_reader(made, worker, outbox):
    ask(made, made.person(email="alva@example.se", language="en"))

    worker.step()

    assert outbox()[0]["Subject"] == "Choose a password at Sjövikens kommun"


def test_ten_minutes_pass_before_a_second_letter(made, clock):
    person = made.person(email="alva@example.se")
    ask(made, person)
    clock.moment += timedelta(minutes=9)
    ask(made, person, number=2)
    clock.moment += timedelta(minutes=2)
    ask(made, person, number=3)

    with made.database.reading() as session:
        assert session.query(Job).count() == 2


def test_a_letter_sent_twice_is_the_same_letter(made, workshop, outbox):
    ask(made, made.person(email="alva@example.se"))
    kind = known_jobs()["mail-link"]
    with made.database.writing() as session:
        claim = jobs.claim(session, now=made.clock())
        session.commit()

    kind.run(claim, workshop)
    (first,) = outbox()
    kind.run(claim, workshop)
    (second,) = outbox()

    assert first["Message-ID"] == second["Message-ID"]
    assert link_in(first) == link_in(second)


def test_no_second_letter_goes_out_for_a_code_that_was_used(made, workshop, outbox, tmp_path):
    ask(made, made.person(email="alva@example.se"))
    kind = known_jobs()["mail-link"]
    with made.database.writing() as session:
        claim = jobs.claim(session, now=made.clock())
        session.commit()
    kind.run(claim, workshop)
    code = link_in(outbox()[0]).rpartition("/")[2]
    with made.database.writing() as session:
        sign_in.use_code(session, made.owner, code, now=made.clock())
        session.commit()
    for letter in (tmp_path / "mail").iterdir():
        letter.unlink()

    kind.run(claim, workshop)

    assert outbox() == []


def test_without_a_mail_server_production_makes_no_code_and_waits(made, workshop, outbox):
    id = ask(made, made.person(email="alva@example.se"))
    production = replace(workshop, config=replace(workshop.config, mode="production"))

    Worker(production, known_jobs()).step()
    Worker(production, known_jobs()).step()

    assert outbox() == []
    with made.database.reading() as session:
        waiting = session.get(Job, id)
        assert (waiting.state, waiting.error) == ("waiting", "no-smtp-url")
        assert session.query(OneTimeCode).count() == 0


def test_somebody_who_was_merged_meanwhile_gets_no_letter(made, worker, outbox):
    kept = made.person()
    ask(made, made.person(email="alva@example.se", merged_into=kept))

    worker.step()

    assert outbox() == []


def test_a_changed_password_is_told_by_letter(made, worker, outbox):
    ask(made, made.person(email="alva@example.se"), act=jobs.tell_of_new_secret)

    worker.step()

    (letter,) = outbox()
    assert link_in(letter) == "https://larande.example.se/account/forgot"
