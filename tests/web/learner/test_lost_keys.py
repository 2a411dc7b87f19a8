"""Answers that no key opens any more, as after a restore without the keys."""

import pytest
from cryptography.fernet import Fernet

from elearn.store.models import Attempt
from elearn.store.sealing import Sealer
from tests.library import course_files, publish

MODULE = "/courses/basics/first"


@pytest.fixture
def locked_out(app, client, make, clock):
    """A learner in the middle of a module, sealed with a key that is gone."""
    publish(make.database, make.owner, course_files(), now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    other = Sealer([Fernet.generate_key().decode()], "pepper")
    with make.database.writing() as session:
        attempt = session.query(Attempt).one()
        attempt.sealed = other.seal(b"{}")
        session.commit()
    return client


def test_the_module_page_needs_no_key(locked_out):
    assert f'action="{MODULE}/begin"' in locked_out.page(MODULE)


def test_going_on_begins_again(locked_out):
    html = locked_out.submit(f"{MODULE}/begin")

    assert "step 1" in html


def test_a_step_says_what_to_do(locked_out):
    html = locked_out.page(f"{MODULE}/steps/1", status=422)

    assert "can no longer be opened" in html
