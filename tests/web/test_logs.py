"""What a line of the log says: never who, never what."""

import json
import subprocess
import sys
import time

from elearn.web import logs
from tests.bank import publish_bank
from tests.web.learner.test_module import MODULE, answer
from tests.web.practice.test_practice import alarmed, walk

FIELDS = {"event", "level", "timestamp", "id", "method", "endpoint", "status", "milliseconds"}


def lines(capsys) -> list[dict[str, object]]:
    logs.noted.flush()
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_tells_the_kind_of_page_and_nothing_of_the_learner(client, make, capsys):
    publish_bank(make)
    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Nothing at all")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")
    walk(client, alarmed)

    said = lines(capsys)

    assert {"learner.submit", "practice.answer"} <= {line["endpoint"] for line in said}
    assert all(set(line) == FIELDS for line in said)
    assert str(person) not in str(said)
    assert "basics" not in str(said)


def test_a_line_carries_the_number_that_the_answer_carried(client, capsys):
    response = client.get("/help")

    said = [line for line in lines(capsys) if line["endpoint"] == "public.help"]

    assert said[-1]["id"] == response.headers[logs.ID_HEADER]
    assert (said[-1]["method"], said[-1]["status"]) == ("GET", 200)


def test_an_answer_counts_at_once_for_whoever_reads_the_metrics(client):
    def answered() -> float:
        text = client.get("/metrics").text
        counted = [line for line in text.splitlines() if 'endpoint="public.help"' in line]
        return sum(float(line.split()[-1]) for line in counted if "_total" in line)

    before = answered()
    client.get("/help")

    assert answered() == before + 1


def test_a_line_comes_soon_though_nobody_asks_for_it(client, capsys):
    client.get("/help")
    written, until = "", time.monotonic() + 10
    while "public.help" not in written and time.monotonic() < until:
        time.sleep(0.01)
        written += capsys.readouterr().out

    assert "public.help" in written


def test_a_process_that_ends_writes_what_waits():
    said = "Answered(0, 'x', 'GET', 'a.b', 200, 0.1)"
    program = f"from elearn.web.logs import Answered, noted; noted.put({said})"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert json.loads(done.stdout)["endpoint"] == "a.b"


def test_a_reader_of_the_log_who_went_away_harms_no_request(client, monkeypatch):
    class Gone:
        def write(self, _text: str) -> None:
            raise BrokenPipeError

    monkeypatch.setattr("elearn.web.logs.sys.stdout", Gone())

    assert client.get("/help").status_code == 200
    logs.noted.flush()
