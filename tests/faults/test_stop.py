"""SIGTERM: what has begun is finished, nothing new is taken, and the server ends well."""

import socket
import time

import pytest

from tests.faults.server import LOST, Browser, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def url(tmp_path):
    from elearn.store.db import open_database
    from elearn.store.models import Municipality
    from tests.conftest import Clock
    from tests.factories import Factory

    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    Municipality.metadata.create_all(database.engine.execution_options(write=True))
    Factory(database, Clock()).municipality()
    database.close()
    return f"sqlite:///{tmp_path / 'test.sqlite'}"


def test_a_request_that_has_begun_is_answered_before_the_server_ends(url):
    """Its second half is sent after the signal."""
    with serving(url) as server, socket.create_connection(("127.0.0.1", server.port), 20) as line:
        body = b"username=x&password=y"
        head = f"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sendall(head.encode() + body[:4])
        time.sleep(0.5)

        server.ask_to_stop()
        time.sleep(0.5)
        line.sendall(body[4:])

        assert line.recv(100).startswith(b"HTTP/1.1 400")
        assert server.stop() == 0


def test_a_server_that_was_told_to_end_takes_nothing_new(url):
    with serving(url) as server:
        assert Browser(server.port).get("/login").status == 200

        assert server.stop() == 0

        with pytest.raises(LOST):
            Browser(server.port).get("/login")
