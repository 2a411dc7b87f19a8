"""Sends prepared requests over several connections at once and times each answer."""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

ANSWERS_PER_CONNECTION = 20
"""Then it is opened anew, as readers come and go. A server process serves whom it took in: chance
would otherwise give one of two processes nearly everybody for a whole sample."""


@dataclass(frozen=True)
class Request:
    raw: bytes
    expect: bytes
    """How the first line of the answer must begin: `HTTP/1.1 200`."""


@dataclass
class Sample:
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    """Seconds, one an answer, in the order in which they came."""
    wrong: int = 0
    """Answers with another status than expected."""


@dataclass
class _Connection:
    socket: socket.socket
    request: Request | None = None
    sent_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    answered: int = 0


def send(port: int, requests: Sequence[Request], count: int, connections: int) -> Sample:
    """*count* requests, taking *requests* in turn, never more than *connections* at a time.

    A connection that the server closes is opened again.
    """
    waiting = islice(cycle(requests), count)
    sample = Sample()
    selector = selectors.DefaultSelector()
    began = time.perf_counter()
    for _ in range(min(connections, count)):
        _ask(selector, _Connection(_connect(port)), waiting)
    while selector.get_map():
        for key, _events in selector.select():
            connection: _Connection = key.data
            data = connection.socket.recv(1 << 18)
            if not data:
                _reconnect(selector, connection, port)
                continue
            connection.received += data
            if _is_whole(connection.received):
                _note(sample, connection)
                selector.unregister(connection.socket)
                if connection.answered == ANSWERS_PER_CONNECTION:
                    connection.socket.close()
                    connection = _Connection(_connect(port))
                _ask(selector, connection, waiting)
    sample.seconds = time.perf_counter() - began
    return sample


def fetch(port: int, request: Request) -> bytes:
    """The whole answer to one request."""
    with _connect(port) as connection:
        connection.sendall(request.raw)
        received = bytearray()
        while not _is_whole(received):
            received += connection.recv(1 << 18)
        return bytes(received)


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _ask(
    selector: selectors.BaseSelector, connection: _Connection, waiting: Iterator[Request]
) -> None:
    request = next(waiting, None)
    if request is None:
        connection.socket.close()
        return
    connection.request = request
    connection.received.clear()
    connection.sent_at = time.perf_counter()
    connection.socket.sendall(request.raw)
    selector.register(connection.socket, selectors.EVENT_READ, connection)


def _reconnect(selector: selectors.BaseSelector, connection: _Connection, port: int) -> None:
    assert connection.request is not None
    selector.unregister(connection.socket)
    connection.socket.close()
    connection.socket = _connect(port)
    _ask(selector, connection, iter([connection.request]))


def _note(sample: Sample, connection: _Connection) -> None:
    assert connection.request is not None
    connection.answered += 1
    sample.latencies.append(time.perf_counter() - connection.sent_at)
    if not connection.received.startswith(connection.request.expect):
        sample.wrong += 1


def _is_whole(received: bytearray) -> bool:
    head, found, body = received.partition(b"\r\n\r\n")
    if not found:
        return False
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return len(body) >= int(lengths[0].partition(b":")[2]) if lengths else True
