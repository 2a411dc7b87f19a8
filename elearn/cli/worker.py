"""`worker`: sends letters, disposes of what has been kept long enough, until it is stopped."""

import argparse
import logging
import secrets
import signal
import time
from types import FrameType

import structlog

from elearn.cli._language import _
from elearn.cli._place import open_place
from elearn.jobs._job import Workshop
from elearn.jobs._worker import Worker, known_jobs

NAP_SECONDS = 0.25
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """Turns true at the first signal to stop. A flag and short naps, because a lock taken in a
    signal handler may be held by what it interrupted."""

    def __init__(self) -> None:
        self._asked = False

    def ask(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked

    def pause(self, seconds: float) -> None:
        """Ends early when the stop comes."""
        until = time.monotonic() + seconds
        while not self._asked and time.monotonic() < until:
            time.sleep(NAP_SECONDS)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("worker", help=_("run the jobs: letters and disposal"))


def run(args: argparse.Namespace) -> int:
    """Works until SIGTERM or SIGINT, finishing the job at hand."""
    _log_in_lines()
    stop = Stop()
    for each in STOPPING:
        signal.signal(each, stop.ask)
    with open_place(args) as place:
        workshop = Workshop(place.config, place.database, place.now, secrets.token_bytes)
        Worker(workshop, known_jobs()).run_until(stop, stop.pause)
    return 0


def _log_in_lines() -> None:
    """One JSON object a line, as the web server writes them."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
