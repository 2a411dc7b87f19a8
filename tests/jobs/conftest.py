"""A workshop over a database of either kind, and what is in its outbox."""

import os
from email import message_from_bytes
from email.policy import default

import pytest

from elearn.jobs._job import Workshop
from elearn.jobs._worker import Worker, known_jobs
from tests.factories import Factory


@pytest.fixture
def made(database, clock):
    factory = Factory(database, clock)
    factory.municipality()
    return factory


@pytest.fixture
def workshop(config, database, clock, tmp_path):
    from dataclasses import replace

    settings = replace(config, instance=tmp_path, base_url="https://larande.example.se")
    return Workshop(settings, database, clock, os.urandom)


@pytest.fixture
def worker(workshop):
    return Worker(workshop, known_jobs())


@pytest.fixture
def outbox(tmp_path):
    """The letters sent so far, by their subject."""

    def read():
        files = sorted((tmp_path / "mail").glob("*.eml"))
        return [message_from_bytes(each.read_bytes(), policy=default) for each in files]

    return read
