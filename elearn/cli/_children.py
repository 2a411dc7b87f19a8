"""Child processes that live and end together with this one.

Each is in a process group of its own, so that Ctrl-C reaches this process alone, which then
ends them in order. When one ends by itself the others are stopped, too.
"""

import ctypes
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from elearn.domain.errors import Refusal

GRACE_SECONDS = 30
"""How long a child may take to finish what it is doing."""
LOOK_EVERY_SECONDS = 0.1
PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG: Linux ends the child when this process is killed outright."""


@dataclass(frozen=True)
class Child:
    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


def run_together(
    commands: Mapping[str, Sequence[str]], *, when_ready: Callable[[Callable[[], bool]], None]
) -> None:
    """Runs *commands*, by name, until SIGINT or SIGTERM; then all have ended.

    The first is started, *when_ready* waits for it, and then come the others, so that they do
    not slow it down. *when_ready* is given a function that says whether waiting is in vain.

    Raises: Refusal `child-ended` when one ended by itself, or badly.
    """
    with _signals() as stopping:
        (first, *others) = commands.items()
        children = [_start(*first)]

        def is_over() -> bool:
            return stopping.is_set() or any(child.has_ended for child in children)

        try:
            when_ready(is_over)
            children += [_start(*other) for other in others if not is_over()]
            while not is_over():
                stopping.wait(LOOK_EVERY_SECONDS)
        finally:
            alone = next((child for child in children if child.has_ended), None)
            codes = {child.name: _end(child) for child in children}
    if alone is not None and not stopping.is_set():
        raise Refusal("child-ended", name=alone.name, code=codes[alone.name])
    for name, code in codes.items():
        if code not in (0, -signal.SIGTERM):
            raise Refusal("child-ended", name=name, code=code)


@contextmanager
def _signals() -> Iterator[threading.Event]:
    """Set by SIGINT or SIGTERM, instead of what they did before."""
    stopping = threading.Event()
    every = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda *_: stopping.set()) for each in every]
    try:
        yield stopping
    finally:
        for each, handler in zip(every, before, strict=True):
            signal.signal(each, handler)


def _start(name: str, command: Sequence[str]) -> Child:
    process = subprocess.Popen(  # noqa: S603 - a command of our own
        command,
        process_group=0,
        preexec_fn=_end_with_parent(),  # noqa: PLW1509 - this process has no threads
    )
    return Child(name, process)


def _end_with_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PARENT_DEATH_SIGNAL, int(signal.SIGTERM))


def _end(child: Child) -> int:
    """Its exit code; minus the signal that ended it."""
    if not child.has_ended:
        child.process.terminate()
    try:
        return child.process.wait(GRACE_SECONDS + 5)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()
