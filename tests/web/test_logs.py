"""What a line of the log says: never who, never what."""

import json

from tests.bank import publish_bank
from tests.web.learner.test_module import MODULE, answer
from tests.web.practice.test_practice import alarmed, walk

FIELDS = {"event", "level", "timestamp", "id", "method", "endpoint", "status", "milliseconds"}


class Notes:
    def __init__(self) -> None:
        self.lines: list[dict[str, object]] = []

    def msg(self, line: bytes) -> None:
        self.lines.append(json.loads(line))


def test_a_line_tells_the_kind_of_page_and_nothing_of_the_learner(client, make, monkeypatch):
    notes = Notes()
    monkeypatch.setattr("elearn.web.logs._straight", lambda: notes)
    publish_bank(make)
    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Nothing at all")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")
    walk(client, alarmed)

    assert {"learner.submit", "practice.answer"} <= {line["endpoint"] for line in notes.lines}
    assert all(set(line) == FIELDS for line in notes.lines)
    assert str(person) not in str(notes.lines)
    assert "basics" not in str(notes.lines)
